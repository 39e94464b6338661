"""The formats say the same of the same rows, and what they say can be read."""

import csv
import io
import json
import re
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from hypothesis import assume, given
from hypothesis import strategies as st

from loans import content, register
from loans.formats import blocks, table
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract
from loans.models import Project
from members.models import Borrower
from tests import factories
from tests.loans.formats.opening import extract, projects, rows, written
from tests.loans.formats.test_columns import publish_all

pytestmark = pytest.mark.django_db

ALL = [each.name for each in table.FORMATS]
LANGUAGES = ["sv", "en"]


def cell(value, within: str = "|", decimal: str = ".", yes: str = "true", no: str = "false") -> str:
    """A value of JSON as a cell should say it."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return yes if value else no
    if isinstance(value, list):
        return within.join(value)
    return str(value).replace(".", decimal) if isinstance(value, float) else str(value)


@pytest.fixture
def several(db):
    publish_all()
    factories.project(title='Komma, "citat"; semikolon', description="Ett stycke.\n\nEtt till.")
    factories.project(title="Året 2020", loan_amount=5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_csv_says_what_json_says(several, language):
    told = projects(written("json", extract(language=language)))
    read = rows(written("csv", extract(language=language)))

    assert len(told) == 3
    assert read == [{name: cell(value) for name, value in row.items()} for row in told]


@pytest.mark.parametrize(("language", "yes", "no"), [("sv", "ja", "nej"), ("en", "yes", "no")])
def test_csv_for_excel_says_it_in_the_language_s_words(several, language, yes, no):
    told = projects(written("json", extract(language=language)))
    data = written("csv-excel", extract(language=language))
    with override(language):
        labels = [str(column.label) for column in COLUMNS]

    assert data.startswith(b"\xef\xbb\xbf")
    assert rows(data, ";") == [
        dict(zip(labels, (cell(value, " | ", ",", yes, no) for value in row.values()), strict=True))
        for row in told
    ]


def test_plain_csv_is_as_the_standard_has_it(several):
    data = written("csv", extract())

    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.split(b"\r\n")[0].decode() == ",".join(column.name for column in COLUMNS)
    assert b'"Komma, ""citat""; semikolon"' in data


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_says_what_is_selected_and_what_it_comes_to(several, language, settings):
    settings.LENDER_NAME = "Långivaren"
    found = extract("sort=title", language)
    told = json.loads(written("json", found))

    assert {**told, "projects": len(told["projects"])} == {
        "title": found.title,
        "query": "sort=title",
        "address": "https://lan.example.se/projekt.x?sort=title",
        "page": "https://lan.example.se/projekt/?sort=title",
        "language": language,
        "publisher": "Långivaren",
        "licence": settings.DATA_LICENCE_URL,
        "data_version": register.state().data_version,
        "changed_at": register.state().changed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "totals": {"number": 3, "sum": 12_345_683, "known": 2, "approximate": 1, "median": None},
        "projects": 3,
    }


def test_the_median_stands_where_enough_amounts_are_known(several):
    factories.project(loan_amount=7)
    told = json.loads(written("json", extract()))

    assert told["totals"]["median"] == 7


def test_geojson_has_a_feature_for_every_row(several):
    told = projects(written("json", extract()))
    collection = json.loads(written("geojson", extract()))
    features = collection.pop("features")
    places = {feature["id"]: feature["geometry"] for feature in features}
    placed = next(row["reference"] for row in told if row["latitude"])

    assert collection["type"] == "FeatureCollection"
    assert [feature["properties"] for feature in features] == told
    assert {feature["type"] for feature in features} == {"Feature"}
    assert places.pop(placed) == {"type": "Point", "coordinates": [16.19201, 58.58812]}
    assert list(places.values()) == [None, None]


@pytest.mark.parametrize("name", ALL)
def test_nothing_selected_is_a_file_too(name):
    assert written(name, extract("q=finnsinte"))


def test_nothing_selected_has_no_row():
    assert rows(written("csv", extract("q=finnsinte"))) == []
    assert projects(written("json", extract("q=finnsinte"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_a_file_is_the_same_to_the_byte_whatever_language_is_active(several, name, language):
    files = set()
    for active in LANGUAGES:
        with override(active):
            files.add(written(name, extract(language=language)))

    assert len(files) == 1


def test_a_file_leaves_the_active_language_as_it_was(several):
    for _block in table.FORMATS[0].blocks(extract(language="en")):
        assert get_language() == "sv"


def test_a_file_is_sent_in_blocks_of_moderate_size():
    texts = ["å" * 1000] * 200
    found = list(blocks.in_blocks(texts))

    assert b"".join(found).decode() == "".join(texts)
    assert len(found) == 4
    assert list(blocks.in_blocks([])) == []


@pytest.mark.parametrize("name", ALL)
def test_a_file_costs_no_query_a_row(several, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        written(name, extract())


# --- No cell is a formula -----------------------------------------------------------------

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
STARTS = [*FORMULA_STARTS, "\n", " =", "'", '"', ";", ",", "|", "\u00a0", "\ufeff", "0581", "1E5"]
ENDS = [";", "\n", ",", "\r", "\t", '"', " ", "a", "=1", "+1", "-1", "@a", "＝1", "- "]
TEXTS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", *STARTS]),
        st.text(max_size=12),
        st.lists(st.sampled_from(ENDS), max_size=6).map("".join),
    ),
)
FIELDS = [*content.TEXTS, *(f"{name}_en" for name in content.TEXTS), "place_name"]
NAMES = {field.name for field in Project._meta.fields}


def let_in(texts: dict[str, str]) -> dict[str, str]:
    """The texts as they are stored of a project; those that the door refuses are left out."""
    project = Project(**texts)
    try:
        project.clean_fields(exclude=NAMES - {*texts})
    except ValidationError as refused:
        return let_in({n: text for n, text in texts.items() if n not in refused.message_dict})
    return {name: getattr(project, name) for name in texts}


def names_let_in(aliases: str) -> list[str]:
    try:
        return Borrower(
            aliases=Borrower._meta.get_field("aliases").clean(aliases, None)
        ).other_names
    except ValidationError:
        return []


def of(written_content: dict) -> Extract:
    """An extract of one row that is not in the database."""
    row = SimpleNamespace(content=written_content)
    state = SimpleNamespace(changed_at=None, data_version=1)
    selection = SimpleNamespace(
        language="sv",
        in_words="",
        totals={"number": 1},
        state=state,
        figures=SimpleNamespace(median=None),
        rows=lambda: iter([row]),
    )
    return Extract(selection, "/projekt/", "/projekt.x")


@pytest.fixture(scope="module")
def whole():
    """A content, of which each example replaces the texts."""
    named = {"slug": "x", "name": {"sv": "X", "en": ""}, "sdg_targets": []}
    return {
        **dict.fromkeys([*content.VALUES, *content.CONVERTED, "category", "investment_type"]),
        **{name: {"sv": "", "en": ""} for name in content.TEXTS},
        "goals": [named],
        "target_groups": [],
        "initiative": None,
        "members": [],
        "borrower": dict.fromkeys(["slug", "name", "kind", "organisation_number"]),
        "slug": "x",
        "loan_amount": 1,
        "amount_is_approximate": False,
    }


@given(texts=st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)), aliases=TEXTS)
def test_whatever_was_let_in_is_no_formula_and_comes_back_as_json_has_it(whole, texts, aliases):
    kept, others = let_in(texts), names_let_in(aliases)
    assume(any(kept.values()))
    row = deepcopy(whole) | {"place_name": kept.get("place_name", "")}
    row["borrower"]["aliases"] = others
    for name in content.TEXTS:
        row[name] = {"sv": kept.get(name, ""), "en": kept.get(f"{name}_en", "")}
    [told] = projects(written("json", of(row)))
    [plain] = rows(written("csv", of(row)))
    [excel] = rows(written("csv-excel", of(row)), ";")

    assert {name: told[name] or "" for name in kept} == kept
    assert plain == {name: cell(value) for name, value in told.items()}
    assert list(excel.values()) == [cell(v, " | ", ",", "ja", "nej") for v in told.values()]
    assert [c for c in (*plain.values(), *excel.values()) if c.startswith(FORMULA_STARTS)] == []
    assert formulas_split_wrongly(written("csv", of(row)), ";") == []
    assert formulas_split_wrongly(written("csv-excel", of(row)), ",") == []


def formulas_split_wrongly(data: bytes, at: str) -> list[str]:
    """The cells that a program runs which parts them at another sign than the file does. A hyphen
    before a space, or at the end of a clause, of a cell or of a value in a list, is none."""
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=at)
    cells = (cell for line in lines for cell in line)
    return [cell for cell in cells if re.match(r'[=+@＝＋＠]|[-－](?!\s|$|[.,;:!?)|"])', cell)]
