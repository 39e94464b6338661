"""What LibreOffice makes of our files: every row and value as JSON has it, and no formula.

Not among the tests that `make test` runs, since it needs a program of some hundred megabytes:
`make readers`.
"""

import pytest
from django.core.exceptions import ValidationError

from loans.formats.columns import COLUMNS
from loans.models import Project
from tests import factories
from tests.loans.formats.opening import extract, projects, written
from tests.loans.formats.test_columns import publish_all
from tests.loans.formats.test_files import cell
from tests.readers import spreadsheet
from tests.readers.spreadsheet import EMPTY, ENGLISH, SWEDISH, Cell, Sheets

pytestmark = pytest.mark.django_db

HOSTILE = [
    *("=1+1", "+46", "-1", "@SUM(A1)", '=HYPERLINK("http://a.se")', "\t=1", "\r=1", "\uffff=1"),
    *(" =1+1", "\u00a0=1", "\u00ad=1"),
    *("'=1+1", "{=1}", "(=1)", "0581", "1E5", "1,5", "1.5"),
    *("2020-01-01", "SANT", "true", "#REF!", "_x0041_", "http://a.se", "</t><f>1</f>", "]]>"),
    *('Komma, "citat"; semikolon', "a | b", "Å, ä och ö 👩‍🌾", "två  mellanslag", "10\u00a0km"),
]
"""The first eleven are refused at the door."""
REFUSED = 11
PARAGRAPHS = ['Ett stycke.\n\nEtt till; med "citat", å ä ö.', "Rad\noch =rad\n1+1", "å" * 32_000]
KINDS = {"integer": "float", "decimal": "float", "date": "date"}


@pytest.fixture
def rows(db) -> list[dict]:
    """What JSON says of projects with all that the door lets in."""
    publish_all()
    let_in = [text for text in HOSTILE if is_let_in(text)]
    assert let_in == HOSTILE[REFUSED:]
    for text in let_in:
        factories.project(title=text, place_name=text, summary=text, loan_amount=10**12)
    for text in PARAGRAPHS:
        factories.project(description=text)
    return projects(written("json", extract()))


def is_let_in(text: str) -> bool:
    try:
        Project._meta.get_field("title").clean(text, None)
    except ValidationError:
        return False
    return True


def opened_csv(folder, name: str, *choices) -> list[list[Cell]]:
    path = folder / f"{name}.csv"
    path.write_bytes(written(name, extract()))
    [sheet] = spreadsheet.of_csv(path, *choices).values()
    return sheet


def formulas(sheets: Sheets) -> list[Cell]:
    return [c for sheet in sheets.values() for row in sheet for c in row if c.has_formula]


def padded(row: list[Cell]) -> list[Cell]:
    return row + [EMPTY] * (len(COLUMNS) - len(row))


def test_a_workbook_is_what_json_says_in_its_own_types(rows, tmp_path):
    path = tmp_path / "projekt.xlsx"
    path.write_bytes(written("xlsx", extract()))
    sheets = spreadsheet.of_workbook(path)
    header, *found = sheets["Projekt"]

    assert list(sheets) == ["Projekt", "Om uppgifterna", "Om filen"]
    assert formulas(sheets) == []
    assert [each.value for each in header] == [str(column.label) for column in COLUMNS]
    assert len(found) == len(rows)
    for read, told in zip(found, rows, strict=True):
        for each, column in zip(padded(read), COLUMNS, strict=True):
            expected = cell(told[column.name], " | ", yes="ja", no="nej")
            assert each.value == expected, (told["reference"], column.name)
            assert each.kind == (KINDS.get(column.kind.type, "string") if expected else "")


def test_plain_csv_read_as_text_is_what_json_says(rows, tmp_path):
    header, *found = opened_csv(tmp_path, "csv", ",", ENGLISH, len(COLUMNS))

    assert [each.value for each in header] == [column.name for column in COLUMNS]
    assert formulas({"": found}) == []
    for read, told in zip(found, rows, strict=True):
        assert [each.value for each in padded(read)] == [cell(value) for value in told.values()]


@pytest.mark.parametrize(
    ("name", "between", "language"), [("csv", ",", ENGLISH), ("csv-excel", ";", SWEDISH)]
)
def test_csv_opened_without_a_thought_keeps_words_amounts_and_days(
    rows, tmp_path, name, between, language
):
    _header, *found = opened_csv(tmp_path, name, between, language)
    within = "|" if name == "csv" else " | "

    assert formulas({"": found}) == []
    for read, told in zip(found, rows, strict=True):
        for each, column in zip(padded(read), COLUMNS, strict=True):
            value = told[column.name]
            if column.kind.type in {"integer", "decimal", "date"} and value is not None:
                assert (each.kind, each.value) == (KINDS[column.kind.type], cell(value))
            elif each.kind == "string" and column.kind.type != "boolean":
                assert each.value == cell(value, within), (told["reference"], column.name)
