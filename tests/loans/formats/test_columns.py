"""The table of columns: all that is public stands in it, once, under a name that stays."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.utils.translation import override

from loans import content, register
from loans.editing.imports import columns as imports
from loans.editing.imports import import_projects
from loans.formats import column as of
from loans.formats.columns import BY_NAME, COLUMNS
from tests import factories
from tests.loans.formats.opening import extract, written

UNSAID = {"pictogram"}
"""What of the content is drawn and says nothing."""

TYPES = {"text": str, "integer": int, "decimal": float, "boolean": bool, "date": str, "list": list}


def publish_all():
    """A project with a value of its own in everything that is public."""
    owners = [
        factories.member(name="Ägare kommun", slug="agare", code="1470", county=_county("14")),
        factories.member(name="Region Ägare", slug="region", kind="region", code="25",
                         county=_county("25")),
    ]  # fmt: skip
    company = factories.borrower(
        name="Bolaget", slug="bolag", aliases="Bol, Gamla bolaget", members=owners,
        organisation_number="5560160680",
    )  # fmt: skip
    texts = {f"{name}{end}": f"{name}{end} står" for name in content.TEXTS for end in ("", "_en")}
    return factories.project(
        **texts,
        slug="allt",
        borrower=company,
        category=factories.category(**_named("kategori"), icma_categories=["food-security"]),
        investment_type=factories.investment_type(**_named("typ")),
        goals=[
            factories.goal(**_named("mal-a"), sdg_targets=["11.7", "16.1"]),
            factories.goal(**_named("mal-b"), sdg_targets=["16.1"]),
        ],
        target_groups=[factories.target_group(**_named("grupp"), icma_population="underserved")],
        initiative=factories.initiative(
            **_named("satsning"), description="Om den", description_en="About it"
        ),
        loan_amount=12_345_678,
        amount_is_approximate=True,
        total_cost=23_456_789,
        purpose="refinancing",
        decided_on=date(2021, 5, 1),
        decided_precision="month",
        start_year=2019,
        end_year=2031,
        place_name="Platsen",
        latitude=Decimal("58.58812"),
        longitude=Decimal("16.19201"),
        also_green=True,
        source_url="https://kalla.example.se/",
    )


def _county(code: str):
    return factories.county(code, f"Län {code}")


def _named(slug: str) -> dict[str, str]:
    return {"slug": slug, "name": f"Namnet {slug}", "name_en": f"The name {slug}"}


def leaves(part) -> Iterator:
    """Every single value of a content, without what is only drawn."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from () if name in UNSAID else leaves(value)
    elif isinstance(part, list):
        for value in part:
            yield from leaves(value)
    else:
        yield part


def read(language: str) -> dict:
    with override(language):
        written = register.current().get().content
        return {column.name: column.read(written, language) for column in COLUMNS}


@pytest.fixture
def row(db):
    publish_all()
    return read


def test_everything_public_stands_in_some_column(row):
    written = register.current().get().content
    told = [
        value
        for language in ("sv", "en")
        for found in row(language).values()
        for value in (found if isinstance(found, list) else [found])
    ]

    assert len(written) > 25
    assert [value for value in leaves(written) if value not in told] == []


def test_a_value_is_of_its_column_s_type(row):
    for language in ("sv", "en"):
        for name, value in row(language).items():
            assert type(value) is TYPES[BY_NAME[name].kind.type], name


def test_what_stands_in_few_ways_says_which(row):
    for name, value in row("sv").items():
        if values := BY_NAME[name].values:
            assert {*(value if isinstance(value, list) else [value])} <= {*values}, name


def test_a_project_of_which_little_is_known_has_every_required_value(db):
    factories.project()
    row = read("sv")
    empty = {name for name, value in row.items() if value in (None, "", [])}
    of_members = {"member_names", "member_slugs", "member_kinds", "member_kind_names"}
    known = of_members | {"borrower_members", "county_names", "county_codes"}

    assert empty == {column.name for column in COLUMNS if not column.required} - known
    assert "" not in row.values()


def test_names_are_in_the_file_s_language_and_keys_in_none(row):
    swedish, english = row("sv"), row("en")
    differing = {name for name in swedish if swedish[name] != english[name]}

    assert differing == {
        *("category_name", "investment_type_name", "goal_names", "target_group_names"),
        *("borrower_kind_name", "member_kind_names", "decided_precision_name", "purpose_name"),
        *("category_icma_names", "icma_population_names", "url"),
    }
    assert swedish["category_name"] == "Namnet kategori"
    assert english["category_name"] == "The name kategori"
    assert swedish["url"] == "https://lan.example.se/projekt/allt/"
    assert english["url"] == "https://lan.example.se/en/projects/allt/"


