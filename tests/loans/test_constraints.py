"""Rules of the data hold in the database, with words that a person can read."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from loans.models import (
    Change,
    FacetValue,
    Loan,
    Project,
    ProjectCategory,
    PublicSlug,
    PublishedVersion,
    RegisterState,
    TargetGroup,
)
from members.models import Borrower, Member
from tests import factories

pytestmark = pytest.mark.django_db

WRONG = [
    ({"loan_amount": 0}, "minst 1 krona"),
    ({"loan_amount": 10**12 + 1}, "högst tusen"),
    ({"loan_amount": None, "amount_is_approximate": True}, "behöver ett belopp"),
    ({"total_cost": -1}, "minst 1 krona"),
    ({"loan_amount": 10, "total_cost": 9}, "mindre än lånet"),
    ({"decided_on": date(2020, 1, 1), "decided_precision": ""}, "hur noga"),
    ({"decided_on": None, "decided_precision": "day"}, "hur noga"),
    ({"decided_on": date(1, 1, 1), "decided_precision": "day"}, "från år 1900 till 2199"),
    ({"decided_on": date(1899, 12, 31), "decided_precision": "day"}, "från år 1900 till 2199"),
    ({"decided_on": date(2200, 1, 1), "decided_precision": "year"}, "från år 1900 till 2199"),
    ({"decided_on": date(9999, 12, 31), "decided_precision": "day"}, "från år 1900 till 2199"),
    ({"start_year": 2025, "end_year": 2024}, "före startåret"),
    ({"start_year": 1899}, "ett år från 1900 till 2199"),
    ({"start_year": 2200}, "ett år från 1900 till 2199"),
    ({"end_year": 1899}, "ett år från 1900 till 2199"),
    ({"end_year": 2200}, "ett år från 1900 till 2199"),
    ({"latitude": 58, "longitude": None}, "både latitud"),
    ({"latitude": None, "longitude": 16}, "både latitud"),
    ({"latitude": 16, "longitude": 58}, "både latitud"),
    ({"status": "okänd"}, "Okänd status"),
    ({"purpose": "okänt"}, "nyinvestering"),
]


@pytest.mark.parametrize(("values", "words"), WRONG)
def test_a_project_that_breaks_a_rule_is_refused_by_the_database(values, words):
    project = factories.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**values)


@pytest.mark.parametrize(("values", "words"), WRONG)
def test_a_project_that_breaks_a_rule_is_told_so_in_a_sentence(values, words):
    project = factories.draft()
    for name, value in values.items():
        setattr(project, name, value)

    with pytest.raises(ValidationError) as refusal:
        project.validate_constraints()
    assert words in " ".join(refusal.value.messages)
    with pytest.raises(ValidationError):
        project.full_clean()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"decided_on": date(9999, 12, 31), "decided_precision": "day"}, "1900 till 2199"),
        ({"start_year": 1899}, "1900 till 2199"),
    ],
)
def test_a_year_that_cannot_be_meant_is_told_at_its_field(values, words):
    with pytest.raises(ValidationError, match=words) as refusal:
        factories.draft(**values)
    assert list(refusal.value.message_dict) == [next(iter(values))]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_and_year_are_taken(day):
    project = factories.draft(decided_on=day, start_year=day.year, end_year=day.year)

    assert Project.objects.get() == project


@pytest.mark.parametrize(
    ("day", "precision"), [(date(2020, 10, 2), "month"), (date(2020, 2, 1), "year")]
)
def test_a_rounded_day_is_the_first(day, precision):
    project = factories.draft()
    project.decided_on, project.decided_precision = day, precision

    with pytest.raises(ValidationError, match="första dagen"):
        project.full_clean()


@pytest.mark.parametrize(
    "values",
    [
        {"left_on": date(2020, 1, 1), "joined_on": None},
        {"left_on": date(2020, 1, 1), "joined_on": date(2020, 1, 1)},
        {"kind": "county"},
        {"organisation_number": "123"},
        {"code": "05"},
        {"kind": "region"},
    ],
)
def test_a_member_that_breaks_a_rule_is_refused_by_the_database(values):
    member = factories.member()

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(**values)


def test_a_region_has_a_code_of_two_digits():
    assert factories.member("Region Östergötland", kind="region", code="05").pk


@pytest.mark.parametrize(
    ("make", "values", "words"),
    [
        (factories.member, {"code": "05"}, "fyra siffror för en kommun, två för en region"),
        (factories.target_group, {"icma_population": "alla"}, "ICMA:s målgrupper"),
        (factories.category, {"pictogram": "tåg"}, "bland symbolerna"),
        (Change, {"action": "bytte"}, "känner inte åtgärden"),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_so_in_a_sentence(make, values, words):
    row = make()
    for name, value in values.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError, match=words):
        row.validate_constraints()


def test_a_target_group_that_icma_does_not_know_is_refused_by_the_database():
    group = factories.target_group()

    with pytest.raises(IntegrityError), transaction.atomic():
        TargetGroup.objects.filter(pk=group.pk).update(icma_population="alla")


def test_a_pictogram_that_is_not_drawn_is_refused_by_the_database():
    category = factories.category()

    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectCategory.objects.filter(pk=category.pk).update(pictogram="tåg")


def test_an_action_that_the_log_does_not_know_is_refused_by_the_database():
    factories.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Change._base_manager.update(action="bytte")


def test_a_borrower_cannot_be_merged_into_itself():
    borrower = factories.borrower()

    with pytest.raises(IntegrityError), transaction.atomic():
        Borrower.objects.filter(pk=borrower.pk).update(merged_into=borrower.pk)


@pytest.mark.parametrize(
    "values", [{"amount": 0}, {"matures_on": date(2020, 1, 1)}, {"amount": None}]
)
def test_a_loan_that_breaks_a_rule_is_refused_by_the_database(values):
    loan = Loan.objects.create(
        project=factories.draft(), reference="L-1", amount=1, disbursed_on=date(2020, 1, 1)
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(**values)


def test_a_description_has_an_end():
    project = factories.draft()
    project.description = "a" * 32_001

    with pytest.raises(ValidationError, match=r"32000|32\s000"):
        project.full_clean()


VERSION_WRONG = [
    {"number": 1},
    {"valid_to": None},
    {"valid_to": datetime(2020, 1, 1, tzinfo=UTC)},
    {"valid_to": None, "withdrawn_at": datetime(2030, 1, 1, tzinfo=UTC)},
]


def second_version(**values) -> PublishedVersion:
    """A closed version beside the current one, with some values of its own."""
    version = factories.project().versions.get()
    version.pk, version.number, version.slug = None, 2, "annan"
    version._state.adding = True
    version.valid_to = version.valid_from
    for name, value in values.items():
        setattr(version, name, value)
    return version


@pytest.mark.parametrize("values", VERSION_WRONG)
def test_a_version_that_breaks_a_rule_is_refused_by_the_database(values):
    second_version().save()  # without a fault
    with pytest.raises(IntegrityError), transaction.atomic():
        second_version(**values).save()


def test_two_current_versions_never_share_an_address():
    first, second = factories.project().versions.get(), factories.project().versions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedVersion._base_manager.filter(pk=second.pk).update(slug=first.slug)


def test_a_public_address_belongs_to_one_project():
    project, other = factories.project(slug="parken"), factories.project()

    assert PublicSlug.objects.get(slug="parken").project == project
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicSlug.objects.create(project=other, slug="parken")


def test_a_version_has_a_facet_value_once():
    value = factories.project().versions.get().facet_values.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        FacetValue.objects.create(version=value.version, facet=value.facet, key=value.key)


def test_the_state_of_the_register_is_one_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterState.objects.create(pk=2)
