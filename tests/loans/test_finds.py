"""The list of what a search found, as visitors read it."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def card(visitor, query: str, language: str = "sv") -> str:
    """The only card of a list."""
    path = {"sv": "/projekt/", "en": "/en/projects/"}[language]
    html = visitor.get(f"{path}?{query}").content.decode()
    [found] = re.findall(r'<article class="card">.*?</article>', html, re.S)
    return found


def inside(html: str, of_class: str) -> str:
    """What stands in the element of a class, without its tags but for marks and languages."""
    [found] = re.findall(rf'<(\w+) class="{of_class}"([^>]*)>(.*?)</\1>', html, re.S)
    return f"{found[1]} {found[2]}".strip()


@pytest.fixture
def park():
    """A project that says what it is in two languages."""
    town = factories.member("Vara kommun")
    return factories.project(
        title="Park för alla",
        title_en="A green for all",
        summary="Här blir det grönt.",
        summary_en="It is going to be green here.",
        description="Först är det stökigt.\n\nSedan finns det lekplatser i parken.",
        description_en="At first it is a mess.\n\nThen there are playgrounds.",
        social_goals_text="Ökad <gemenskap>",
        borrower=factories.borrower("Vara Bostäder AB", [town], aliases="VBAB"),
        category=factories.category(name="Boende", name_en="Housing"),
    )


def test_hits_are_marked_in_title_names_and_category(park, visitor):
    html = card(visitor, "q=parkens+vara+boende")
    assert inside(html, "card__title").endswith("><mark>Park</mark> för alla</a>")
    assert "<mark>Vara</mark> Bostäder AB" in html
    assert "(<span><mark>Vara</mark> kommun</span>)" in html
    assert "<span><mark>Boende</mark></span>" in inside(html, "card__category")
    assert "card__found" not in html


def test_a_piece_of_a_text_takes_the_place_of_the_summary(park, visitor):
    html = card(visitor, "q=lekplats")
    said = "Sedan finns det <mark>lekplatser</mark> i parken."
    assert inside(html, "card__summary") == said
    assert "card__found" not in html


@pytest.mark.parametrize("query", ["q=vara", "q=gemenskap", "q=-bro", ""])
def test_where_no_text_has_a_hit_the_summary_stands_as_without_a_search(park, visitor, query):
    assert inside(card(visitor, query), "card__summary") == "Här blir det grönt."


def test_a_list_without_search_has_no_marks(park, visitor):
    html = card(visitor, "")
    assert "<mark" not in html
    assert "card__found" not in html


def test_what_stands_in_no_sight_is_told_of_by_its_field(park, visitor):
    assert inside(card(visitor, "q=gemenskap"), "card__found") == "Träff i Sociala mål"


def test_an_alias_is_told_since_it_stands_nowhere(park, visitor):
    assert inside(card(visitor, "q=vbab"), "card__found") == "Träff i Låntagare (VBAB)"
    english = inside(card(visitor, "q=vbab", "en"), "card__found")
    assert english == 'Found in Borrower (<span lang="sv">VBAB</span>)'


def test_what_is_found_in_english_is_told_in_swedish(park, visitor):
    html = card(visitor, "q=playground")
    assert inside(html, "card__found") == "Träff i Projektbeskrivning (på engelska)"
    assert inside(html, "card__summary") == "Här blir det grönt."


def test_an_english_page_shows_a_piece_in_swedish_where_only_that_has_it(park, visitor):
    html = card(visitor, "q=lekplats", "en")
    said = 'lang="sv" Sedan finns det <mark>lekplatser</mark> i parken.'
    assert inside(html, "card__summary") == said
    playgrounds = "Then there are <mark>playgrounds</mark>."
    assert inside(card(visitor, "q=playground", "en"), "card__summary") == playgrounds


def test_a_name_on_an_english_page_is_told_without_its_language(visitor):
    factories.project(title="Hus", title_en="House", place_name="Skarphagen")
    assert inside(card(visitor, "q=skarphagen", "en"), "card__found") == "Found in Place"


def test_of_several_words_each_is_told_of_that_is_not_seen(park, visitor):
    html = card(visitor, "q=gemenskap+vbab+park+green")
    told = "Träff i Låntagare (VBAB), Sociala mål, Rubrik (på engelska)"
    assert inside(html, "card__found") == told


def test_marks_can_break_no_markup(visitor):
    factories.project(title="<b>Park</b> & 'lek'", summary="<script>lek</script>")
    html = card(visitor, "q=lek+park")
    assert "&lt;b&gt;<mark>Park</mark>&lt;/b&gt; &amp; &#x27;<mark>lek</mark>&#x27;" in html
    assert "&lt;script&gt;<mark>lek</mark>&lt;/script&gt;" in html
    assert "&lt;<mark>b&gt;Park</mark>&lt;" in card(visitor, "q=%22b+park%22")


def test_marking_costs_no_query(park, visitor, django_assert_max_num_queries):
    visitor.get("/projekt/?q=lekplats")
    with django_assert_max_num_queries(6):
        visitor.get("/projekt/?q=lekplats+vbab+gemenskap")
