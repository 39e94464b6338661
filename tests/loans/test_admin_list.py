"""The list of projects: its columns, its search, its filters, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans import editing
from loans.models import Project
from tests import factories
from tests.loans.admin_pages import text

LIST = "/admin/loans/project/"


def references(response) -> set[str]:
    return {project.reference for project in response.context["cl"].result_list}


def test_the_list_shows_amounts_and_decisions_in_words_and_the_status_as_text(reviewer):
    factories.project(loan_amount=68_000_000, decided_on="2024-06-12")
    factories.draft(
        loan_amount=114_000_000,
        amount_is_approximate=True,
        decided_on="2020-10-01",
        decided_precision="month",
    )
    page = text(reviewer.get(LIST))
    for words in [
        "68 miljoner kronor",
        "cirka 114 miljoner kronor",
        "12 juni 2024",
        "oktober 2020",
    ]:
        assert words in page
    assert "tag-published" in page
    assert "tag-draft" in page
    assert "tag-waiting" not in page


def test_the_list_says_where_changes_wait(reviewer):
    project = factories.project()
    project.title = "Ny rubrik"
    editing.save(project, by=factories.signer())
    assert text(reviewer.get(LIST)).count("tag-waiting") == 1


def test_the_list_costs_no_more_queries_for_twenty_rows_than_for_one(reviewer):
    shown = {
        "category": factories.category(),
        "investment_type": factories.investment_type(),
        "initiative": factories.initiative(),
        "goals": [factories.goal(), factories.goal()],
        "target_groups": [factories.target_group()],
    }

    def rows(number: int) -> None:
        drafts = [factories.draft(**shown) for _ in range(number)]
        editing.publish_all(drafts, by=factories.signer())
        Project.objects.update(title="Ny rubrik")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = text(reviewer.get(LIST))
        assert page.count("tag-waiting") == Project.objects.count()
        return len(queries)

    rows(1)
    few = cost()
    rows(19)
    assert cost() == few


@pytest.mark.parametrize(
    "words",
    [
        *("P-0001", "ängarna", "ÖREBRO", "öbo", "örebro kommun", "Ängarna öbo"),
        *("lekplatser", "Vivalla", "lyftet öbo"),
    ],
)
def test_search_finds_a_project_by_every_word_that_staff_know_it_by(reviewer, words):
    member = factories.member("Örebro kommun")
    borrower = factories.borrower("Bostadsbolaget", members=[member], aliases="ÖBO, Stadens hus")
    factories.draft(
        title="Ängarna",
        borrower=borrower,
        summary="Nya lekplatser och en park",
        place_name="Vivalla",
        initiative=factories.initiative(name="Lyftet"),
    )
    factories.draft(title="Annat", borrower=factories.borrower("Annat bolag"))
    assert references(reviewer.get(LIST, {"q": words})) == {"P-0001"}


def test_the_list_is_filtered_by_county_and_year_of_decision(reviewer):
    near = factories.member("Norra kommun", county=factories.county("22", "Norra län"))
    factories.draft(borrower=factories.borrower("Nära", members=[near]), decided_on="2024-06-12")
    factories.draft(borrower=factories.borrower("Långt"), decided_on="2020-01-01")
    factories.draft()
    county = {"borrower__members__county__id__exact": near.county.pk}
    assert references(reviewer.get(LIST, county)) == {"P-0001"}
    assert references(reviewer.get(LIST, {"decided_year": "2020"})) == {"P-0002"}
    assert references(reviewer.get(LIST, {"decided_year": "none"})) == {"P-0003"}


@pytest.mark.parametrize(
    "query",
    [
        *("decided_year=99999", "decided_year=x", "category__id__exact=x"),
        *("p=-4", "o=99", "q=%00", "waiting=%00"),
    ],
)
def test_a_hostile_query_string_gives_a_list(reviewer, query):
    factories.draft()
    assert reviewer.get(f"{LIST}?{query}", follow=True).status_code == 200


def columns(response) -> list[str]:
    return [name for name in response.context["cl"].list_display if name != "action_checkbox"]


def test_the_status_comes_second_and_the_member_stands_beside_the_borrower(reviewer):
    members = [factories.member("Norra kommun"), factories.member("Södra kommun")]
    factories.draft(borrower=factories.borrower("Gemensamma bolaget", members=members))
    page = reviewer.get(LIST)
    assert columns(page)[:2] == ["reference", "state"]
    assert columns(page)[3:5] == ["borrower", "member"]
    assert 'class="field-member">Norra kommun, Södra kommun<' in text(page)


def test_the_list_is_filtered_by_whether_changes_wait(reviewer):
    waiting, quiet, draft = factories.project(), factories.project(), factories.draft()
    withdrawn = factories.project()
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel underlag")
    for project in (waiting, draft, withdrawn):
        project.refresh_from_db()
        project.title = "Ny rubrik"
        editing.save(project, by=factories.signer())
    everybody = {project.reference for project in (waiting, quiet, draft, withdrawn)}
    assert references(reviewer.get(LIST, {"waiting": "yes"})) == {waiting.reference}
    assert references(reviewer.get(LIST, {"waiting": "no"})) == everybody - {waiting.reference}
    assert references(reviewer.get(LIST, {"waiting": "x"})) == everybody
    found = references(reviewer.get(LIST, {"waiting": "yes", "q": quiet.reference}))
    assert found == set()


def test_the_filter_of_waiting_changes_costs_no_more_queries_for_many_projects(reviewer):
    def rows(number: int) -> None:
        drafts = [factories.draft(goals=[factories.goal()]) for _ in range(number)]
        editing.publish_all(drafts, by=factories.signer())
        Project.objects.update(title="Ny rubrik")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = references(reviewer.get(LIST, {"waiting": "yes"}))
        assert len(found) == Project.objects.count()
        return len(queries)

    rows(2)
    few = cost()
    rows(20)
    assert cost() == few


def test_members_are_told_from_those_that_are_none(reviewer):
    factories.member("Norra kommun", joined_on="2020-01-01")
    factories.member("Södra kommun", joined_on="2020-01-01", left_on="2024-01-01")
    factories.member("Östra kommun")
    found = {
        answer: {row.name for row in shown.context["cl"].result_list}
        for answer in ("yes", "no", "x")
        for shown in [reviewer.get("/admin/members/member/", {"is_member": answer})]
    }
    assert found["yes"] == {"Norra kommun"}
    assert found["no"] == {"Södra kommun", "Östra kommun"}
    assert found["x"] == found["yes"] | found["no"]


def test_current_versions_are_told_from_past_ones(reviewer):
    project = factories.project()
    project.title = "Ny rubrik"
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())
    found = {
        answer: {version.number for version in shown.context["cl"].result_list}
        for answer in ("yes", "no", "x")
        for shown in [reviewer.get("/admin/loans/publishedversion/", {"current": answer})]
    }
    assert found == {"yes": {2}, "no": {1}, "x": {1, 2}}
