"""The list of projects as people get it."""

import re
from datetime import date

import pytest
from django.test import override_settings

from tests import factories
from tests.loans.heads import ReadPage
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db


def test_the_list_says_what_it_shows(visitor):
    category = factories.category(slug="ett", name="Boende")
    factories.project(title="Ett", loan_amount=1_000_000, category=category)
    factories.project(title="Två")

    page = text_of(visitor.get("/projekt/"))
    assert "Klicka på ett projekt för att läsa mer om just det projektet." in page
    assert "Visar 2 projekt" in page
    assert "1\u00a0miljon kronor" in page
    assert "1 av 2 utan belopp" in page

    filtered = visitor.get("/projekt/?category=ett")
    assert "Visar 1 av 2 projekt" in text_of(filtered)
    assert '<p class="result-head__words">Boende</p>' in filtered.content.decode()
    assert "<title>Visar 1 av 2 projekt: Boende – Öppna lån</title>" in filtered.content.decode()
    assert "Showing 1 of 2 projects" in text_of(visitor.get("/en/projects/?category=ett"))
    assert "result-head__words" not in visitor.get("/projekt/").content.decode()


def test_the_result_is_a_region_with_the_count_as_its_heading(visitor):
    factories.project(title="Kort")
    body = visitor.get("/projekt/").content.decode()

    assert body.count('role="status"') == 1
    assert re.search(r'<section[^>]* id="resultat" aria-labelledby="antal"', body)
    region = re.search(r'<div role="status" aria-atomic="false">(.*?)</div>', body)[1]
    sought = '<p class="visually-hidden" data-sought></p>'
    read = '<p class="result-head__read" data-read></p>'
    assert re.fullmatch(rf'<h2[^>]* id="antal">Visar 1 projekt</h2>{sought}{read}', region)
    assert re.search(r'<h3 class="card__title">.*Kort', body)
    assert re.search(r'<a class="skip-link" href="#resultat">Hoppa till resultatet</a>', body)


def test_form_filters_and_pages_lead_to_the_result(visitor):
    for _ in range(26):
        factories.project()
    body = visitor.get("/projekt/?category=none").content.decode()

    assert '<form class="filters" action="/projekt/#resultat"' in body
    for href in ("?#resultat", "?category=none&amp;page=2#resultat"):
        assert f'href="{href}"' in body


def test_without_a_result_nothing_leads_to_it_but_the_form(visitor):
    body = visitor.get("/projekt/?category=x&goal=y").content.decode()

    assert 'id="resultat"' not in body
    assert "Hoppa till resultatet" not in body


def test_in_place_of_a_result_stands_why_there_is_none_with_the_ways_out(visitor):
    factories.project()
    body = visitor.get("/projekt/?category=x&goal=none").content.decode()
    results = body.partition('<div class="list-layout__results">')[2].partition("</main>")[0]

    assert "Inga projekt visas förrän filtret är rättat" in results
    for href in ("?goal=none#resultat", "?category=x#resultat", "?"):
        assert f'href="{href}"' in results
    assert "Inga projekt visas" not in visitor.get("/projekt/?category=none").content.decode()


def test_an_error_stands_on_top_with_a_link_to_its_field(visitor):
    factories.project()
    body = visitor.get("/projekt/?category=x").content.decode()

    message = "Det finns inget publicerat projekt med värdet ”x”."
    assert f'<a href="#wrong-category">Projektkategori: {message}' in body
    assert re.search(rf'id="error-category"><p>{message}', body)
    assert re.search(r'<details[^>]* id="facet-category" open>', body)


def test_a_card_says_evenly_what_is_not_known(visitor):
    factories.project()
    factories.project(
        category=factories.category(), loan_amount=1_000_000, decided_on=date(2024, 6, 12)
    )

    page = visitor.get("/projekt/").content.decode()
    assert re.findall(r'card__unknown">([^<]+)', page) == [
        *("Kategori ej angiven", "Belopp ej angivet", "Beslutsdag ej angiven"),
    ]
    assert "Beslutat 12\u00a0juni 2024" in text_of(visitor.get("/projekt/"))


def test_borrower_and_members_stand_apart_in_words_that_can_be_copied(visitor):
    owners = [factories.member("Botkyrka kommun"), factories.member("Huddinge kommun")]
    factories.project(borrower=factories.borrower("Byggbolaget", members=owners))
    factories.project(
        borrower=factories.borrower("Kommunen", members=[factories.member("Kommunen")])
    )

    body = visitor.get("/projekt/").content.decode()
    cards = re.findall(r'<p class="card__who">(.*?)</p>', body, flags=re.S)
    copied = {re.sub(r"<[^>]+>", "", card).strip() for card in cards}
    assert copied == {"Byggbolaget (Botkyrka kommun, Huddinge kommun)", "Kommunen"}


def test_the_list_names_its_lender_in_the_lenders_language(visitor):
    with override_settings(LENDER_NAME="Långivaren & Co"):
        swedish, english = visitor.get("/projekt/"), visitor.get("/en/projects/")

    assert "de projekt som Långivaren &amp; Co finansierar" in text_of(swedish)
    assert '<span lang="sv">Långivaren &amp; Co</span> finances' in english.content.decode()


def test_the_list_has_charts_of_what_it_shows(visitor):
    for slug in ("ett", "tva", "tre"):
        factories.project(category=factories.category(slug=slug, name=slug), title=slug)
    page = ReadPage(visitor.get("/projekt/?category=ett&category=tva&sort=title"))

    [distribution] = page.all("details", id="diagram")
    assert "tre" not in distribution.text
    bars = [" ".join(row.text.split()) for row in page.all("tr") if "projekt" in row.text]
    assert bars == ["ett 1 projekt50 % –", "tva 1 projekt50 % –"]
    assert "/projekt/?sort=title&category=tva" in [a.attributes["href"] for a in page.all("a")]
    assert "Visa fördelningen" not in text_of(visitor.get("/projekt/?category=ett"))


def test_an_empty_list_offers_a_way_out(visitor):
    factories.project()

    page = visitor.get("/projekt/?q=finnsinte")
    assert "Inga projekt hittades" in text_of(page)
    assert "Visa alla projekt" in text_of(page)


def test_an_empty_register_says_so(visitor):
    page = text_of(visitor.get("/projekt/"))

    assert "Inga projekt ännu" in page
    assert "Visa alla projekt" not in page


def test_a_wrong_filter_answers_400_with_the_form_and_no_result(visitor):
    factories.project(title="Synlig rubrik")

    page = visitor.get("/projekt/?category=finnsinte&q=kvar")
    assert page.status_code == 400
    assert "<title>Fel:" in page.content.decode()
    assert "”finnsinte”" in text_of(page)
    assert 'value="kvar"' in page.content.decode()
    assert "Visar" not in text_of(page).replace("Visa", "", 0).replace("Visa projekt", "")
    assert "Synlig rubrik" not in text_of(page)
