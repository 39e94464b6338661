"""Names and texts of reference data, members and borrowers: what is let in stands in every file
as JSON has it, and no cell of it is a formula."""

import io
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from loans.formats import table
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract
from loans.models import Initiative, InvestmentType, ProjectCategory, SocialGoal, TargetGroup
from members.models import Borrower, County, Member
from tests.loans.formats.opening import projects, rows
from tests.loans.formats.test_files import FORMULA_STARTS, STARTS, cell, formulas_split_wrongly

ENTERED = [
    *((model, name) for model in (County, Member, Borrower) for name in ("name",)),
    *(
        (model, name)
        for model in (ProjectCategory, InvestmentType, SocialGoal, TargetGroup, Initiative)
        for name in ("name", "name_en", "description", "description_en")
    ),
]
EDGES = st.sampled_from(
    ["", *STARTS, "=1+1", ";=1", "\n@a", ",+1", "|", " | ", "a|b", "_x000D_", "\u2028", "0"]
)
TEXTS = st.builds("".join, st.tuples(EDGES, st.text(max_size=8), EDGES))
NAMED = "Namn"
"""Stands where a name is refused."""


def let_in(model, name: str, text: str) -> str:
    """The text as it is stored; another where the door refuses it."""
    field = model._meta.get_field(name)
    try:
        return field.clean(field.to_python(text), None)
    except ValidationError:
        return "" if field.blank else NAMED


def named(stored: dict, model) -> dict:
    texts = {name: stored[model, name] for name in ("name", "description")}
    english = {name: stored[model, f"{name}_en"] for name in texts}
    return {
        "slug": "x",
        "name": {"sv": texts["name"], "en": english["name"]},
        "description": texts["description"],
        "description_en": english["description"],
        "icma_categories": [],
        "sdg_targets": [],
        "icma_population": "",
    }


def content_of(stored: dict) -> dict:
    """The content of a version in which each name stands, and stands twice where several can."""
    county = {"code": "05", "name": stored[County, "name"]}
    member = {"slug": "m", "name": stored[Member, "name"], "code": "0581", "kind": "municipality"}
    borrower = {"slug": "b", "name": stored[Borrower, "name"], "kind": "company", "aliases": []}
    texts = {column.name: {"sv": "", "en": ""} for column in COLUMNS}
    return {
        **texts,
        **dict.fromkeys(["loan_amount", "total_cost", "start_year", "end_year", "decided_on"]),
        **dict.fromkeys(["latitude", "longitude"]),
        **dict.fromkeys(["place_name", "purpose", "source_url", "decided_precision"], ""),
        **dict.fromkeys(["amount_is_approximate", "also_green"], False),
        "reference": "P-0001",
        "slug": "x",
        "members": [{**member, "county": county}] * 2,
        "borrower": {**borrower, "organisation_number": "0581234567"},
        "category": named(stored, ProjectCategory),
        "investment_type": named(stored, InvestmentType),
        "initiative": named(stored, Initiative),
        "goals": [named(stored, SocialGoal)] * 2,
        "target_groups": [named(stored, TargetGroup)] * 2,
    }


def extract(content: dict, language: str) -> Extract:
    """An extract of one row that is not in the database."""
    selection = SimpleNamespace(
        language=language,
        in_words="",
        totals={"number": 1, "sum": 0, "known": 0, "approximate": 0},
        state=SimpleNamespace(changed_at=None, data_version=1),
        figures=SimpleNamespace(median=None),
        rows=lambda: iter([SimpleNamespace(content=content)]),
    )
    return Extract(selection, "/projekt/", "/projekt.x")


def files(content: dict, language: str) -> dict[str, bytes]:
    of = extract(content, language)
    wanted = [each for each in table.FORMATS if each.suffix in {"csv", "json", "xlsx"}]
    return {each.name: b"".join(each.blocks(of)) for each in wanted}


@settings(max_examples=60)
@given(texts=st.tuples(*[TEXTS for _ in ENTERED]), language=st.sampled_from(["sv", "en"]))
@example(texts=tuple("=1+1" for _ in ENTERED), language="sv")
@example(texts=tuple("a|b" for _ in ENTERED), language="sv")
@example(texts=tuple(";－" for _ in ENTERED), language="en")
@example(texts=tuple("0581" for _ in ENTERED), language="en")
def test_what_was_let_in_is_the_same_in_every_file_and_no_formula(texts, language):
    stored = {entered: let_in(*entered, text) for entered, text in zip(ENTERED, texts, strict=True)}
    made = files(content_of(stored), language)
    [told] = projects(made["json"])
    [plain] = rows(made["csv"])
    [excel] = rows(made["csv-excel"], ";")
    words = {"sv": ("ja", "nej"), "en": ("yes", "no")}[language]

    assert told["borrower"] == stored[Borrower, "name"]
    assert told["member_names"] == [stored[Member, "name"]] * 2
    assert told["initiative_description"] == (stored[Initiative, "description"] or None)
    assert plain == {name: cell(value) for name, value in told.items()}
    assert list(excel.values()) == [cell(value, " | ", ",", *words) for value in told.values()]
    assert [c for c in (*plain.values(), *excel.values()) if c.startswith(FORMULA_STARTS)] == []
    assert formulas_split_wrongly(made["csv"], ";") == []
    assert formulas_split_wrongly(made["csv-excel"], ",") == []
    # What was joined is taken apart again.
    assert plain["member_names"].split("|") == told["member_names"]
    assert excel_list(excel, "goal_names") == told["goal_names"]
    assert_workbook(made["xlsx"], told)


def excel_list(excel: dict[str, str], name: str) -> list[str]:
    place = [column.name for column in COLUMNS].index(name)
    return list(excel.values())[place].split(" | ")


def assert_workbook(data: bytes, told: dict) -> None:
    """Its cells say what JSON says, and none of them is a formula or a link."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    _heading, line = sheet.iter_rows()
    for found, column in zip(line, COLUMNS, strict=True):
        said = unescape(found.value) if isinstance(found.value, str) else found.value
        if column.kind.type in {"text", "list"}:
            assert (said or "") == cell(told[column.name], " | "), column.name
        assert found.data_type not in {"f", "e"}
        assert found.hyperlink is None
    assert b"<f>" not in ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("model", "name"), ENTERED)
@pytest.mark.parametrize("start", FORMULA_STARTS[:4])
def test_no_name_is_let_in_that_begins_as_a_formula(model, name, start):
    assert let_in(model, name, f"{start}1+1") in {"", NAMED}
    assert let_in(model, name, f"Hus {start}1") == f"Hus {start}1"
