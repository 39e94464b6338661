"""What a search says that finds nothing, or something else than was typed."""

import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from loans import editing
from tests import factories
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db


def region(response) -> str:
    """What the list's live region says, in words."""
    found = re.search(r'<div role="status".*?</div>', response.content.decode(), re.S)[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found)).strip()


def questions(response, text: str) -> list[dict[str, list[str]]]:
    """What the links ask for that say a text."""
    links = re.findall(r'<a href="\?([^"#]*)#[^>]*>([^<]*)</a>', response.content.decode())
    return [parse_qs(href.replace("&amp;", "&")) for href, said in links if said == text]


def empty(response) -> str:
    body = response.content.decode().partition('<div class="empty">')[2].partition("</div>")[0]
    return " ".join(re.sub("<[^>]+>", "", body).split())


# --- Read otherwise ---


def test_words_that_were_read_otherwise_are_told_where_it_is_announced(visitor):
    factories.project(title="Lekplats")

    said = "Visar träffar på ”lekplats”; inget projekt har ”lekplast”."
    assert said in region(visitor.get("/projekt/?q=lekplast"))


def test_what_was_found_as_typed_is_not_told(visitor):
    factories.project(title="Lekplatser i parken")

    for words in ("lekplats", "park", "lek", '"lekplatser i parken"', "-skola"):
        assert region(visitor.get("/projekt/", {"q": words})) == "Visar 1 av 1 projekt"


def test_the_english_page_marks_words_of_swedish_texts(visitor):
    factories.project(title="Förskola")
    page = visitor.get("/en/projects/?q=forskola")

    assert (
        'Showing hits for “<span lang="sv">förskola</span>”; no project has “forskola”.'
        in page.content.decode()
    )


def test_a_word_of_pieces_is_told_by_the_piece_that_was_read_otherwise(visitor):
    factories.project(title="Lekplats vid kanten")

    said = "Visar träffar på ”lekplats”; inget projekt har ”lekplast”."
    assert region(visitor.get("/projekt/?q=lekplast-kanten")) == f"Visar 1 av 1 projekt {said}"


# --- Menade du ---


def test_words_without_hits_lead_to_the_nearest_with_all_else_kept(visitor):
    kind = factories.category(slug="skolor")
    factories.project(title="Familjecentral", category=kind)
    page = visitor.get("/projekt/?q=fmiljecenrtal&category=skolor&sort=title")

    assert "Inga projekt har ordet ”fmiljecenrtal”. Menade du familjecentral?" in empty(page)
    asked = {"q": ["familjecentral"], "category": ["skolor"], "sort": ["title"]}
    assert questions(page, "familjecentral") == [asked]
    english = visitor.get("/en/projects/?q=fmiljecenrtal")
    assert "No projects have the word “fmiljecenrtal”. Did you mean familjecentral?" in empty(
        english
    )
    assert '<a href="?q=familjecentral#resultat" lang="sv">' in english.content.decode()


def test_a_word_is_told_in_one_form(visitor):
    for title in ("Skolan", "Skola", "Skolas"):
        factories.project(title=title)

    assert "Menade du skola?" in empty(visitor.get("/projekt/?q=skolka"))


def test_three_words_at_most_are_told_the_nearest_first(visitor):
    for title in ("Bergvall", "Bergvald", "Bergvalls", "Bergvaln", "Bergvalk", "Bergtun"):
        factories.project(title=title)
    said = empty(visitor.get("/projekt/?q=bregvalx"))

    assert "Menade du bergvald, bergvalk eller bergvall?" in said


def test_what_leads_to_projects_with_all_else_that_was_asked_goes_first(visitor):
    here = factories.category(slug="har")
    factories.project(title="Bergvaln", category=here)
    factories.project(title="Bergvall")

    assert "Menade du bergvaln?" in empty(visitor.get("/projekt/?q=bregvalx&category=har"))


def test_withdrawn_and_past_words_are_never_told(visitor):
    withdrawn = factories.project(title="Familjecentral")
    changed = factories.project(title="Lekplatsen")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel.")
    changed.title = "Parken"
    editing.save(changed, by=factories.signer())
    editing.publish(changed, by=factories.signer())

    for words in ("fmiljecenrtal", "familjecentrla", "familjecentral", "lekplast", "lkplaetsen"):
        for path in ("/projekt/", "/en/projects/"):
            said = text_of(visitor.get(path, {"q": words})).casefold().replace(words, "")
            assert "familje" not in said
            assert "lekpl" not in said


