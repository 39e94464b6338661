"""What the public has seen keeps its key and is never removed."""

import pytest
from django.core.exceptions import ValidationError

from loans import editing
from loans.editing.visibility import FACET_OF, key_field
from loans.models import Change, Project
from tests import factories

pytestmark = pytest.mark.django_db

NEW_KEYS = {"slug": "annat", "code": "99"}


def shown_rows() -> dict:
    """Model → a row of it that a published project shows."""
    project = factories.project(
        category=factories.category(),
        investment_type=factories.investment_type(),
        initiative=factories.initiative(),
        goals=[factories.goal()],
        target_groups=[factories.target_group()],
    )
    member = project.borrower.members.get()
    rows = [project.category, project.investment_type, project.initiative, project.goals.get()]
    rows += [project.target_groups.get(), project.borrower, member, member.county]
    return {type(row): row for row in rows}


@pytest.mark.parametrize("model", FACET_OF)
def test_a_key_that_was_public_never_changes(model):
    row = shown_rows()[model]
    field = key_field(model)
    key = getattr(row, field)
    setattr(row, field, NEW_KEYS[field])

    with pytest.raises(ValidationError, match="ändras inte") as refusal:
        editing.save(row, by=factories.signer())
    assert list(refusal.value.message_dict) == [field]
    assert getattr(model.objects.get(pk=row.pk), field) == key


@pytest.mark.parametrize("make", [factories.county, factories.category, factories.initiative])
def test_a_key_that_no_version_has_shown_may_change(make):
    row = make()
    field = key_field(type(row))
    setattr(row, field, NEW_KEYS[field])
    editing.save(row, by=factories.signer())

    assert getattr(type(row).objects.get(), field) == NEW_KEYS[field]


@pytest.mark.parametrize("model", [Project, *FACET_OF])
def test_what_has_been_public_is_never_removed(model):
    rows = shown_rows()
    project = Project.objects.get()
    row = project if model is Project else rows[model]
    editing.withdraw(project, by=factories.signer(), why="Fel")

    with pytest.raises(ValidationError, match="har varit publik"):
        editing.delete(row, by=factories.signer())
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "kind", ["county", "member", "category", "investment_type", "goal", "target_group"]
)
def test_what_has_no_drafts_is_never_removed(kind):
    row = getattr(factories, kind)()

    with pytest.raises(ValidationError, match="kan inte tas bort"):
        editing.delete(row, by=factories.signer())
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", ["borrower", "initiative", "draft"])
def test_what_was_never_public_can_be_removed(kind):
    row = getattr(factories, kind)()
    editing.delete(row, by=factories.signer(), why="Dubblett")

    assert not type(row).objects.exists()
    assert Change.objects.first().why == "Dubblett"


def test_what_a_draft_needs_is_not_removed():
    draft = factories.draft()

    with pytest.raises(ValidationError, match=f"används av {draft}"):
        editing.delete(draft.borrower, by=factories.signer())


def test_the_log_has_room_for_the_longest_key():
    room = Change._meta.get_field("object_key").max_length
    models = [model for model in FACET_OF if hasattr(model, "slug")]
    slugs = [model._meta.get_field("slug").max_length for model in models]

    assert max(slugs) <= room
