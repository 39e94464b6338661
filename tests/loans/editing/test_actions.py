"""Actions: one moment, one signature, all or nothing."""

from itertools import chain

import pytest
from django.core.exceptions import ValidationError

from loans import editing, publishing, register
from loans.models import Change, Project, PublishedVersion
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