def test_a_fixed_value_stands_beside_its_words(row):
    told = {"sv": row("sv"), "en": row("en")}
    fixed = [column for column in COLUMNS if column.choices]

    assert len(fixed) == 6
    for language, column in product(told, fixed):
        words = told[language][words_name(column)]
        with override(language):
            said = {words: value for value, words in column.values.items()}
        values = [said[each] for each in words] if isinstance(words, list) else said[words]
        assert values == told[language][column.name]
    assert told["sv"]["member_kind_names"] == ["Kommun", "Region"]
    assert told["en"]["member_kind_names"] == ["Municipality", "Region"]
    assert told["sv"]["decided_precision_name"] == "Månad"


def words_name(column) -> str:
    is_list = column.kind.type == "list"
    return f"{column.name.removesuffix('s')}_names" if is_list else f"{column.name}_name"


def test_a_bare_name_is_a_key_wherever_there_are_words_for_it():
    """`category` is a key, and `category_name` its words."""
    worded = {name for name in BY_NAME if name.endswith(("_name", "_names"))}
    stems = {words.rpartition("_")[0] for words in worded}
    bare = [BY_NAME[name] for stem in stems for name in (stem, f"{stem}s") if name in BY_NAME]

    assert len(bare) == 11
    assert {column.kind.words for column in bare} <= {
        kind.words for kind in (of.KEY, of.KEYS, of.LISTED, of.LISTED_MANY)
    }
    assert "member_names" in worded


def test_a_text_and_its_english_twin_name_their_language():
    twins = [name for name in BY_NAME if name.endswith("_en")]

    assert len(twins) == 8
    for twin in twins:
        swedish, english = BY_NAME[twin.removesuffix("_en")], BY_NAME[twin]
        assert f"{english.label}" == f"{swedish.label} på engelska"
        with override("en"):
            assert str(swedish.label).removesuffix(" in Swedish") + " in English" == english.label
            assert str(swedish.label).endswith(" in Swedish")


def test_numbers_that_join_are_written_as_others_write_them(row):
    found = row("sv")

    assert found["borrower_organisation_number"] == "5560160680"
    assert found["borrower_identifier"] == "SE-ON-556016-0680"
    assert found["borrower_members"] == ["1470", "25"]
    assert found["county_codes"] == ["14", "25"]
    assert found["sdg_targets"] == ["11.7", "16.1"]
    assert found["decided_on"] == "2021-05"
    assert found["decided_from"] == "2021-05-01"


def test_names_are_unlike_and_fit_for_machines():
    assert len(BY_NAME) == len(COLUMNS)
    assert [name for name in BY_NAME if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_column_has_a_heading_of_its_own_and_a_meaning(language):
    with override(language):
        labels = [str(column.label) for column in COLUMNS]
        meanings = [str(column.meaning) for column in COLUMNS]

    assert len(set(labels)) == len(labels)
    assert all(meaning.endswith(".") for meaning in meanings)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["csv", "json"])
def test_what_is_let_out_can_be_imported_again_and_changes_nothing(db, name, language):
    publish_all()
    factories.project(title='Komma, "citat"; streck –', description="Ett stycke.\n\nEtt till.")
    data = written(name, extract(language=language))
    report = import_projects(data, name, by=factories.user("reviewer"), apply=True, publish=True)

    assert [*report.faults, *report.remarks] == []
    assert {outcome.word for outcome in report.outcomes} == {"unchanged"}
    assert len(report.outcomes) == 2


def test_what_is_let_out_and_not_read_again_is_what_the_import_says():
    read = {column.name for column in imports.COLUMNS}

    assert set(BY_NAME) - read == {*imports.EXPORTED}


def test_the_facts_that_are_sought_stand_before_every_text_that_has_a_twin():
    names = [*BY_NAME]
    twins = [name for name in names if f"{name}_en" in names]
    texts = [name for name in twins if name not in {"title", "initiative_name"}]
    first = min(names.index(name) for name in texts)
    keys = min(names.index(name) for name in ("slug", "borrower_slug", "category"))

    assert names[:3] == ["reference", "title", "borrower"]
    assert names.index("loan_amount") < 10
    assert {"total_cost", "decided_on", "goal_names", "also_green", "url"} < {*names[: first - 1]}
    assert names[first - 1] == "title_en"
    assert max(names.index(f"{name}_en") for name in texts) < keys


def test_every_english_text_but_the_title_stands_beside_the_swedish_one():
    names = [*BY_NAME]
    apart = [
        name
        for name, after in zip(names, [*names[1:], ""], strict=True)
        if f"{name}_en" in names and after != f"{name}_en"
    ]

    assert apart == ["title"]
