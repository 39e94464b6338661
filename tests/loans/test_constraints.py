"""Rules of the data hold in the database, with words that a person can read."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from loans.models import FacetValue, Loan, Project, PublicSlug, PublishedVersion, RegisterState
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
    ({"start_year": 2025, "end_year": 2024}, "före startåret"),
    ({"latitude": 58, "longitude": None}, "både latitud"),
    ({"latitude": None, "longitude": 16}, "både latitud"),
    ({"latitude": 16, "longitude": 58}, "både latitud"),
    ({"status": "okänd"}, "status"),
    ({"purpose": "okänt"}, "nyinvestering"),
]


@pytest.mark.parametrize(("values", "words"), WRONG)
def test_a_project_that_breaks_a_rule_is_refused_by_the_database(values, words):
    project = factories.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**values)


@pytest.mark.parametrize(("values", "words"), [w for w in WRONG if "purpose" not in w[0]])
def test_and_by_the_model_with_a_sentence(values, words):
    project = factories.draft()
    for name, value in values.items():
        setattr(project, name, value)

    with pytest.raises(ValidationError) as refusal:
        project.full_clean()
    assert words in " ".join(refusal.value.messages) or "status" in values


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
    ],
)
def test_a_member_that_breaks_a_rule_is_refused_by_the_database(values):
    member = factories.member()

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(**values)


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
