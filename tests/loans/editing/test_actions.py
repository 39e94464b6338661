"""Actions: one moment, one signature, all or nothing."""

from itertools import chain

import pytest
from django.core.exceptions import ValidationError

from loans import editing, publishing, register
from loans.models import Change, Project, PublishedVersion
from members.models import Borrower
from tests import factories

pytestmark = pytest.mark.django_db


def test_one_action_has_one_moment(monkeypatch):
    """However many projects and batches it takes, in versions, state and log alike."""
    monkeypatch.setattr(publishing, "BATCH", 2)
    drafts = [factories.draft() for _ in range(5)]
    before = register.state().data_version

    def moments(action: str) -> set:
        entries = Change.objects.filter(action=action)
        assert entries.count() == 5
        return {register.state().changed_at, *entries.values_list("at", flat=True)}

    assert editing.publish_all(drafts, by=factories.signer()) == 5
    starts = PublishedVersion.objects.values_list("valid_from", flat=True)
    assert len({*starts} | moments("publish")) == 1

    borrower = drafts[0].borrower
    borrower.name = "Nytt namn"
    editing.save(borrower, by=factories.signer())
    renamed = PublishedVersion.objects.filter(number=2)
    assert len({*renamed.values_list("valid_from", flat=True)} | moments("republish")) == 1

    editing.withdraw_all(drafts, by=factories.signer(), why="Fel")
    ends = renamed.values_list("valid_to", "withdrawn_at")
    assert len({*chain.from_iterable(ends)} | moments("withdraw")) == 1
    assert register.state().data_version == before + 3


def test_a_withdrawal_of_several_is_all_or_none():
    published, draft = factories.project(), factories.draft()

    with pytest.raises(ValidationError, match=draft.reference):
        editing.withdraw_all([published, draft], by=factories.signer(), why="Fel")
    assert register.current().count() == 1


def test_a_renaming_is_signed_by_whoever_renamed_and_approved_by_nobody():
    borrower, first, second = factories.borrower(), factories.user(), factories.user()
    project = factories.draft(borrower=borrower)
    editing.publish(project, by=first, approved_by=second)
    borrower.name = "Nytt namn"
    renamer = factories.user("reviewer")
    editing.save(borrower, by=renamer)

    signed = project.versions.values_list("published_by", "approved_by")
    assert list(signed) == [(first.pk, second.pk), (renamer.pk, None)]
    assert Change.objects.get(action="republish").by == renamer


def test_a_new_project_is_a_draft_whatever_it_says():
    project = factories.draft(status="published")

    assert Project.objects.get(pk=project.pk).status == "draft"


def test_a_borrower_that_the_public_sees_keeps_a_member():
    project = factories.project()

    with pytest.raises(ValidationError, match="minst en medlem") as refusal:
        editing.save(project.borrower, by=factories.signer(), many={"members": []})
    assert list(refusal.value.message_dict) == ["members"]
    assert project.borrower.members.exists()


def test_a_borrower_without_public_projects_may_lose_its_members():
    borrower = factories.draft().borrower
    editing.save(borrower, by=factories.signer(), many={"members": []})

    assert not borrower.members.exists()


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_borrowers_never_become_part_of_each_other_in_a_circle(length):
    chain = [factories.borrower("Sist")]
    for number in range(1, length):
        chain.append(factories.borrower(f"Bolag {number}", merged_into=chain[-1]))
    chain[0].merged_into = chain[-1]

    with pytest.raises(ValidationError) as refusal:
        editing.save(chain[0], by=factories.signer())
    assert "uppgå" in str(refusal.value)
    assert Borrower.objects.get(name="Sist").merged_into is None


@pytest.mark.parametrize("is_needed", [True, False])
def test_a_type_says_whether_the_social_intervention_is_needed(is_needed):
    kind = factories.investment_type(needs_social_intervention=is_needed)
    project = factories.draft(investment_type=kind)

    if is_needed:
        with pytest.raises(ValidationError, match="sociala insatsen"):
            editing.publish(project, by=factories.signer())
        project.social_intervention = "Praktikplatser"
        editing.save(project, by=factories.signer())
    assert editing.publish(project, by=factories.signer())
