"""A query or an address that leads nowhere: what the page says, and what it leaves out."""

import re
from html import unescape

import pytest

from loans import editing
from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from loans.selection.filters import MOST_VALUES
from tests import factories
from tests.loans.test_pages import text_of

pytestmark = pytest.mark.django_db

LARGEST_REFUSAL = 100_000
"""Bytes, however much was asked for."""


def many(number: int, name: str = "category") -> str:
    return "&".join(f"{name}=a{value}" for value in range(number))


# --- Too many values ----------------------------------------------------------------------


def test_as_many_values_as_allowed_are_read(visitor):
    factories.project(title="Synlig rubrik", category=factories.category(slug="ett"))

    page = visitor.get("/projekt/?" + "&".join(["category=ett"] * MOST_VALUES))
    assert page.status_code == 200
    assert "Synlig rubrik" in text_of(page)


@pytest.mark.parametrize(
    "query",
    [
        "sort=title&" + "&".join(["category=ett"] * MOST_VALUES),
        "sort=title&q=&" + many(MOST_VALUES - 1, "goal"),
        "sort=title&" + "&".join(["page=1"] * MOST_VALUES),
    ],
)
def test_one_value_more_is_refused_with_the_form_and_what_to_do(visitor, query):
    factories.project(title="Synlig rubrik", category=factories.category(slug="ett"))

    page = visitor.get(f"/projekt/?{query}")
    assert page.status_code == 400
    assert "Högst 50 filter på en gång" in text_of(page)
    assert '<option value="title" selected>' in page.content.decode()
    assert "Synlig rubrik" not in text_of(page)
    assert "At most 50 filters" in text_of(visitor.get(f"/en/projects/?{query}"))


def test_what_was_chosen_stays_chosen_when_it_was_too_much(visitor):
    factories.project(category=factories.category(slug="ett"))

    page = visitor.get("/projekt/?category=ett&q=kvar&" + many(MOST_VALUES)).content.decode()
    assert 'value="ett" checked' in page
    assert 'value="kvar"' in page


def test_a_refusal_is_small_however_much_was_asked_for_and_is_stored(visitor):
    load_reference_data()
    generate(1000, seed=1, by=factories.signer())

    for query in (many(600), many(300, "borrower") + "&" + many(250, "member"), many(990, "q")):
        refused = visitor.get("/projekt/?" + query)
        assert refused.status_code == 400
        assert len(refused.content) < LARGEST_REFUSAL


# --- The summary of what is wrong ---------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["category=x", "initiative=x&goal=y", "sort=x", "q=%00", "page=x", many(60), "member=x&page=y"],
)
@pytest.mark.parametrize("has_projects", [True, False])
def test_every_link_of_the_summary_leads_to_something_on_the_page(visitor, query, has_projects):
    if has_projects:
        factories.project(category=factories.category())

    page = visitor.get("/projekt/?" + query)
    content = page.content.decode()
    summary = content.partition('role="alert"')[2].partition("</div>")[0]
    assert page.status_code == 400
    assert "<li>" in summary
    for target in re.findall('href="#([^"]*)"', summary):
        assert f'id="{target}"' in content


def test_an_unknown_value_is_shown_and_can_be_taken_away_though_its_facet_is_not_drawn(visitor):
    content = visitor.get("/projekt/?initiative=finns%26inte&q=park").content.decode()

    assert "facet-initiative" not in content
    links = re.findall('class="tag tag--removable" href="([^"]*)"(.*)</a>', content)
    [(href, words)] = [link for link in links if "finns&amp;inte" in link[1]]
    assert "Ta bort filter:" in words
    assert unescape(href) == "?q=park#resultat"


# --- Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_start_page_takes_no_notice_of_a_query(visitor, path):
    plain = visitor.get(path)
    asked = visitor.get(f"{path}?q=//evil.example&category=x&page=9%0D%0ASet-Cookie:a=b")

    assert asked.status_code == 200
    assert asked.context["overview"].shown_figures == plain.context["overview"].shown_figures
    assert "Set-Cookie" not in asked.headers
    canonical = re.findall(r'rel="canonical" href="[^"]*"', plain.content.decode())
    assert canonical == re.findall(r'rel="canonical" href="[^"]*"', asked.content.decode())


@pytest.mark.parametrize("page", ["0", "2", "-1"])
def test_a_page_that_does_not_exist_leads_to_a_clean_address(visitor, page):
    for path in ("/projekt/", "/en/projects/"):
        response = visitor.get(f"{path}?page={page}&q=")
        assert (response.status_code, response.headers["Location"]) == (302, path)


def test_an_error_has_no_address_to_be_found_by(visitor, monkeypatch):
    withdrawn = factories.project(slug="borta")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel låntagare")
    refusals = [
        (404, visitor.get("/finns-inte/")),
        (404, visitor.get("/en/projects/finns-inte/")),
        (410, visitor.get("/projekt/borta/")),
        (400, visitor.get("/projekt/?category=x")),
        (400, visitor.get("/projekt/", headers={"host": "evil.example"})),
        (403, visitor.post("/integritet/", {"decision": "accept"})),
        (405, visitor.put("/projekt/")),
    ]
    visitor.raise_request_exception = False
    monkeypatch.setattr("loans.views.Selection", lambda *_args, **_named: 1 / 0)
    refusals.append((500, visitor.get("/projekt/")))

    for status, page in refusals:
        assert page.status_code == status
        assert b"<title>" in page.content
        assert b'rel="canonical"' not in page.content
        assert b'rel="alternate"' not in page.content


def test_a_page_has_an_address_to_be_found_by(visitor):
    for path in ("/projekt/", "/en/projects/?q=x"):
        content = visitor.get(path).content
        assert content.count(b'rel="canonical"') == 1
        assert content.count(b'rel="alternate" hreflang') == 3  # both languages, and any other
