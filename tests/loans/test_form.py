"""What the form of a list offers, what it says is chosen, and what is wrong with it."""

import re

import pytest
from django.utils import translation

from loans.selection import form
from tests import factories
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def test_filters_are_named_in_the_forms_order_whatever_was_asked_first():
    goals = [factories.goal(slug=slug, name=slug) for slug in ("a", "b")]
    factories.project(goals=goals, category=factories.category(slug="ett", name="Ett"))

    query = "goal=okänt&goal=b&category=ett&goal=a&q=x"
    shown = [active.words.text for active in select(query).active]
    assert shown == ["x", "Ett", "a", "b", "okänt"]


def test_chosen_values_come_first_and_a_long_facet_stays_closed():
    category = factories.category(slug="ett", name="Boende")
    for number in range(13):
        name = f"Låntagare {number:02}"
        factories.project(borrower=factories.borrower(name=name, slug=f"l-{number}"))
    factories.project(category=category)

    selection = select("category=none&borrower=l-11&borrower=l-9")
    facets = {facet.name: facet for facet in selection.facets}
    names = [choice.words.text for choice in facets["borrower"].choices]
    assert names[:3] == ["Låntagare 09", "Låntagare 11", "Låntagare 00"]
    assert [choice.key for choice in facets["borrower"].selected] == ["l-9", "l-11"]
    assert {name: facet.is_open for name, facet in facets.items() if facet.selected} == {
        "category": True, "borrower": False,
    }  # fmt: skip
    assert facets["goal"].is_open is False
    assert selection.chosen_number == 3


def test_each_error_names_its_field_in_the_forms_order():
    factories.project()

    errors = select(f"goal=x&page=y&sort=z&q={'a' * 243}").field_errors
    assert [(error.label, error.anchor) for error in errors] == [
        *(("Sök", "q"), ("Sortera efter", "sort"), ("Socialt mål", "facet-goal"), ("Sida", "")),
    ]
    assert errors[0].message.startswith(
        "Sökningen är för lång: den har 243 tecken, och det får vara högst 200."
    )


def test_an_error_without_a_field_on_the_page_leads_nowhere():
    assert [error.anchor for error in select("goal=x").field_errors] == [""]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("category=okänd", "category"),
        ("decided_year=1999", "decided_year"),
        ("member=none", "member"),
        ("sort=amount__lte", "sort"),
        ("sort=-project__internal_note", "sort"),
        ("page=x", "page"),
        ("page=1.5", "page"),
        ("page=" + "9" * 5000, "page"),
        ("q=%00", "q"),
        ("q=" + "a" * 201, "q"),
    ],
)
def test_a_wrong_value_is_an_error_and_selects_nothing(query, field):
    factories.project()

    selection = select(query)
    assert not selection.is_valid
    assert list(selection.errors) == [field]
    assert selection.totals["number"] == 0


@pytest.mark.parametrize(
    ("query", "language", "rows", "title"),
    [
        ("", "sv", "Projekt 1–25, sida 1 av 2", "Visar 26 projekt, sida 1 av 2"),
        ("page=2", "sv", "Projekt 26, sida 2 av 2", "Visar 26 projekt, sida 2 av 2"),
        ("q=projekt&q=p-0001", "sv", "", "Visar 1 av 26 projekt"),
        ("page=2", "en", "Project 26, page 2 of 2", "Showing 26 projects, page 2 of 2"),
        ("page=x", "en", None, "Error: something in the filter needs correcting"),
    ],
)
def test_a_page_of_several_says_which_it_is(query, language, rows, title):
    for _ in range(26):
        factories.project()

    with translation.override(language):
        selection = select(query, language)
        assert selection.title == title
        assert rows is None or selection.paging.span == rows


def test_the_address_on_paper_is_this_very_page():
    for _ in range(26):
        factories.project()

    assert select().query_string == ""
    assert select("sort=&page=2&category=none").query_string == "?category=none&page=2"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/projekt/", "Sida 1 av 2: projekt 1–25 av 26."),
        ("/projekt/?page=2", "Sida 2 av 2: projekt 26 av 26."),
        ("/en/projects/", "Page 1 of 2: projects 1–25 of 26."),
        ("/en/projects/?page=2", "Page 2 of 2: project 26 of 26."),
        ("/projekt/?q=p-0001", None),
    ],
)
def test_on_paper_a_list_of_several_pages_says_which_part_it_is(visitor, path, part):
    for _ in range(26):
        factories.project()

    paper = visitor.get(path).content.decode().partition('<div class="on-paper">')[2]
    assert re.findall(r"<p>((?:Sida|Page).*?)</p>", paper) == ([part] if part else [])


def test_a_facet_with_too_many_values_leads_to_their_index(visitor, monkeypatch):
    monkeypatch.setattr(form, "MOST_OFFERED", 2)
    for name in ("Abolaget", "Bebolaget", "Cebolaget"):
        factories.project(borrower=factories.borrower(name=name, slug=name.lower()))
    offered = {facet.name: facet for facet in select("?").facets}["borrower"]
    chosen = {facet.name: facet for facet in select("borrower=bebolaget").facets}["borrower"]
    page = visitor.get("/en/projects/?borrower=bebolaget").content.decode()

    assert (offered.choices, offered.index, offered.number) == ([], "/lantagare/", "3")
    assert [choice.words.text for choice in chosen.choices] == ["Bebolaget"]
    assert 'href="/en/borrowers/">See all 3 in the index' in page
    assert 'value="bebolaget" checked' in page
    assert "Cebolaget" not in page


def test_a_facet_without_an_index_offers_all_its_values(db, monkeypatch):
    monkeypatch.setattr(form, "MOST_OFFERED", 2)
    for _ in range(3):
        factories.project(target_groups=[factories.target_group()])
    facets = {facet.name: facet for facet in select().facets}

    assert (len(facets["target_group"].choices), facets["target_group"].index) == (3, "")
