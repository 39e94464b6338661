"""What the public has seen keeps its key and is never removed."""

import pytest
from django.core.exceptions import ValidationError

from loans import editing, register
from loans.editing.bulk import create_all
from loans.editing.visibility import FACET_OF, PUBLIC_AS_IT_STANDS, STAFFS_OWN, key_field
from loans.models import (
    Change,
    Initiative,
    InvestmentType,
    Project,
    ProjectCategory,
    SocialGoal,
    TargetGroup,
)
from members.fields import PRIVATE
from members.models import Borrower, County, Member
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


MAKERS = {
    ProjectCategory: factories.category,
    InvestmentType: factories.investment_type,
    SocialGoal: factories.goal,
    TargetGroup: factories.target_group,
    Initiative: factories.initiative,
    Borrower: factories.borrower,
    Member: factories.member,
    County: factories.county,
}


def renamed(row) -> None:
    row.name = "Nytt namn"
    editing.save(row, by=factories.signer())


@pytest.mark.parametrize("model", FACET_OF)
def test_a_name_that_no_project_shows_moves_the_data_version_only_where_it_is_public(model):
    state = register.state()
    row = MAKERS[model]()
    made = register.state()
    renamed(row)
    after = register.state()

    told = model in PUBLIC_AS_IT_STANDS
    assert (after.data_version > made.data_version) is told
    assert (after.changed_at > made.changed_at) is told
    assert model is Borrower or (made.data_version > state.data_version) is told


@pytest.mark.parametrize("model", FACET_OF)
def test_a_name_that_a_project_shows_moves_the_data_version(model):
    row = shown_rows()[model]
    before = register.state().data_version
    renamed(row)

    assert register.state().data_version == before + 1


@pytest.mark.parametrize("model", [Initiative, Borrower, SocialGoal])
def test_many_new_rows_move_the_data_version_only_where_they_are_public(model):
    kind = {"kind": "company"} if model is Borrower else {}
    many = [{"members": [factories.member()]}] if model is Borrower else ()
    before = register.state().data_version
    create_all([model(name="Ny", slug="ny", **kind)], many=many, by=factories.signer())

    assert register.state().data_version - before == int(model in PUBLIC_AS_IT_STANDS)


@pytest.mark.parametrize(
    ("make", "field", "value"),
    [
        (factories.investment_type, "needs_social_intervention", True),
        (factories.goal, "is_active", False),
        (factories.category, "position", 9),
    ],
)
def test_what_is_the_staffs_own_leaves_the_data_version(make, field, value):
    row = make()
    before = register.state()
    setattr(row, field, value)
    editing.save(row, by=factories.signer())

    after = register.state()
    assert (after.data_version, after.changed_at) == (before.data_version, before.changed_at)
    assert getattr(type(row).objects.get(), field) == value


def test_the_staffs_own_fields_are_those_that_say_so():
    fields = [field for model in PUBLIC_AS_IT_STANDS for field in model._meta.concrete_fields]
    private = {field.name for field in fields if PRIVATE in field.help_text}

    assert private | {"position"} == STAFFS_OWN


def test_the_log_has_room_for_the_longest_key():
    room = Change._meta.get_field("object_key").max_length
    models = [model for model in FACET_OF if hasattr(model, "slug")]
    slugs = [model._meta.get_field("slug").max_length for model in models]

    assert max(slugs) <= room
