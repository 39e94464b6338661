"""The print view: every project of a selection in one table, which says what it is."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans import editing, printed
from tests import factories
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db


def html_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def references(body: str) -> list[str]:
    return re.findall(r'class="printed__reference">(P-\d+)<', body)


def test_paper_has_every_project_in_the_lists_order_however_many(visitor, monkeypatch):
    monkeypatch.setattr(printed, "PIECE", 4)
    made = [factories.project(loan_amount=amount).reference for amount in range(1, 31)]

    body = html_of(visitor.get("/projekt/utskrift/?sort=-amount&page=7"))
    assert references(body) == list(reversed(made))
    assert "30 projekt" in body
    assert "<h1" in body
    assert ">Alla projekt</h1>" in body
    assert '<meta name="robots" content="noindex">' in body


def test_paper_says_what_was_selected_its_sum_and_where_it_is_found(visitor):
    category = factories.category(slug="boende", name="Boende", name_en="Housing")
    factories.project(category=category, loan_amount=1_000_000)
    factories.project(category=category)
    factories.project()

    listed = html_of(visitor.get("/projekt/?category=boende&page=1"))
    assert 'href="/projekt/utskrift/?category=boende"' in listed
    body = html_of(visitor.get("/projekt/utskrift/?category=boende"))
    assert ">Boende</h1>" in body
    assert (
        '<data value="1000000">1\u00a0miljon kronor</data></strong> <span class="printed__note">('
        in body
    )
    assert ">1 av 2 utan belopp</a>" in body
    assert '<td data-label="Projektkategori">Boende</td>' in body
    assert "https://lan.example.se/projekt/?category=boende<br>Dataversion" in body
    assert 'href="/projekt/?category=boende">Tillbaka till listan' in body

    english = html_of(visitor.get("/en/projects/print/?category=boende"))
    assert ">Housing</h1>" in english
    assert '<td data-label="Project category">Housing</td>' in english
    assert "SEK\u00a01\u00a0million" in english
    assert 'href="/en/projects/projekt-' in english


def test_paper_of_a_value_has_its_projects_and_leads_back_to_its_page(visitor):
    member = factories.member("Vara kommun", slug="vara-kommun")
    ours = factories.project(borrower=factories.borrower("Vara kommun", members=[member]))
    factories.project(borrower=factories.borrower("Annan", members=[factories.member("Annan")]))

    page = html_of(visitor.get("/medlemmar/vara-kommun/"))
    assert 'href="/medlemmar/vara-kommun/utskrift/"' in page
    body = html_of(visitor.get("/medlemmar/vara-kommun/utskrift/?member=annan"))
    assert references(body) == [ours.reference]
    assert ">Projekt med Vara kommun som medlem</h1>" in body
    assert 'Tillbaka till <a href="/medlemmar/vara-kommun/">Vara kommun</a>' in body


def test_paper_answers_what_it_cannot_show(visitor):
    factories.project()
    assert visitor.get("/medlemmar/finns-inte/utskrift/").status_code == 404
    factories.goal(slug="tillit", name="Tillit")
    unused = visitor.get("/sociala-mal/tillit/utskrift/?page=x")
    assert "Projekt med målet ”Tillit”" in html_of(unused)
    assert "Inga projekt hittades" in html_of(unused)
    wrong = visitor.get("/projekt/utskrift/?category=x")
    assert wrong.status_code == 400
    assert "”x”" in text_of(wrong)
    assert "Inga projekt hittades" in html_of(visitor.get("/projekt/utskrift/?q=finnsinte"))


@pytest.mark.parametrize(("prefix", "page"), [("", "lantagare"), ("/en", "borrowers")])
def test_paper_of_a_borrower_that_became_part_of_another_is_that_of_its_heir(visitor, prefix, page):
    old = factories.borrower("Gamla bolaget", slug="gamla")
    factories.project(borrower=old)
    old.merged_into = factories.borrower("Nya", slug="nya")
    editing.save(old, by=factories.signer())
    paper = "print" if prefix else "utskrift"

    for query in ("", "?q=park&sort=title", "?as_of=2000-01-01"):
        moved = visitor.get(f"{prefix}/{page}/gamla/{paper}/{query}")
        there = f"{prefix}/{page}/nya/{paper}/{query}"
        assert (moved.status_code, moved["Location"]) == (302, there)
        assert "Nya" in html_of(visitor.get(there))


def test_paper_of_a_value_keeps_the_day_asked_for_before_its_first_project(visitor):
    member = factories.member("Vara kommun", slug="vara-kommun")
    factories.project(borrower=factories.borrower("Vara kommun", members=[member]))
    address = "/medlemmar/vara-kommun/utskrift/?as_of=2000-01-01"

    visitor.get("/medlemmar/vara-kommun/")  # and with it, today's portfolio is kept
    with CaptureQueriesContext(connection) as queries:
        body = html_of(visitor.get(address))
    assert len(queries) <= 6
    assert references(body) == []
    assert "Projekt med Vara kommun som medlem, så som registret såg ut den 1\u00a0januari" in body
    assert "Inga projekt hittades. Registret börjar den " in body
    assert f"{settings.SITE_URL}{address}" in body
    links = re.findall(r'href="(/[^"]*as_of[^"]*)"', body)
    assert {visitor.get(unescape(link)).status_code for link in links} <= {200}
    assert visitor.get(address.replace("/utskrift/", ".csv")).status_code == 200


def test_a_wrong_day_is_refused_on_paper_of_a_value_too(visitor):
    member = factories.member("Vara kommun", slug="vara-kommun")
    factories.project(borrower=factories.borrower("Vara kommun", members=[member]))

    assert visitor.get("/medlemmar/vara-kommun/utskrift/?as_of=9999-01-01").status_code == 400


@pytest.mark.parametrize("page", ["/kategorier", "/en/social-goals", "/satsningar"])
def test_what_is_not_stated_has_no_paper_since_it_has_no_page(visitor, page):
    factories.project()

    assert visitor.get(f"{page}/none/").status_code == 404
    assert (
        visitor.get(f"{page}/none/{'print' if '/en/' in page else 'utskrift'}/").status_code == 404
    )


def test_paper_is_behind_the_notice(visitor, client):
    assert client.get("/projekt/utskrift/").status_code == 303


def test_a_question_about_paper_is_answered_without_reading_rows(visitor, monkeypatch):
    monkeypatch.setattr(printed.Printed, "rows", lambda printed: pytest.fail("rows were read"))

    assert visitor.head("/projekt/utskrift/").status_code == 200


def test_paper_costs_as_many_queries_for_many_as_for_few(visitor):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            html_of(visitor.get("/medlemmar/norr/utskrift/"))
        return len(queries)

    borrower = factories.borrower(members=[factories.member(slug="norr")])
    factories.project(borrower=borrower)
    few = cost()
    for _ in range(20):
        factories.project(borrower=borrower)

    assert cost() == few <= 6


def test_a_text_of_the_register_cannot_take_the_rows_place(visitor):
    project = factories.project(title="<!-- rows -->")

    body = html_of(visitor.get("/projekt/utskrift/?q=%3C!--%20rows%20--%3E"))
    assert references(body) == [project.reference]
