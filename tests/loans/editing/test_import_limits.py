"""Imports: who may import, and what a file that means harm may cost."""

import csv
import json

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans import publishing
from loans.editing import bulk, imports
from loans.editing.imports import import_projects, reading
from loans.editing.imports.columns import BY_NAME, COLUMNS
from loans.models import Project
from tests import factories

pytestmark = pytest.mark.django_db

NEEDED = {
    "loans.add_project",
    "loans.change_project",
    "loans.add_initiative",
    "members.add_borrower",
}
ROW = {
    "reference": "P-0101",
    "title": "Ny park",
    "borrower": "Parkbolaget",
    "borrower_kind": "company",
    "borrower_members": ["0581"],
}


def run(data=None, kind="json", **options):
    data = json.dumps([ROW]).encode() if data is None else data
    return import_projects(data, kind, **options)


def allowed(*permissions: str):
    """A member of staff with just these."""
    account = factories.user("reader")
    for name in permissions:
        app, codename = name.split(".")
        account.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return account


@pytest.mark.parametrize("missing", [None, *sorted(NEEDED)])
def test_who_imports_must_be_allowed_what_an_import_does(missing):
    factories.member("Norrköpings kommun", code="0581")
    by = allowed(*NEEDED - {missing})

    if missing is None:
        assert run(by=by, apply=True).applied
        return
    for apply in (True, False):
        with pytest.raises(PermissionDenied):
            run(by=by, apply=apply)
    assert not Project.objects.exists()


@pytest.mark.parametrize("asked", [{"apply": True}, {"publish": True}])
def test_nobody_imports_unsigned_or_publishes_without_being_allowed(asked):
    with pytest.raises(PermissionDenied):
        run(**asked)
    with pytest.raises(PermissionDenied):
        run(by=factories.user("editor"), publish=True)
    assert not run(b"[]").applied


def test_a_file_is_read_before_the_others_have_to_wait(monkeypatch):
    happened, by = [], factories.user()
    monkeypatch.setattr(publishing, "lock", _noted(happened, "locked", publishing.lock))
    monkeypatch.setattr(imports, "rows_of", _noted(happened, "read", imports.rows_of))

    run(by=by)

    assert happened[:2] == ["read", "locked"]


def test_a_file_that_cannot_be_read_lets_nobody_wait(django_assert_num_queries):
    by = factories.user()
    with django_assert_num_queries(0):
        assert run(b"[", by=by, apply=True).faults


def _noted(happened: list, word: str, work):
    def noting(*args):
        happened.append(word)
        return work(*args)

    return noting


def filled(head: str, unit: str, tail: str = "") -> bytes:
    """As large a file as is read at all, of one thing over and over."""
    times = (reading.LARGEST_FILE - len(head) - len(tail)) // len(unit)
    return f"{head}{unit * times}{tail}".encode()


def many_names(times: int) -> bytes:
    """One project with so many names, of which the last repeats the first."""
    names = ",".join(f'"{number:x}":1' for number in [*range(times - 1), 0])
    return f"[{{{names}}}]".encode()


def named_twice() -> bytes:
    """Many projects, each with many names, of which the last repeats the last but one."""
    names = ",".join(f'"{number}":1' for number in range(198))
    return filled("[0", f',{{{names},"x":1,"x":1}}', "]")


@pytest.mark.parametrize(
    ("kind", "make", "sentence"),
    [
        ("json", lambda: many_names(400_000), "Filen har 400000 kolumner."),
        ("json", named_twice, "”x” står två gånger"),
        ("json", lambda: filled("[{}", ",{}", "]"), "Filen har fler än 10 000 projekt."),
        ("csv", lambda: filled("reference;title\n", ";\n"), "Filen innehåller inga projekt."),
        ("csv", lambda: filled("reference;title\n", "a;b\n"), "Filen har fler än 10 000 projekt."),
        ("csv", lambda: filled('reference;title\n"', "a"), "Filen är inte riktig CSV"),
        ("csv", lambda: filled("a", ";a"), "Filen har 2500000 kolumner."),
    ],
)
def test_the_largest_hostile_files_are_refused_with_a_sentence(kind, make, sentence):
    (fault,) = run(make(), kind, by=factories.user()).faults

    assert fault.message.startswith(sentence)


