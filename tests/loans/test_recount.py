"""Whatever is asked for, a list equals a recount from the contents of the versions alone.

The recount knows nothing of facets, filters, sort keys or the database.
"""

import re
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loans.facets import BY_NAME
from loans.models import PublishedVersion
from loans.selection import Selection, paging
from loans.selection.filters import DEFAULT_SORT, SORTS
from tests import factories

pytestmark = pytest.mark.django_db

ALPHABET = " 0123456789abcdefghijklmnopqrstuvwxyzåäö"
TITLES = ["Örebro park", "Ängens skola", "Åby park", "Zenit", "alby skola", "Park 7", "Park 12"]


@pytest.fixture
def varied(db, monkeypatch):
    """Projects with missing, single and several values of every kind, on pages of seven."""
    monkeypatch.setattr(paging, "PAGE_SIZE", 7)
    one, two = factories.county("03", "Uppsala län"), factories.county("19", "Västmanlands län")
    members = [
        factories.member(name=name, slug=f"m{code}", code=code, county=county)
        for name, code, county in [
            ("Alby", "0301", one),
            ("Ölby", "0302", one),
            ("Åby", "1901", two),
        ]
    ]
    borrowers = [
        factories.borrower(name="Parkbolaget", slug="park", members=members[:1], aliases="PB"),
        factories.borrower(name="Skolbolaget", slug="skol", members=members[1:]),
        factories.borrower(name="Åby", slug="aby", members=members[2:]),
    ]
    categories = [None, *(factories.category(slug=slug, name=f"Kategori {slug}") for slug in "ab")]
    types = [None, *(factories.investment_type(slug=slug) for slug in "ij")]
    goals = [factories.goal(slug=slug, name=f"Trygg {slug}") for slug in "xyz"]
    groups = [factories.target_group(slug=slug, name_en=f"Group {slug}") for slug in "uv"]
    initiatives = [None, None, *(factories.initiative(slug=slug) for slug in "st")]
    for index in range(24):
        year = index % 5
        factories.project(
            title=TITLES[index % 7],
            title_en=["", "Able", "Zebra park"][index % 3],
            borrower=borrowers[index % 3],
            category=categories[index // 2 % 3],
            investment_type=types[index // 3 % 3],
            goals=[goal for bit, goal in enumerate(goals) if index >> bit & 1],
            target_groups=[group for bit, group in enumerate(groups) if index // 3 >> bit & 1],
            initiative=initiatives[index % 4],
            loan_amount=index // 2 % 6 * 1_000_000 or None,
            amount_is_approximate=index % 12 == 2,
            **{"decided_on": date(2020 + year, 1 + index % 2, 1)} if year else {},
        )


# --- The recount --------------------------------------------------------------------------


def band_of(sek: int | None) -> set[str]:
    """The half-open band that an amount is in; the recount's amounts are small."""
    return set() if sek is None else {"0-10"} if sek < 10_000_000 else {"10-25"}


def keys_of(content: dict) -> dict[str, set[str]]:
    """The keys that a project can be found by, read off its content."""
    found = {
        "category": {part["slug"] for part in [content["category"]] if part},
        "investment_type": {part["slug"] for part in [content["investment_type"]] if part},
        "initiative": {part["slug"] for part in [content["initiative"]] if part},
        "goal": {part["slug"] for part in content["goals"]},
        "target_group": {part["slug"] for part in content["target_groups"]},
        "borrower": {content["borrower"]["slug"]},
        "borrower_kind": {content["borrower"]["kind"]},
        "amount_band": band_of(content["loan_amount"]),
        "member": {member["slug"] for member in content["members"]},
        "county": {member["county"]["code"] for member in content["members"]},
        "decided_year": {(content["decided_on"] or "")[:4]} - {""},
    }
    return {facet: keys or {"none"} for facet, keys in found.items()}


def words_of(part, key: str = "") -> str:
    """All that can be read of a project, in both languages."""
    if isinstance(part, dict):
        return "\n".join(words_of(value, name) for name, value in part.items())
    if isinstance(part, list):
        return "\n".join(words_of(value, key) for value in part)
    readable = key in {"sv", "en", "name", "aliases", "reference", "place_name"}
    return part.casefold() if readable and isinstance(part, str) else ""


def is_selected(content: dict, query: dict[str, list[str]]) -> bool:
    keys = keys_of(content)
    words = [a or b for a, b in re.findall(r'"(.+?)"|(\S+)', " ".join(query.get("q", [])))]
    return all(word.casefold() in words_of(content) for word in words) and all(
        keys[facet] & set(wanted) for facet, wanted in query.items() if facet in keys
    )


def letters(text: str) -> list[int]:
    return [ALPHABET.index(letter) for letter in text.casefold()]


def sort_key(content: dict, sort: str, language: str):
    """What to sort by; None where it is not known."""
    title = content["title"]
    shown = letters(title["en"] if language == "en" and title["en"] else title["sv"])
    return {
        "decided_on": content["decided_on"],
        "amount": content["loan_amount"],
        "title": shown,
        "member": [letters(content["members"][0]["name"]), shown],
    }[sort.removeprefix("-")]


def recount(query: dict[str, list[str]], language: str = "sv") -> list[dict]:
    """The contents that a query selects, in order: unknown last, ties by reference."""
    sort = query.get("sort", ["-decided_on"])[-1]
    chosen = [v.content for v in PublishedVersion.objects.all() if is_selected(v.content, query)]
    chosen.sort(key=lambda content: content["reference"])
    known = [content for content in chosen if sort_key(content, sort, language) is not None]
    known.sort(key=lambda c: sort_key(c, sort, language), reverse=sort.startswith("-"))
    return known + [content for content in chosen if content not in known]


# --- The question -------------------------------------------------------------------------

NONE = "none"
VALUES = {
    "category": ["a", "b", NONE],
    "investment_type": ["i", "j", NONE],
    "goal": ["x", "y", "z", NONE],
    "target_group": ["u", "v", NONE],
    "member": ["m0301", "m0302", "m1901"],
    "borrower": ["park", "skol", "aby"],
    "county": ["03", "19"],
    "borrower_kind": ["company"],
    "amount_band": ["0-10", NONE],
    "decided_year": ["2021", "2022", "2023", "2024", NONE],
    "initiative": ["s", "t", NONE],
}
WORDS = ["park", "SKOLA", "åby", "trygg", "pb", '"park 7"', "group u", "p-0003", "nix", "ö", "län"]


def several(values: list[str]):
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


def up_to(number: int, facets: list[str]):
    """Values of at most `number` facets, so that something is often found."""
    return st.lists(st.sampled_from(facets), max_size=number, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: several(VALUES[name]) for name in names})
    )


QUERIES = st.tuples(
    up_to(3, list(VALUES)),
    st.fixed_dictionaries(
        {},
        optional={
            "q": st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(
                lambda words: [" ".join(words)]
            ),
            "sort": st.sampled_from(list(SORTS)).map(lambda sort: [sort]),
        },
    ),
).map(lambda parts: parts[0] | parts[1])

LANGUAGES = st.sampled_from(["sv", "en"])
often = settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def ask(address: str, language: str) -> Selection:
    """The selection of a query string, which must be valid."""
    asked = Selection(QueryDict(address), language=language)
    assert asked.is_valid, asked.errors
    return asked


def encoded(query: dict[str, list[str]]) -> str:
    params = QueryDict(mutable=True)
    for name, values in query.items():
        params.setlist(name, values)
    return params.urlencode()


def references(contents: list[dict]) -> list[str]:
    return [content["reference"] for content in contents]


def test_every_facet_is_recounted():
    assert VALUES.keys() == BY_NAME.keys()


@often
@given(query=QUERIES, language=LANGUAGES)
def test_any_selection_equals_a_recount(varied, query, language):
    expected = recount(query, language)
    amounts = [content["loan_amount"] for content in expected if content["loan_amount"]]

    assert ask(encoded(query), language).totals == {
        "number": len(expected),
        "sum": sum(amounts),
        "known": len(amounts),
        "approximate": sum(content["amount_is_approximate"] for content in expected),
    }


@often
@given(query=QUERIES, language=LANGUAGES)
def test_following_the_pages_shows_every_project_once_and_in_order(varied, query, language):
    shown, address = [], f"?{encoded(query)}"
    while address:
        page = ask(address.removeprefix("?"), language)
        shown += [project.reference for project in page.projects]
        address = page.paging.next_href

    assert shown == references(recount(query, language))


@often
@given(query=QUERIES)
def test_taking_a_filter_away_leads_to_the_recount_without_it(varied, query):
    asked = {(name, value) for name in query for value in query[name]}
    asked.discard(("sort", DEFAULT_SORT))  # needs no asking for
    taken = set()
    for active in ask(encoded(query), "sv").active:
        left = dict(QueryDict(active.href.removeprefix("?")).lists())
        gone = asked - {(name, value) for name in left for value in left[name]}
        assert len(gone) == 1
        taken |= gone
        assert ask(encoded(left), "sv").totals["number"] == len(recount(left))

    assert taken == {(name, value) for name, value in asked if name != "sort"}


def test_each_value_selects_something_in_the_recount_and_in_the_register(varied):
    for facet, values in VALUES.items():
        for value in values:
            number = ask(encoded({facet: [value]}), "sv").totals["number"]
            assert number == len(recount({facet: [value]})) > 0, (facet, value)
