"""Imports of projects: what becomes of the rows of a file that can be read."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from loans import editing, register
from loans.content import PUBLIC_FIELDS
from loans.editing.imports import columns, import_projects
from loans.editing.reference import load_reference_data
from loans.models import Change, Initiative, Project, PublishedVersion, RegisterState
from members.models import Borrower, Member
from tests import factories

pytestmark = pytest.mark.django_db

SAMPLE = Path(settings.BASE_DIR, "loans/data/sample_projects.json")


@pytest.fixture(autouse=True)
def _lists():
    factories.member("Norrköpings kommun", code="0581")
    factories.category(slug="boende")
    factories.investment_type(slug="i-sig")
    for slug in ("okad-trygghet", "okad-trivsel"):
        factories.goal(slug=slug)
    factories.target_group(slug="aldre")


def row(**values):
    """A row that is right; a test names only what it is about."""
    return {
        "reference": "P-0101",
        "title": "Ny park",
        "borrower": "Parkbolaget",
        "borrower_kind": "company",
        "borrower_members": ["0581"],
    } | values


def run(*rows, by=None, apply=True, **options):
    data = json.dumps({"projects": rows}).encode()
    by = by or factories.signer()
    return import_projects(data, "json", by=by, apply=apply, **options)


def imported(**values) -> Project:
    report = run(row(**values))
    assert not report.faults, list(report.faults)
    return Project.objects.get(reference=values.get("reference", "P-0101"))


def faults(*rows, **options) -> list[tuple[str, str]]:
    """(place, column) of each fault."""
    return [(fault.place, fault.column) for fault in run(*rows, **options).faults]


def counts() -> tuple:
    models = (Project, Borrower, Initiative, Change, PublishedVersion, Member)
    return tuple(model.objects.count() for model in models)


def test_every_public_field_of_a_project_can_be_imported():
    assert PUBLIC_FIELDS - {"decided_precision"} <= set(columns.BY_NAME)


def test_a_whole_row_is_stored_as_it_stands():
    project = imported(
        category="boende",
        investment_type="i-sig",
        goals=["okad-trygghet", "okad-trivsel"],
        target_groups=["aldre"],
        loan_amount=68_000_000,
        amount_is_approximate=True,
        latitude=58.5881234,
        longitude=16.19,
        also_green=True,
        purpose="refinancing",
    )

    assert project.category.slug == "boende"
    assert project.investment_type.slug == "i-sig"
    assert {goal.slug for goal in project.goals.all()} == {"okad-trygghet", "okad-trivsel"}
    assert [group.slug for group in project.target_groups.all()] == ["aldre"]
    assert (project.loan_amount, project.amount_is_approximate) == (68_000_000, True)
    assert (project.latitude, project.longitude) == (Decimal("58.58812"), Decimal("16.19"))
    assert (project.also_green, project.purpose) == (True, "refinancing")
    assert (project.slug, project.status) == ("ny-park", Project.Status.DRAFT)


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2020", date(2020, 1, 1), "year"),
        (2020, date(2020, 1, 1), "year"),
        ("2020-10", date(2020, 10, 1), "month"),
        ("2020-10-12", date(2020, 10, 12), "day"),
    ],
)
def test_a_decision_is_known_as_precisely_as_it_is_written(written, day, precision):
    project = imported(decided_on=written)

    assert (project.decided_on, project.decided_precision) == (day, precision)


def test_a_missing_borrower_is_made_with_its_members_and_other_names():
    imported(borrower_aliases=["PB", "Parkb."], borrower_organisation_number="556036-0793")

    borrower = Borrower.objects.get()
    assert (borrower.name, borrower.kind, borrower.slug) == (
        "Parkbolaget",
        "company",
        "parkbolaget",
    )
    assert [member.code for member in borrower.members.all()] == ["0581"]
    assert (borrower.aliases, borrower.organisation_number) == ("PB, Parkb.", "5560360793")


def test_rows_share_a_borrower_and_an_initiative_that_they_make():
    satsning = {"initiative": "parken", "initiative_name": "Parken"}
    run(row(**satsning), row(reference="P-0102", borrower="PARKBOLAGET", **satsning))

    first, second = Project.objects.order_by("reference")
    assert first.borrower == second.borrower
    assert first.initiative == second.initiative == Initiative.objects.get()


def test_a_borrower_is_found_by_its_number_under_another_name_of_its():
    known = factories.borrower("Hyresbostäder", organisation_number="5560360793", aliases="HB")

    project = imported(borrower="HB", borrower_organisation_number="556036-0793")

    assert project.borrower == known


def test_a_number_that_belongs_to_another_borrower_is_a_fault():
    factories.borrower("Hyresbostäder", organisation_number="5560360793")

    assert faults(row(borrower_organisation_number="556036-0793")) == [
        ("projekt 1 (P-0101)", "borrower_organisation_number")
    ]


def test_a_borrower_of_the_register_stays_as_it_is_and_the_report_says_so():
    factories.borrower("Parkbolaget", kind="foundation")

    report = run(row())

    assert Borrower.objects.get().kind == "foundation"
    assert [remark.column for remark in report.remarks] == ["borrower_kind"]


def test_a_borrower_that_has_gone_up_in_another_leads_to_the_last_one():
    last = factories.borrower("Nyaste bolaget")
    new = factories.borrower("Nya bolaget", merged_into=last)
    factories.borrower("Parkbolaget", merged_into=new)

    assert imported().borrower == last


def test_members_and_reference_data_are_never_made():
    found = run(
        row(
            borrower_members=["9999"],
            category="bostad",
            investment_type="annan",
            goals=["okad-trygghet", "frid"],
            target_groups=["alla"],
        )
    ).faults

    assert {fault.column: fault.message.split()[0] for fault in found} == {
        "borrower_members": "Ingen",
        "category": "”bostad”",
        "investment_type": "”annan”",
        "goals": "”frid”",
        "target_groups": "”alla”",
    }
    assert "9999" in str(list(found))


def test_all_faults_of_all_rows_are_told_at_once_and_nothing_is_written():
    before = counts()

    found = faults(
        row(title="", loan_amount=-5),
        row(reference="P-0102", title="=1+1", start_year=2030, end_year=2020),
        row(reference="P-0101"),
        row(reference="P-0104", borrower="Okänt bolag", borrower_kind="", borrower_members=[]),
        row(reference="P-0105", initiative="ny-satsning"),
        row(reference="P-0106", decided_on="i fjol", latitude="norr"),
    )

    assert found == [
        ("projekt 1 (P-0101)", "title"),
        ("projekt 1 (P-0101)", ""),
        ("projekt 2 (P-0102)", "title"),
        ("projekt 2 (P-0102)", ""),
        ("projekt 3 (P-0101)", "reference"),
        ("projekt 4 (P-0104)", "borrower_kind"),
        ("projekt 4 (P-0104)", "borrower_members"),
        ("projekt 5 (P-0105)", "initiative_name"),
        ("projekt 6 (P-0106)", "decided_on"),
        ("projekt 6 (P-0106)", "latitude"),
    ]
    assert counts() == before


def test_rows_that_say_different_things_of_one_new_borrower_are_a_fault():
    assert faults(row(), row(reference="P-0102", borrower_kind="foundation")) == [
        ("projekt 2 (P-0102)", "borrower_kind")
    ]


def test_two_rows_with_one_address_are_a_fault():
    assert faults(row(slug="park"), row(reference="P-0102", slug="park")) == [
        ("projekt 2 (P-0102)", "slug")
    ]


def test_an_address_that_another_project_has_is_a_fault():
    factories.draft(slug="park")

    assert faults(row(slug="park")) == [("projekt 1 (P-0101)", "slug")]


def test_titles_alike_get_addresses_of_their_own():
    factories.draft(slug="ny-park")
    run(row(), row(reference="P-0102"))

    slugs = Project.objects.order_by("reference").values_list("slug", flat=True)
    assert set(slugs) == {"ny-park", "ny-park-2", "ny-park-3"}


def test_a_row_without_reference_is_told_the_next_free_one():
    first = row()
    del first["reference"]

    found = list(run(first, row(reference=""), row(reference="P-0200")).faults)

    assert [fault.message for fault in found] == [
        "Ange en referens. P-0201 är ledig.",
        "Ange en referens. P-0202 är ledig.",
    ]


def test_a_reference_from_a_file_is_not_given_again():
    imported(reference="P-0300")

    assert RegisterState.objects.get().last_serial == 300
    assert factories.draft().reference == "P-0301"


def test_a_reference_far_ahead_is_a_fault_that_uses_up_no_numbers():
    last = RegisterState.objects.get().last_serial
    far = f"P-{last + 1_000_001}"

    assert faults(row(), row(reference=far)) == [(f"projekt 2 ({far})", "reference")]
    (missing, told) = run(row(reference=""), row(reference=far)).faults
    assert f"P-{last + 1:04d} är ledig" in missing.message
    assert told.message.startswith(f"{far} ligger för långt fram")
    assert RegisterState.objects.get().last_serial == last


def test_a_dry_run_tells_the_same_and_changes_nothing():
    state = RegisterState.objects.get()
    before = counts()

    report = run(row(), apply=False)

    assert [outcome.word for outcome in report.outcomes] == ["new"]
    assert (report.applied, report.borrowers) == (False, ["Parkbolaget"])
    assert counts() == before
    assert RegisterState.objects.get().last_serial == state.last_serial


def test_a_dry_run_needs_nobody_to_sign():
    data = json.dumps([row()]).encode()

    assert not import_projects(data, "json").faults


def test_the_same_file_twice_changes_nothing():
    whole = row(
        category="boende",
        goals=["okad-trygghet"],
        latitude=58.5,
        longitude=16,
        decided_on="2020-10",
        initiative="parken",
        initiative_name="Parken",
        note="Se akten.",
        description="A\r\n\r\nB ",
    )
    run(whole, publish=True)
    before, state = counts(), RegisterState.objects.get()

    report = run(whole, publish=True)

    assert [outcome.word for outcome in report.outcomes] == ["unchanged"]
    assert report.published == 0
    assert counts() == before
    assert RegisterState.objects.get().data_version == state.data_version


def test_a_change_is_told_and_logged_field_by_field():
    imported(goals=["okad-trygghet"])

    report = run(row(title="Äldre park", goals=["okad-trivsel"]), why="Rättad lista")

    (outcome,) = report.outcomes
    assert (outcome.word, outcome.fields) == (
        "changed",
        {
            "title": ["Ny park", "Äldre park"],
            "goals": [["okad-trygghet"], ["okad-trivsel"]],
        },
    )
    entry = Change.objects.first()
    assert (entry.fields, entry.why) == (outcome.fields, "Rättad lista")


def test_an_absent_key_leaves_a_value_and_null_clears_it():
    imported(
        loan_amount=5_000_000, place_name="Ekbacken", goals=["okad-trygghet"], decided_on="2020"
    )

    project = imported(loan_amount=None, decided_on=None)

    assert (project.loan_amount, project.decided_on, project.decided_precision) == (None, None, "")
    assert project.place_name == "Ekbacken"
    assert project.goals.count() == 1
    assert imported(goals=None).goals.count() == 0


def test_a_rule_that_a_change_breaks_is_a_fault():
    imported(total_cost=5_000_000)

    assert faults(row(loan_amount=6_000_000)) == [("projekt 1 (P-0101)", "")]
    assert faults(row(borrower="")) == [("projekt 1 (P-0101)", "borrower")]


def test_a_published_project_keeps_its_old_address():
    run(row(slug="park"), publish=True)

    run(row(slug="parken"), publish=True)

    assert register.by_slug("park").slug == "parken"


def test_what_stands_beside_the_values_goes_into_the_note_of_a_new_project():
    said = {"sources": ["https://a.se/1", "https://a.se/2"], "source_url": "https://a.se/1"}
    project = imported(note="Beloppet är osäkert.", inferred={"category": "boende"}, **said)

    assert project.internal_note == "Beloppet är osäkert.\n\nKällor: https://a.se/2"
    assert project.category is None
    assert imported(note="Annat.").internal_note == project.internal_note
    assert imported(internal_note="Från filen.", note="x").internal_note == "Från filen."


def test_a_change_waits_until_it_is_published():
    run(row(), publish=True)

    run(row(title="Ny titel"))

    assert register.current().get().content["title"]["sv"] == "Ny park"


def test_only_those_who_may_publish_can_publish_an_import():
    editor = factories.user("editor")

    with pytest.raises(PermissionDenied):
        run(row(), by=editor, publish=True)

    assert not Project.objects.exists()


def test_a_project_that_is_not_ready_for_the_public_stops_the_whole_file():
    factories.investment_type(slug="med-insats", needs_social_intervention=True)
    kind = {"investment_type": "med-insats"}

    found = faults(row(), row(reference="P-0102", **kind), publish=True)

    assert found == [("projekt 2 (P-0102)", "")]
    assert not Project.objects.exists()


def test_a_withdrawn_project_is_not_made_public_again_by_an_import():
    withdrawn = factories.project(reference="P-0101")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel i texten")

    assert faults(row(), publish=True) == [("projekt 1 (P-0101)", "")]
    assert not faults(row())


def test_faults_of_the_database_s_own_rules_are_found_among_many_rows():
    rows = [row(reference=f"P-{number:04d}") for number in range(1, 60)]
    for number in (3, 40):
        rows[number] |= {"start_year": 2030, "end_year": 2020}

    assert faults(*rows) == [("projekt 4 (P-0004)", ""), ("projekt 41 (P-0041)", "")]


def test_a_crash_in_the_middle_writes_nothing(monkeypatch):
    def crash(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("loans.editing.imports.publish_all", crash)
    before = counts()

    with pytest.raises(OSError, match="disk full"):
        run(row(), publish=True)

    assert counts() == before


def test_the_sample_imports_and_publishes_without_faults():
    for model in (Change, Member):
        assert model.objects.exists()
    Member.objects.all().delete()
    load_reference_data()

    data = SAMPLE.read_bytes()
    report = import_projects(data, "json", by=factories.signer(), apply=True, publish=True)

    assert list(report.faults) == []
    assert (report.count("new"), report.published) == (9, 9)
    projects = {project.reference: project for project in Project.objects.all()}
    for entry in json.loads(data)["projects"]:
        for name in entry.get("inferred", {}):
            assert not getattr(projects[entry["reference"]], name), (entry["reference"], name)
    assert projects["P-0005"].initiative == projects["P-0006"].initiative is not None
    again = import_projects(data, "json", by=factories.signer(), apply=True, publish=True)
    assert (again.count("unchanged"), again.published) == (9, 0)