@pytest.mark.parametrize("fault", [{"title": ""}, {"start_year": 2030, "end_year": 2020}])
def test_a_file_that_is_wrong_all_through_costs_no_more_than_its_first_faults(monkeypatch, fault):
    """What a wrong row costs, the others who write wait for."""
    monkeypatch.setattr(bulk, "MOST_ERRORS", 10)
    factories.member("Norrköpings kommun", code="0581")
    by, costs = factories.user(), []
    for number in (20, 80):
        rows = [ROW | {"reference": f"P-{n:04d}"} | fault for n in range(1, number + 1)]
        with CaptureQueriesContext(connection) as asked:
            report = run(json.dumps(rows).encode(), by=by)
        costs.append(len(asked))
        assert "Fler projekt kan ha fel" in str(next(iter(report.faults)))
        assert 10 < len(report.faults) < 20

    assert costs[1] < costs[0] * 1.2


@pytest.mark.parametrize(
    "fault",
    [
        {"borrower_members": ["x" * 9_000]},
        {"borrower": "x" * 9_000, "borrower_kind": ""},
        {"borrower": "x" * 9_000, "borrower_organisation_number": "5560360793"},
        {"category": "x" * 9_000},
        {"goals": ["x" * 9_000]},
        {"initiative": "x" * 9_000},
        {"reference": "x" * 9_000},
    ],
)
def test_no_message_repeats_a_long_value_whole(fault):
    factories.member("Norrköpings kommun", code="0581")
    factories.borrower("Hyresbostäder", organisation_number="5560360793")
    found = list(run(json.dumps([ROW | fault]).encode(), by=factories.user()).faults)

    assert found
    assert max(len(str(each)) for each in found) < 200


@pytest.mark.parametrize("column", ["category", "goals", "investment_type", "borrower_members"])
def test_of_one_column_the_first_faults_are_told(monkeypatch, column):
    monkeypatch.setattr(bulk, "MOST_ERRORS", 5)
    factories.member("Norrköpings kommun", code="0581")
    value = ["okänd"] if BY_NAME[column].kind.name == "list" else "okänd"
    rows = [ROW | {"reference": f"P-{n:04d}", column: value} for n in range(1, 12)]
    cut, *told = run(json.dumps(rows).encode(), by=factories.user()).faults

    assert "Fler projekt kan ha fel" in str(cut)
    assert [fault.row for fault in told if fault.column == column] == [1, 2, 3, 4, 5]


def test_no_more_rows_are_read_than_are_accepted(monkeypatch):
    read = 0
    honest = csv.reader

    class Counting:
        line_num = 0

        def __init__(self, *args, **options):
            self.lines = honest(*args, **options)

        def __iter__(self):
            nonlocal read
            for line in self.lines:
                read += 1
                yield line

    monkeypatch.setattr(reading.csv, "reader", Counting)
    run(b"reference;title\n" + b"a;b\n" * 50_000, "csv", by=factories.user())

    assert read == 1 + reading.MOST_ROWS + 1


def test_a_name_that_no_column_has_is_told_once_and_compared_once(monkeypatch):
    compared = []

    def counting(name, *args, **options):
        compared.append(name)
        return []

    monkeypatch.setattr(reading, "get_close_matches", counting)
    row = {column.name: None for column in COLUMNS} | {f"x{n}": 1 for n in range(100)}
    report = run(json.dumps([row] * 3).encode(), by=factories.user())

    assert len(compared) == 100
    told = [fault for fault in report.faults if fault.column == "x7"]
    assert [fault.place for fault in told] == ["projekt 1 (utan referens)"]
