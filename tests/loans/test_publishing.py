"""From working copy to published version."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from loans import editing, publishing, register
from loans.models import Change, FacetValue, Project, PublicSlug, PublishedVersion
from tests import factories
from tests.loans.rewriting import publish

pytestmark = pytest.mark.django_db


def public_titles() -> list[str]:
    return [v.content["title"]["sv"] for v in register.current().order_by("serial")]


def change(project, **fields):
    """Changes the working copy."""
    project = Project.objects.get(pk=project.pk)
    for name, value in fields.items():
        setattr(project, name, value)
    return editing.save(project, by=factories.signer())


def waiting(project) -> dict:
    return publishing.differences(project, project.versions.current().first())


def test_the_public_sees_nothing_of_a_draft():
    factories.draft(title="Hemligt")

    assert public_titles() == []


def test_nothing_waits_where_nothing_is_published():
    assert waiting(factories.draft()) == {}


def test_publishing_shows_the_working_copy():
    project = factories.draft(title="Klockaretorpet")

    assert editing.publish(project, by=factories.signer())
    assert public_titles() == ["Klockaretorpet"]


def test_a_change_waits_until_it_is_published():
    project = factories.project(title="Före")

    project = change(project, title="Efter")
    assert public_titles() == ["Före"]
    assert waiting(project) == {"title": ({"sv": "Före", "en": ""}, {"sv": "Efter", "en": ""})}

    editing.publish(project, by=factories.signer())
    assert public_titles() == ["Efter"]
    assert waiting(project) == {}


def test_publishing_what_is_already_public_does_nothing():
    project = factories.project()
    before = register.state(), Change.objects.count()

    assert not editing.publish(project, by=factories.signer())
    assert (register.state(), Change.objects.count()) == before


def test_a_version_ends_when_the_next_begins():
    project = factories.project(title="Ett")
    editing.publish(change(project, title="Två"), by=factories.signer())

    first, second = project.versions.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.valid_to == second.valid_from
    assert second.valid_to is None


def save_a_twin(row, field):
    row._state.adding = True
    row.save()


ALTERATIONS = [
    lambda row, field: row.save(),
    save_a_twin,
    lambda row, field: row.delete(),
    lambda row, field: type(row).objects.update(**{field: "annat"}),
    lambda row, field: type(row).objects.bulk_update([row], [field]),
    lambda row, field: type(row).objects.all().delete(),
]


@pytest.mark.parametrize("alter", ALTERATIONS)
@pytest.mark.parametrize(
    ("model", "field"),
    [(PublishedVersion, "slug"), (PublicSlug, "slug"), (FacetValue, "key"), (Change, "why")],
)
def test_what_has_been_written_is_never_altered_or_removed(model, field, alter):
    factories.project()

    with pytest.raises((TypeError, IntegrityError)), transaction.atomic():
        alter(model.objects.first(), field)


def test_a_version_knows_whether_it_shows_what_its_predecessor_did_not():
    """In either language; the first one has none, nor has the first after a withdrawal."""
    project = factories.project(title="Parken")
    publish(project, title_en="The park")
    publish(project, latitude=Decimal("58.6"), longitude=Decimal("16.2"))
    editing.withdraw(project, by=factories.signer(), why="Fel")
    publish(project, title="Nya parken")
    publish(project, place_name="Vivalla")

    noted = project.versions.order_by("number").values_list("shows_change", flat=True)
    assert list(noted) == [False, True, False, False, True]


def test_a_project_has_one_current_version():
    version = factories.project().versions.get()
    copy = PublishedVersion(
        **{
            field.attname: getattr(version, field.attname)
            for field in PublishedVersion._meta.concrete_fields
            if field.name not in {"id", "number", "slug"}
        }
    )
    copy.number, copy.slug = 2, "annan"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_every_public_change_moves_the_data_version_and_a_draft_does_not():
    def data_version():
        return register.state().data_version

    project = factories.project()
    start = data_version()
    change(project, title="Väntar")
    factories.draft()
    assert data_version() == start

    editing.publish(project, by=factories.signer())
    published = data_version()
    assert published > start

    editing.withdraw(project, by=factories.signer(), why="Fel låntagare")
    assert data_version() > published


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("category", "category"),
        ("investment_type", "investment_type"),
        ("initiative", "initiative"),
        ("goal", "goals"),
        ("target_group", "target_groups"),
    ],
)
def test_a_renamed_value_reaches_its_projects_at_once(kind, field):
    value = getattr(factories, kind)(name="Gammalt namn")
    many = field in {"goals", "target_groups"}
    project = factories.project(**{field: [value] if many else value})
    untouched = factories.project()
    change(project, title="Väntar")

    value.name = "Nytt namn"
    editing.save(value, by=factories.signer())

    version = project.versions.get(valid_to=None)
    shown = version.content[field][0] if many else version.content[field]
    assert shown["name"]["sv"] == "Nytt namn"
    assert version.number == 2
    assert version.content["title"]["sv"] != "Väntar"
    assert untouched.versions.get().number == 1


def test_the_order_of_the_staffs_lists_changes_nothing_in_public():
    goals = [factories.goal(name=name, position=n) for n, name in enumerate(["Ö", "Z", "Å"])]
    project = factories.project(goals=goals)
    goals[0].position = 7
    editing.save(goals[0], by=factories.signer())
    assert waiting(project) == {}
    assert project.versions.count() == 1

    goals[1].name = "Ö mest"
    editing.save(goals[1], by=factories.signer())
    shown = project.versions.get(valid_to=None).content["goals"]
    assert [goal["name"]["sv"] for goal in shown] == ["Å", "Ö", "Ö mest"]
    assert waiting(project) == {}


@pytest.mark.parametrize("kind", ["borrower", "member", "county"])
def test_a_renamed_organisation_reaches_its_projects_at_once(kind):
    county = factories.county(name="Gamla län")
    member = factories.member(name="Gamla kommun", county=county)
    borrower = factories.borrower(name="Gamla bolaget", members=[member])
    project = factories.project(borrower=borrower)
    renamed = {"borrower": borrower, "member": member, "county": county}[kind]

    renamed.name = "Det nya namnet"
    editing.save(renamed, by=factories.signer())

    content = project.versions.get(valid_to=None).content
    names = {
        "borrower": content["borrower"]["name"],
        "member": content["members"][0]["name"],
        "county": content["members"][0]["county"]["name"],
    }
    assert names[kind] == "Det nya namnet"
    assert project.versions.get(number=1).content["borrower"]["name"] == "Gamla bolaget"


def test_an_editor_may_not_rename_what_the_public_sees():
    borrower = factories.borrower(name="Bolaget")
    factories.project(borrower=borrower)
    borrower.name = "Något annat"

    with pytest.raises(PermissionDenied):
        editing.save(borrower, by=factories.user("editor"))
    borrower.refresh_from_db()
    assert borrower.name == "Bolaget"


def test_an_editor_may_not_publish_or_withdraw():
    project, editor = factories.project(), factories.user("editor")

    with pytest.raises(PermissionDenied):
        editing.publish(project, by=editor)
    with pytest.raises(PermissionDenied):
        editing.withdraw(project, by=editor, why="Därför")


def test_a_withdrawal_needs_a_reason():
    project = factories.project()

    with pytest.raises(ValidationError):
        editing.withdraw(project, by=factories.signer(), why=" ")
    assert len(public_titles()) == 1


def test_a_withdrawn_project_is_gone_from_the_public():
    project = factories.project()
    editing.withdraw(project, by=factories.signer(), why="Fel låntagare")

    project.refresh_from_db()
    assert project.status == Project.Status.WITHDRAWN
    assert public_titles() == []


def test_a_withdrawn_project_can_be_published_again_without_its_past():
    project = factories.project(title="Fel")
    editing.withdraw(project, by=factories.signer(), why="Fel rubrik")
    editing.publish(change(project, title="Rätt"), by=factories.signer())

    assert public_titles() == ["Rätt"]
    assert project.versions.filter(withdrawn_at=None).count() == 1


def test_a_borrower_without_member_cannot_be_shown():
    project = factories.draft(borrower=factories.borrower(name="Ägarlös", members=[]))

    with pytest.raises(ValidationError, match="medlem"):
        editing.publish(project, by=factories.signer())


def test_a_reference_is_never_given_twice():
    first = factories.draft()
    editing.delete(first, by=factories.signer())

    assert factories.draft().reference != first.reference


def test_a_reference_from_outside_is_kept_and_not_given_again():
    assert factories.draft(reference="P-0100").reference == "P-0100"
    assert factories.draft().reference == "P-0101"


@pytest.mark.parametrize("reference", ["P-1", "P-00007", "P-0000000001", "0007", "P-x", "P-00٠٧"])
def test_a_reference_that_is_written_wrongly_is_refused(reference):
    with pytest.raises(ValidationError):
        factories.draft(reference=reference)


def test_line_ends_as_browsers_send_them_change_nothing():
    project = factories.project(description="Ett.\n\nTvå.")
    entries = Change.objects.count()
    change(project, description="Ett.\r\n\r\nTvå.")

    assert Change.objects.count() == entries
    assert waiting(project) == {}


def test_the_first_withdrawal_keeps_its_moment_at_the_second():
    project = factories.project()
    editing.withdraw(project, by=factories.signer(), why="Fel")
    moment = project.versions.get(number=1).withdrawn_at
    editing.publish(project, by=factories.signer())
    editing.withdraw(project, by=factories.signer(), why="Fel igen")

    assert project.versions.get(number=1).withdrawn_at == moment
    assert project.versions.filter(withdrawn_at=None).count() == 0
