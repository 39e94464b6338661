"""The print view: every project of a selection in one table, which says what it is."""

import re

import pytest
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
    assert '<data value="1000000">1\u00a0miljon kronor</data></strong> (' in body
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
    old, new = (
        factories.borrower("Gamla bolaget", slug="gamla"),
        factories.borrower("Nya", slug="nya"),
    )
    factories.project(borrower=old)
    old.refresh_from_db()
    old.merged_into = new
    editing.save(old, by=factories.signer())

    assert visitor.get("/medlemmar/finns-inte/utskrift/").status_code == 404
    moved = visitor.get("/lantagare/gamla/utskrift/")
    assert (moved.status_code, moved["Location"]) == (301, "/lantagare/nya/")
    factories.goal(slug="tillit")
    unused = visitor.get("/sociala-mal/tillit/utskrift/")
    assert (unused.status_code, unused["Location"]) == (302, "/sociala-mal/tillit/")
    wrong = visitor.get("/projekt/utskrift/?category=x")
    assert wrong.status_code == 400
    assert "”x”" in text_of(wrong)
    factories.project()
    assert "Inga projekt hittades" in html_of(visitor.get("/projekt/utskrift/?q=finnsinte"))


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
