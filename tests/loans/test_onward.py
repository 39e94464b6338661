"""Where a project's page leads on."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from loans import editing, register
from loans.onward import FEW, Onward
from tests import factories
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db


def groups(project, language: str = "sv") -> dict[str, list[str]]:
    """Heading → titles."""
    onward = Onward(register.current().get(project=project), language)
    return {
        f"{group.heading} {group.name.text}".strip(): [p.title.text for p in group.projects]
        for group in onward.groups
    }


def elsewhere(number: int):
    """A borrower that nobody else is kin to."""
    owner = factories.member(f"Kommun {number}")
    return factories.borrower(f"Bolag {number}", members=[owner])


def test_others_of_the_same_initiative_member_and_goal_are_shown_each_once():
    goal, phases = factories.goal(name="Tillit"), factories.initiative(name="Hela staden")
    project = factories.project(title="Själv", goals=[goal], initiative=phases)
    factories.project(title="Etapp", goals=[goal], initiative=phases)
    factories.project(title="Granne", goals=[goal])
    factories.project(title="Liknande", goals=[goal], borrower=elsewhere(1))
    factories.project(title="Främmande", borrower=elsewhere(2))

    assert groups(project) == {
        "Fler projekt i satsningen Hela staden": ["Etapp"],
        "Fler projekt från Norrköpings kommun": ["Granne"],
        "Fler projekt med målet Tillit": ["Liknande"],
    }


def test_a_project_without_kin_leads_to_no_group():
    project = factories.project(goals=[factories.goal()])
    factories.project(borrower=elsewhere(1))

    assert groups(project) == {}


def test_a_group_shows_the_latest_decided_and_ties_by_reference():
    project = factories.project(title="Själv")
    for title, year in [("A", 2021), ("B", None), ("C", 2023), ("D", 2023), ("E", 2020)]:
        factories.project(title=title, **({"decided_on": date(year, 1, 1)} if year else {}))

    assert groups(project) == {"Fler projekt från Norrköpings kommun": ["C", "D", "A"]}


def test_every_group_is_filled_though_the_same_projects_come_first_in_all():
    goal, phases = factories.goal(name="Tillit"), factories.initiative(name="Hela staden")
    shared = {"goals": [goal], "initiative": phases}
    project = factories.project(**shared)
    for year in range(3 * FEW):
        factories.project(decided_on=date(2024 - year, 1, 1), **shared)

    shown = groups(project)
    assert [len(titles) for titles in shown.values()] == [FEW, FEW, FEW]
    assert len({title for titles in shown.values() for title in titles}) == 3 * FEW


def test_several_values_are_not_named_but_led_to(visitor):
    owners = [factories.member(name, slug=name.lower()) for name in ("Ales", "Bjuvs")]
    project = factories.project(slug="ett", borrower=factories.borrower("Bolaget", members=owners))
    factories.project(title="Ales eget", borrower=factories.borrower("Alebo", members=owners[:1]))

    assert groups(project) == {"Fler projekt från samma medlemmar": ["Ales eget"]}
    body = visitor.get("/projekt/ett/").content.decode()
    assert 'href="/projekt/?member=ales&amp;member=bjuvs"' in body


def test_what_is_withdrawn_or_waits_is_no_kin():
    project = factories.project()
    gone = factories.project(title="Borta")
    editing.withdraw(gone, by=factories.signer(), why="Fel")
    factories.draft(title="Utkast")

    assert groups(project) == {}


def test_a_group_leads_to_all_of_its_projects_in_the_list(visitor):
    member = factories.member("Linköpings kommun", slug="linkoping")
    owned = factories.borrower("Stadsbolaget", members=[member])
    project = factories.project(slug="ett", borrower=owned)
    factories.project(borrower=owned)
    factories.project(borrower=elsewhere(1))

    body = visitor.get(f"/en/projects/{project.slug}/").content.decode()
    [href] = re.findall(r'class="onward__all" href="([^"]+)"', body)
    assert href == "/en/projects/?member=linkoping"
    assert "Showing 2 of 3 projects" in text_of(visitor.get(href))
    assert re.search(r'More projects from\s+<span lang="sv">Linköpings kommun</span>', body)


@override_settings(LENDER_EMAIL="register@example.se")
def test_a_fault_is_reported_with_the_projects_reference(visitor):
    project = factories.project(reference="P-0042")

    body = visitor.get(f"/projekt/{project.slug}/").content.decode()
    subject = "Fel%20i%20uppgifterna%20om%20P-0042"
    assert f'href="mailto:register@example.se?subject={subject}"' in body


def test_the_whole_page_costs_at_most_six_queries_whatever_its_kin(visitor):
    goals, phases = [factories.goal(), factories.goal()], factories.initiative()
    shared = {"goals": goals, "initiative": phases}
    project = factories.project(slug="ett", **shared)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get("/projekt/ett/")
        return len(queries)

    project.title = "Ett och ett halvt"
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())
    few = cost()
    for _ in range(12):
        factories.project(**shared)
    assert cost() == few <= 6
