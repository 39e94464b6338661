"""A borrower that has become part of another: the public sees the heir, and finds it by both."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans import editing, publishing, register
from loans.admin.deeds import waiting, with_public
from loans.models import Project, PublishedVersion
from members.models import Borrower
from tests import factories
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def change(borrower, **fields):
    borrower = Borrower.objects.get(pk=borrower.pk)
    for name, value in fields.items():
        setattr(borrower, name, value)
    return editing.save(borrower, by=factories.signer())


def shown(project) -> dict:
    return register.current().get(project=project).content["borrower"]


def nothing_waits() -> bool:
    return not any(waiting(project) for project in with_public(Project.objects.all()))


@pytest.fixture
def old(db):
    return factories.borrower("Parkbolaget", slug="park", aliases="PB")


@pytest.fixture
def heir(db):
    owner = factories.member("Linköpings kommun", slug="linkoping")
    return factories.borrower("Stadsbolaget", slug="stad", members=[owner], aliases="SB")


def test_projects_of_a_merged_borrower_are_shown_as_its_heirs_at_once(old, heir):
    project, own = factories.project(borrower=old), factories.project(borrower=heir)
    elsewhere = factories.project()
    change(old, merged_into=heir)

    for of_either in (project, own):
        assert (shown(of_either)["slug"], shown(of_either)["name"]) == ("stad", "Stadsbolaget")
        assert shown(of_either)["aliases"] == ["SB", "Parkbolaget", "PB"]
    content = register.current().get(project=project).content
    assert [member["slug"] for member in content["members"]] == ["linkoping"]
    assert select("borrower=stad").totals["number"] == 2
    assert elsewhere.versions.count() == 1
    assert nothing_waits()


@pytest.mark.parametrize("words", ["parkbolaget", "PB", "stadsbolaget", "SB"])
def test_search_finds_the_projects_by_old_names_and_new(old, heir, words):
    factories.project(borrower=old)
    change(old, merged_into=heir)

    assert select(f"q={words}").totals["number"] == 1


@pytest.mark.parametrize("last_first", [True, False])
def test_a_chain_leads_to_its_end_in_whatever_order_it_was_made(old, heir, last_first):
    last = factories.borrower("Länsbolaget", slug="lan")
    project = factories.project(borrower=old)
    links = [(old, heir), (heir, last)]
    for part, whole in reversed(links) if last_first else links:
        change(part, merged_into=whole)

    assert shown(project)["slug"] == "lan"
    assert set(shown(project)["aliases"]) == {"Parkbolaget", "PB", "Stadsbolaget", "SB"}
    assert nothing_waits()


@pytest.mark.parametrize(
    ("who", "fields", "said"),
    [
        ("stad", {"name": "Nya stadsbolaget"}, "Nya stadsbolaget"),
        ("stad", {"aliases": "NSB"}, "NSB"),
        ("park", {"name": "Gamla parkbolaget"}, "Gamla parkbolaget"),
        ("park", {"aliases": "GPB"}, "GPB"),
    ],
)
def test_later_names_of_heir_and_part_reach_the_projects(old, heir, who, fields, said):
    project = factories.project(borrower=old)
    change(old, merged_into=heir)
    change(Borrower.objects.get(slug=who), **fields)

    assert said in [shown(project)["name"], *shown(project)["aliases"]]
    assert nothing_waits()


def test_waiting_changes_stay_out_when_borrowers_merge(old, heir):
    project = factories.project(borrower=old, title="Publikt")
    project.title = "Väntar"
    editing.save(project, by=factories.signer())
    change(old, merged_into=heir)

    version = register.current().get(project=project)
    assert version.content["title"]["sv"] == "Publikt"
    assert publishing.differences(project, version).keys() == {"title"}


def test_a_project_of_a_merged_borrower_is_published_as_its_heirs(old, heir):
    change(old, merged_into=heir)

    assert shown(factories.project(borrower=old))["name"] == "Stadsbolaget"
    assert nothing_waits()


def test_a_merger_that_is_taken_back_gives_the_heir_its_own_names_again(old, heir):
    project, own = factories.project(borrower=old), factories.project(borrower=heir)
    change(old, merged_into=heir)
    change(old, merged_into=None)

    assert shown(own)["aliases"] == ["SB"]
    stored = Project.objects.get(pk=project.pk)
    assert "borrower" in publishing.differences(stored, register.current().get(project=project))


def test_what_the_public_saw_before_a_merger_stays_as_it_was(old, heir):
    project = factories.project(borrower=old)
    change(old, merged_into=heir)

    assert PublishedVersion.objects.get(project=project, number=1).content["borrower"] == {
        "slug": "park",
        "name": "Parkbolaget",
        "kind": "company",
        "organisation_number": None,
        "aliases": ["PB"],
    }


def test_published_projects_never_come_to_a_borrower_without_owner(old):
    ownerless = factories.borrower("Ägarlösa bolaget", members=[])
    factories.project(borrower=old)

    with pytest.raises(ValidationError) as refusal:
        change(old, merged_into=ownerless)
    assert refusal.value.message_dict == {
        "merged_into": ["Ange först en medlem för Ägarlösa bolaget."]
    }


def test_the_heir_of_published_projects_keeps_an_owner(old, heir):
    factories.project(borrower=old)
    change(old, merged_into=heir)

    with pytest.raises(ValidationError, match="minst en medlem"):
        editing.save(heir, by=factories.signer(), many={"members": []})


def test_an_editor_may_not_merge_what_the_public_sees(old, heir):
    factories.project(borrower=heir)
    old.merged_into = heir

    with pytest.raises(PermissionDenied):
        editing.save(old, by=factories.user("editor"))


def test_comparing_projects_of_merged_borrowers_costs_the_same_for_many(old, heir):
    change(old, merged_into=heir)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert nothing_waits()
        return len(queries)

    factories.project(borrower=old), factories.project(borrower=heir)
    few = cost()
    for _ in range(10):
        factories.project(borrower=old), factories.project(borrower=heir)
    assert cost() == few