def test_a_word_of_withdrawn_projects_gets_the_nearest_of_those_there_are(visitor):
    withdrawn = factories.project(title="Parkeln")
    factories.project(title="Parken")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel.")

    assert "Menade du parken?" in empty(visitor.get("/projekt/?q=parkeln"))


def test_a_past_day_has_its_own_words(visitor):
    factories.project(title="Familjecentral")
    day = timezone.localdate() - timedelta(days=1)

    assert "Menade du" not in empty(visitor.get(f"/projekt/?q=fmiljecenrtal&as_of={day}"))


# --- Ways out ---


def test_the_word_that_no_project_has_can_be_left_out(visitor):
    factories.project(title="Skola", category=factories.category(slug="ett"))
    factories.project(title="Skola")
    page = visitor.get("/projekt/?q=skola qqxx&category=ett")

    assert "Inga projekt har ordet ”qqxx”." in empty(page)
    without = questions(page, "1 projekt utan ”qqxx”")
    assert without == [{"q": ["skola"], "category": ["ett"]}]
    assert 'data-number="1">1 projekt utan' in page.content.decode()
    assert "utan ”skola”" not in empty(page)


def test_of_words_that_only_stand_apart_each_can_be_left_out(visitor):
    factories.project(title="Skola")
    factories.project(title="Skolan")
    factories.project(title="Badhus")
    page = visitor.get("/projekt/?q=skola badhus")

    assert "Varje ord finns för sig, men inget projekt har alla." in empty(page)
    assert questions(page, "1 projekt utan ”skola”") == [{"q": ["badhus"]}]
    assert questions(page, "2 projekt utan ”badhus”") == [{"q": ["skola"]}]


def test_numbers_of_ways_out_are_those_of_the_lists_they_lead_to(visitor):
    factories.project(title="Skola vid ån")
    factories.project(title="Skolgård")
    factories.project(title="Badhus park")
    factories.project(title="Park")
    for words in ('skola "badhus park"', "badhus -park", "skola och badhus", "park skola -badhus"):
        page = visitor.get("/projekt/", {"q": words})
        found = re.findall(r'<a href="(\?[^"]*)#resultat" data-number="(\d+)"', empty_html(page))
        for href, number in found:
            shown = visitor.get(f"/projekt/{href.replace('&amp;', '&')}")
            assert f"Visar {number} av 4 projekt" in text_of(shown)


def empty_html(response) -> str:
    return response.content.decode().partition('<div class="empty">')[2].partition("</div>")[0]


def test_a_search_that_finds_without_the_filters_says_how_many(visitor):
    factories.category(slug="ett")
    factories.project(title="Skola")
    factories.project(title="Badhus", category=factories.category(slug="annan"))
    page = visitor.get("/projekt/?q=skola&category=annan")

    assert questions(page, "1 projekt utan filter") == [{"q": ["skola"]}]
    english = visitor.get("/en/projects/?q=skola&category=annan")
    assert questions(english, "1 project without filters") == [{"q": ["skola"]}]
    assert "utan filter" not in empty(visitor.get("/projekt/?q=qqxx&category=annan"))


def test_an_empty_result_costs_few_queries(visitor, django_assert_max_num_queries):
    for title in ("Skola", "Badhus", "Familjecentral"):
        factories.project(title=title)
    for words in (
        'skola "bad hus" fmiljecenrtal',
        "skola badhus",
        'badhsuu "skola familjecentral"',
    ):
        visitor.get("/projekt/", {"q": "skola"})
        with django_assert_max_num_queries(6):
            assert "Visar 0 av 3" in text_of(visitor.get("/projekt/", {"q": words}))


@pytest.mark.parametrize("words", ["och", "-", '"', '""', "!!!", "-skola", "1984", "å", "q" * 200])
def test_whatever_is_asked_has_ways_out(visitor, words):
    factories.project(title="Skola")

    assert visitor.get("/projekt/", {"q": words}).status_code == 200
