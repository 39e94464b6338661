"""What a form without script sends leads to the plain address of the same; links need no such
way."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from loans.facets import BY_NAME
from loans.portfolio import RELEVANCE
from loans.selection import choices
from loans.selection.asked import FINDS, SOUGHT, Asked
from loans.selection.filters import DEFAULT_SORT, PARAMETERS
from tests import factories
from tests.loans.heads import ReadPage

pytestmark = pytest.mark.django_db

EMPTY = "q=&sort=-decided_on&amount_min=&amount_max=&as_of="
NAMES = [*PARAMETERS, *FINDS, *SOUGHT.values(), "okänd"]


@pytest.fixture(autouse=True)
def borrowers(db, monkeypatch):
    """Three with a project each, in a facet that is sought in."""
    monkeypatch.setattr(choices, "MOST_OFFERED", 2)
    for name in ("Abolaget", "Bebolaget", "Cebolaget"):
        factories.project(borrower=factories.borrower(name=name, slug=name[0].lower()))


def led_to(visitor, query: str) -> str:
    answer = visitor.get(f"/projekt/?{query}")
    assert (answer.status_code, "private" in answer["Cache-Control"]) == (302, True)
    return answer["Location"].removeprefix("/projekt/")


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        (f"{EMPTY}&find_borrower=", ""),
        (f"{EMPTY}&borrower=a&borrower=b&borrower=a", "?borrower=a&borrower=b"),
        ("q=&sort=title&utm_source=x", "?sort=title"),
        ("q=projekt&sort=relevance&amount_min=+", "?q=projekt"),
        ("q=projekt&sort=-decided_on&amount_min=+", "?q=projekt&sort=-decided_on"),
        ("sort=relevance&amount_min=+", ""),
        ("q=&page=1", ""),
        (f"{EMPTY}&find_borrower=a&borrower=b", "?borrower=b&find_borrower=a#facet-borrower"),
        (f"{EMPTY}&find_borrower=%C3%A5+%26", "?find_borrower=%C3%A5+%26#facet-borrower"),
        ("find_borrower=a&sought_borrower=a&borrower=b", "?borrower=b"),
        ("find_borrower=b&sought_borrower=a", "?find_borrower=b#facet-borrower"),
        (
            "find_member=m&sought_member=m&find_borrower=b&find_goal=",
            "?find_borrower=b#facet-borrower",
        ),
    ],
)
def test_what_a_form_sends_leads_to_its_plain_address(visitor, sent, address):
    assert led_to(visitor, sent) == address


def test_the_plain_address_of_a_page_keeps_the_page(visitor):
    for _ in range(26):
        factories.project()

    assert led_to(visitor, "q=&page=2") == "?page=2"
    assert led_to(visitor, "q=&page=9") == ""


def test_the_form_of_a_page_with_something_sought_tells_it_and_forgets_it(visitor):
    page = ReadPage(visitor.get("/projekt/?find_borrower=abo"))
    assert page.one("input", name="sought_borrower").attributes["value"] == "abo"
    assert ReadPage(visitor.get("/projekt/")).all("input", name="sought_borrower") == []


def test_what_is_wrong_stays_as_it_was_sent(visitor):
    assert visitor.get(f"/projekt/?{EMPTY}&borrower=okänd").status_code == 400


@pytest.mark.parametrize("path", ["/projekt.csv", "/projekt.json", "/projekt.atom"])
def test_files_answer_what_a_form_sends(visitor, path):
    assert visitor.get(f"{path}?{EMPTY}&find_borrower=a").status_code == 200


def test_no_link_leads_another_way_round(visitor):
    category = factories.category(slug="ett")
    for _ in range(26):
        factories.project(category=category)
    start = ["/", "/projekt/?find_borrower=a&sort=title", "/projekt/?category=ett&page=2"]
    pages = [visitor.get(path).content.decode() for path in start]
    found = {unescape(href) for page in pages for href in re.findall(r'href="([^"#]+)', page)}
    links = {re.sub(r"^\?", "/projekt/?", h) for h in found if h.startswith(("?", "/projekt/?"))}

    assert len(links) > 20
    assert {link: visitor.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from([*" aå&", "", DEFAULT_SORT, RELEVANCE]))
    )
)
def test_a_plain_address_leads_nowhere_else_and_asks_for_the_same(pairs):
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    asked = Asked(params)
    plain = Asked(QueryDict(asked.plain_href(1).lstrip("?").partition("#")[0]))

    assert not plain.is_as_sent
    assert plain.plain_href(1) == asked.plain_href(1)
    assert plain.href() == asked.href()
    assert {facet: plain.sought(facet) for facet in BY_NAME if plain.sought(facet)}.items() <= {
        (facet, asked.sought(facet)) for facet in BY_NAME
    }
