"""Imports of projects: what a file has to look like, and what is said of one that doesn't."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from loans.editing.imports import import_projects, reading
from loans.editing.imports.columns import COLUMNS
from loans.models import Project
from tests import factories

pytestmark = pytest.mark.django_db

HEADER = "reference;title;borrower;borrower_kind;borrower_members"
LINE = "P-0101;Ny park;Parkbolaget;company;0581"


@pytest.fixture(autouse=True)
def _member():
    factories.member("Norrköpings kommun", code="0581")


def read(text: str | bytes, kind: str = "csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return import_projects(data, kind, by=factories.signer(), apply=True)


def said(text: str | bytes, kind: str = "csv") -> list[str]:
    return [str(fault) for fault in read(text, kind).faults]


def test_the_documentation_lists_exactly_the_columns_of_the_code():
    text = Path(settings.BASE_DIR, "docs/importing.md").read_text()

    assert re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", text, re.MULTILINE) == [
        (column.name, column.kind.name, column.meaning) for column in COLUMNS
    ]


def test_the_example_in_the_documentation_can_be_imported():
    factories.category(slug="trygghet-sakerhet-och-tillganglighet")
    for slug in ("okad-trygghet", "okad-tillganglighet"):
        factories.goal(slug=slug)
    text = Path(settings.BASE_DIR, "docs/importing.md").read_text()
    as_json = re.search(r"```json\n(.+?)```", text, re.DOTALL).group(1)
    as_csv = re.search(r"```\n(reference;.+?)```", text, re.DOTALL).group(1)

    assert said(as_json, "json") == []
    again = read(as_csv)
    assert list(again.faults) == []
    assert [outcome.word for outcome in again.outcomes] == ["unchanged"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_is_read_with_either_delimiter_and_with_or_without_byte_order_mark(mark, delimiter):
    text = f"{HEADER}\r\n{LINE}\r\n".replace(";", delimiter)

    assert said(mark + text) == []
    assert Project.objects.get().title == "Ny park"


def test_csv_cells_are_read_as_people_write_them():
    names = "latitude;longitude;loan_amount;also_green;amount_is_approximate;description;goals"
    for slug in ("a", "b"):
        factories.goal(slug=slug)
    cells = '58,58812;16,19;68\u00a0000 000;ja;0;"Först; så.\n\nSedan ""mer""." ;a| b|'
    text = f"{HEADER};{names}\n{LINE};{cells}\n".replace('." ;', '.";')

    assert said(text) == []
    project = Project.objects.get()
    assert (str(project.latitude), str(project.longitude)) == ("58.58812", "16.19000")
    assert (project.loan_amount, project.also_green) == (68_000_000, True)
    assert project.amount_is_approximate is False
    assert project.description == 'Först; så.\n\nSedan "mer".'
    assert [goal.slug for goal in project.goals.all()] == ["a", "b"]


def test_an_empty_cell_clears_the_value_and_an_absent_column_leaves_it():
    read(f"{HEADER};place_name;loan_amount\n{LINE};Ekbacken;5000000")

    assert said(f"{HEADER};loan_amount\n{LINE};") == []
    project = Project.objects.get()
    assert (project.place_name, project.loan_amount) == ("Ekbacken", None)


def test_empty_rows_are_passed_over_and_still_counted():
    faults = said(f"{HEADER}\n;;;;\n{LINE}\n\n{LINE}x\n")

    assert faults == [
        "rad 5, reference: ”P-0101” står redan på rad 3.",
        "rad 5, borrower_members: Ingen kommun eller region har koden 0581x. Medlemmar skapas "
        "inte av importen; rätta koden.",
    ]


def test_unknown_and_repeated_columns_are_faults():
    assert said(f"{HEADER};titel;title\n{LINE};x;y") == [
        "rad 1, titel: Kolumnen är okänd. Menas ”title”?",
        "rad 1, title: Kolumnen står två gånger. Ta bort den ena.",
    ]
    assert said('[{"reference": "P-0101", "x": 1}]', "json")[0] == (
        "projekt 1 (P-0101), x: Kolumnen är okänd. Ta bort den."
    )


def test_a_row_with_too_many_or_too_few_cells_is_a_fault():
    assert said(f"{HEADER}\n{LINE};x\n") == [
        "rad 2: Raden har 6 celler men rubrikraden 5. Kontrollera skiljetecken och citattecken."
    ]


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (b"", "csv", "Filen är tom."),
        (b" \n", "json", "Filen är tom."),
        (HEADER.encode(), "csv", "Filen innehåller inga projekt."),
        (b"[]", "json", "Filen innehåller inga projekt."),
        ("åäö".encode("latin-1"), "csv", "Filen är inte sparad som UTF-8"),
        ("reference".encode("utf-16"), "csv", "Filen är inte sparad som UTF-8"),
        (b"reference\0;title", "csv", "Filen innehåller NUL-tecken"),
        (f'{HEADER}\n{LINE};"x'.encode(), "csv", "Filen är inte riktig CSV"),
        (f"{HEADER}\n{'x' * 140_000}".encode(), "csv", "Filen är inte riktig CSV"),
        (b'[{"reference": ]', "json", "Filen är inte riktig JSON: se rad 1, tecken 16."),
        (b'[{"latitude": NaN}]', "json", "Filen är inte JSON som kan läsas"),
        (b'[{"loan_amount": ' + b"9" * 5000 + b"}]", "json", "Filen är inte JSON som kan läsas"),
        (b"[" * 100_000, "json", "Filen är inte JSON som kan läsas"),
        (b'[{"title": "a", "title": "b"}]', "json", "”title” står två gånger"),
        (b'{"project": []}', "json", "Skriv en lista med projekt"),
        (b'"P-0101"', "json", "Skriv en lista med projekt"),
        (b"[1]", "json", "projekt 1: Skriv projektet som ett objekt"),
        (b"[{}]", "json", "projekt 1: Skriv projektet som ett objekt"),
        (b"[" + b"{}," * 10_000 + b"{}]", "json", "Filen har fler än 10 000 projekt."),
        (";".join(f"c{n}" for n in range(201)).encode(), "csv", "Filen har 201 kolumner."),
        (b" " * (reading.LARGEST_FILE + 1), "csv", "Filen är större än 5 MB."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, kind, sentence):
    faults = said(data, kind)

    assert len(faults) == 1
    assert faults[0].startswith(sentence)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("reference", "7", "”7” är ingen referens. Skriv den som P-0007."),
        ("reference", "P-00007", "”P-00007” är ingen referens."),
        ("reference", "P-9999999999", "”P-9999999999” är ingen referens."),
        ("title", {"sv": "Park"}, "Skriv en text."),
        ("title", True, "Skriv en text."),
        ("title", "Park\u0007", "Texten innehåller styrtecken"),
        ("title", "\ud800", "Texten innehåller styrtecken"),
        ("title", "Två\nrader", "Texten ska stå på en rad."),
        ("title", "+Park", "Texten får inte börja med"),
        ("title", "x" * 91, "Texten har 91 tecken. Högst 90 ryms."),
        ("description", "x" * 32_001, "Texten har 32001 tecken. Högst 32000 ryms."),
        ("description", "x" * 50_000, "Cellen har 50000 tecken. Så mycket ryms inte."),
        ("loan_amount", "68 mnkr", "”68 mnkr” är inget heltal."),
        ("loan_amount", 1.5, "”1.5” är inget heltal."),
        ("loan_amount", True, "Skriv en text."),
        ("loan_amount", 10**13, "Lånebeloppet ska vara"),
        ("also_green", "kanske", "”kanske” är varken ja eller nej."),
        ("also_green", 2, "”2” är varken ja eller nej."),
        ("latitude", 1e300, "”1E+300” är inga decimalgrader."),
        ("latitude", 58.5, "Ange både latitud"),
        ("decided_on", "2020-13", "”2020-13” är ingen dag."),
        ("decided_on", "0020-01-01", "”0020-01-01” är ingen dag."),
        ("start_year", 1066, "Ange ett år från 1900 till 2199."),
        ("purpose", "annat", "Värdet 'annat' är inget giltigt alternativ."),
        ("slug", "Ny Park", "Använd bara små bokstäver"),
        ("source_url", "park", "Fyll i en giltig URL."),
        ("goals", ["a"] * 2 + [str(n) for n in range(50)], "Listan har 51 värden."),
        ("goals", 7, "Skriv en lista."),
        ("borrower_kind", "ab", "Värdet 'ab' är inget giltigt alternativ."),
        ("borrower_organisation_number", "640823-3234", "Det är ett personnummer"),
    ],
)
def test_a_value_that_cannot_be_right_is_told_at_its_cell(column, value, sentence):
    row = dict(zip(HEADER.split(";"), LINE.split(";"), strict=True)) | {column: value}

    (fault,) = read(json.dumps([row]), "json").faults

    assert fault.message.startswith(sentence)
    assert fault.column in {column, ""}
    assert not Project.objects.exists()
