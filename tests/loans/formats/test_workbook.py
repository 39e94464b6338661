"""The workbook as a program for spreadsheets opens it: real numbers and days, no formula."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from loans import content, register
from loans.formats import table, workbook
from loans.formats.column import AMOUNT, PARAGRAPHS
from loans.formats.columns import BY_NAME, COLUMNS
from loans.models import Project
from loans.models.versions import RegisterState
from tests import factories
from tests.loans.formats.opening import extract, projects, written
from tests.loans.formats.test_columns import publish_all

pytestmark = pytest.mark.django_db

SHEETS = {
    "sv": ["Projekt", "Om uppgifterna", "Om filen"],
    "en": ["Projects", "About the data", "About the file"],
}
UNWRAPPED = {"integer", "decimal", "date"}
NAMES = [column.name for column in COLUMNS]


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


def cells(data: bytes) -> list[dict]:
    """The cells of each project by the names of their columns."""
    first = opened(data).worksheets[0]
    return [dict(zip(NAMES, row, strict=True)) for row in first.iter_rows(min_row=2)]


def text_of(cell):
    """What a cell says. The reader leaves escaped what stands in the sheet itself, where the
    standard has `_x005F_` for the `_` of what would be taken for a character."""
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def value_of(cell, kind):
    """What a cell says, as JSON would have it."""
    value = text_of(cell)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if kind.type == "boolean":
        return {"ja": True, "yes": True, "nej": False, "no": False}[value]
    if kind.type == "list":
        return value.split(" | ") if value else []
    return value


@pytest.fixture
def several(db):
    publish_all()
    factories.project(
        title='Komma, "citat"; semikolon', description="Ett stycke.\n\nEtt till: å ä ö 👩‍🌾 _x0041_"
    )
    factories.project(title="2020", loan_amount=10**12, decided_on=date(1900, 1, 1))


@pytest.mark.parametrize("language", SHEETS)
def test_a_workbook_says_what_json_says_in_the_same_types(several, language):
    told = projects(written("json", extract(language=language)))
    read = cells(written("xlsx", extract(language=language)))

    assert len(read) == 3
    assert [
        {name: value_of(cell, BY_NAME[name].kind) for name, cell in row.items()} for row in read
    ] == told
    [row] = [row for row in read if row["loan_amount"].value == 10**12]
    assert (row["loan_amount"].data_type, row["loan_amount"].number_format) == ("n", "#,##0")
    assert (row["decided_from"].data_type, row["decided_from"].number_format) == ("d", "yyyy-mm-dd")
    assert row["title"].data_type == "s"
    assert row["also_green"].value == {"sv": "nej", "en": "no"}[language]


@pytest.mark.parametrize("language", SHEETS)
def test_its_sheets_and_headings_are_in_the_language(several, language):
    book = opened(written("xlsx", extract(language=language)))
    first, dictionary, about = book.worksheets
    with override(language):
        labels = [str(column.label) for column in COLUMNS]
        meanings = [str(column.meaning) for column in COLUMNS]

    assert book.sheetnames == SHEETS[language]
    assert [cell.value for cell in first[1]] == labels
    assert (first.freeze_panes, dictionary.freeze_panes) == ("C2", "A2")
    assert (
        [cell.value for cell in first[1]][:2]
        == labels[:2]
        == {
            "sv": ["Referens", "Rubrik"],
            "en": ["Reference", "Title in Swedish"],
        }[language]
    )
    assert first.auto_filter.ref.startswith("A1:")
    assert first.auto_filter.ref.endswith("4")
    rows = list(dictionary.iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rows] == list(zip(NAMES, labels, meanings, strict=True))
    assert about["A1"].value == SHEETS[language][2]
    kinds = {
        "sv": "municipality = Kommun\nregion = Region",
        "en": "municipality = Municipality\nregion = Region",
    }
    fixed = {row[0]: row[4] for row in rows if row[4]}
    assert fixed["member_kinds"] == kinds[language]
    assert set(fixed) == {column.name for column in COLUMNS if column.choices}


def test_long_words_are_wrapped_and_only_paragraphs_are_not(several):
    first, dictionary, _about = opened(written("xlsx", extract())).worksheets
    [row] = [row for row in cells(written("xlsx", extract())) if row["initiative_name"].value]
    unwrapped = {name for name, cell in row.items() if not cell.alignment.wrap_text}
    numbers = {column.name for column in COLUMNS if column.kind.type in UNWRAPPED}
    paragraphs = {column.name for column in COLUMNS if column.kind == PARAGRAPHS}

    assert [cell.value for cell in first[1] if not cell.alignment.wrap_text] == []
    assert unwrapped == numbers | paragraphs
    assert all(cell.alignment.wrap_text for line in dictionary.rows for cell in line)


def test_a_year_is_no_amount_and_a_reference_needs_little_room(several):
    data = written("xlsx", extract())
    [row] = [row for row in cells(data) if row["start_year"].value]
    widths = opened(data).worksheets[0].column_dimensions

    assert {row[name].number_format for name in ("start_year", "end_year")} == {"0"}
    assert {row[name].number_format for name in ("loan_amount", "total_cost")} == {"#,##0"}
    assert widths["A"].width < widths["B"].width / 2


@pytest.mark.parametrize("language", SHEETS)
def test_on_paper_every_page_says_which_project_and_which_column(several, language):
    sheets = opened(written("xlsx", extract(language=language))).worksheets
    first = sheets[0]
    printed = first[first.print_area.split("!")[-1]]
    names = NAMES[: len(printed[0])]

    assert {(sheet.page_setup.orientation, sheet.page_setup.paperSize) for sheet in sheets} == {
        ("landscape", int(Worksheet.PAPERSIZE_A4))
    }
    assert [sheet.print_title_rows for sheet in sheets] == ["$1:$1"] * 3
    assert {sheet.oddFooter.right.text for sheet in sheets} == {"&P/&N"}
    assert first.print_title_cols == "$A:$B"
    assert first.page_setup.pageOrder == "overThenDown"
    assert len(printed) == first.max_row
    assert {"loan_amount", "goal_names", "url"} < {*names}
    assert not {"description", "slug"} & {*names}


def test_all_but_the_longest_titles_have_room_on_one_line(several):
    widths = opened(written("xlsx", extract())).worksheets[0].column_dimensions
    longest = Project._meta.get_field("title").max_length

    # A letter takes less than the digit in which widths are measured.
    assert widths["B"].width >= longest * 0.75


def test_it_says_what_it_holds_and_as_of_when(several, settings):
    settings.LENDER_NAME = "Långivaren"
    about = opened(written("xlsx", extract("q=semikolon"))).worksheets[2]
    said = dict(about.iter_rows(min_row=2, values_only=True))
    state = register.state()

    assert said["Urval"] == "Projekt med sökordet ”semikolon”"
    assert said["Sökfråga"] == "?q=semikolon"
    assert said["Filens adress"] == "https://lan.example.se/projekt.x?q=semikolon"
    assert said["Sidan med samma projekt"] == "https://lan.example.se/projekt/?q=semikolon"
    assert (said["Antal projekt"], said["Projekt utan belopp"]) == (1, 1)
    assert said["Sammanlagt lånebelopp"] is None
    assert said["Dataversion"] == state.data_version
    assert isinstance(said["Dataversionen gäller från (svensk tid)"], datetime)
    assert said["Långivare"] == "Långivaren"
    assert said["Licensens adress"] == settings.DATA_LICENCE_URL


def test_the_same_data_version_gives_the_same_bytes(several):
    RegisterState.objects.update(changed_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    first = written("xlsx", extract())
    made = ElementTree.fromstring(ZipFile(io.BytesIO(first)).read("docProps/core.xml"))  # noqa: S314
    created = {element.text for element in made if element.tag.endswith(("created", "modified"))}

    assert created == {"2024-05-06T07:08:09Z"}
    assert written("xlsx", extract()) == first


def test_an_empty_selection_is_a_workbook_with_its_headings(db):
    book = opened(written("xlsx", extract("q=finnsinte")))

    assert book.worksheets[0].max_row == 1


def test_what_no_sheet_holds_is_refused_before_the_first_byte(several):
    of_two = table.of("xlsx")._replace(most_rows=2)

    with pytest.raises(table.TooManyRowsError):
        of_two.blocks(extract())
    assert table.of("xlsx").most_rows == 1_048_576 - 1


def test_what_no_sheet_holds_is_told_to_who_asks(several, client, monkeypatch):
    formats = [
        each._replace(most_rows=2 if each.suffix == "xlsx" else None) for each in table.FORMATS
    ]
    monkeypatch.setattr(table, "FORMATS", formats)
    answers = [
        client.get("/projekt.xlsx"),
        client.head("/projekt.xlsx"),
        client.get("/projekt.csv"),
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 200]
    assert "rymmer högst 2 projekt" in answers[0].content.decode()


def test_no_text_of_a_project_is_longer_than_a_cell():
    texts = [f for f in Project._meta.fields if isinstance(f, CharField | TextField)]
    public = [field for field in texts if field.name in content.PUBLIC_FIELDS]

    assert len(public) > 15
    assert max(field.max_length for field in public) <= workbook.LONGEST_TEXT
    with pytest.raises(ValidationError):
        factories.draft(description="a" * 32_001)
    with pytest.raises(workbook.TooLongTextError):
        workbook._write_text(None, 0, 0, "a" * 32_768, None)


HOSTILE = st.sampled_from(
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "'=1", " =1", "0581", "1E5", "1,5", "2020-01-01"),
        *("http://a.se", "mailto:a@a.se", "internal:A1", "SANT", "_x000D_", "</t><f>1</f>", "]]>"),
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.one_of(HOSTILE, st.text(max_size=30)), min_size=1, max_size=8))
def test_whatever_the_door_lets_in_comes_back_as_it_is_and_no_formula(several_texts, texts):
    let_in = [text for text in texts if is_let_in(text)]
    data = b"".join(workbook.projects(several_texts(let_in)))
    read = cells(data)

    assert [text_of(row["place_name"]) or "" for row in read] == let_in
    assert {row["place_name"].data_type for row in read if row["place_name"].value} <= {
        "s",
        "inlineStr",
    }
    assert b"<f>" not in ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<hyperlink" not in ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def is_let_in(text: str) -> bool:
    field = Project._meta.get_field("place_name")
    try:
        field.clean(text, None)
    except ValidationError:
        return False
    return True


@pytest.fixture
def several_texts(db):
    """An extract of one row for each text, at the place of a project that is published."""
    factories.project()
    known = register.current().get().content
    selection = extract().selection

    def made(texts: list[str]):
        rows = [SimpleNamespace(content={**known, "place_name": text}) for text in texts]
        stand_in = SimpleNamespace(
            rows=lambda: iter(rows),
            **{
                name: getattr(selection, name)
                for name in ("language", "state", "figures", "totals", "title", "in_words")
            },
        )
        return extract()._replace(selection=stand_in)

    return made


def test_amounts_are_the_columns_with_thousands():
    assert {column.name for column in COLUMNS if column.kind == AMOUNT} == {
        *("loan_amount", "total_cost")
    }
