"""Whatever is asked for, every number equals a recount from the contents of the versions alone,
and what its link leads to."""

import re

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from loans import charts
from loans.charts import Bar
from loans.directory import SECTIONS, Directory
from loans.facets import BY_NAME, NOT_STATED
from loans.facts import Words
from loans.figures import Count
from loans.models import FacetValue
from loans.selection import Selection, paging
from loans.selection.choices import LARGEST, MOST_OFFERED, FacetChoices
from loans.selection.filters import DEFAULT_SORT
from tests.loans.asking import LANGUAGES, ask, days_of, encoded, queries, query_of
from tests.loans.recounting import (
    Query,
    Register,
    Row,
    by_value,
    day_of,
    references,
    totals,
    without,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("recount")]

often = settings(max_examples=15)
"""In each of four registers."""


@pytest.fixture(autouse=True, scope="module")
def few_pages(register):
    """Enough of them, however large the register is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "PAGE_SIZE", len(register.standing()) // 5)
        yield


def some(numbers: list):
    """A few of the numbers to follow, of which there may be none."""
    return st.lists(st.sampled_from(numbers), max_size=4) if numbers else st.just([])


def follow(count: Count, rows: list[Row], language: str) -> None:
    """The link of a number leads to just these rows."""
    found = ask(count.href, language)
    assert sorted(version.reference for version in found.rows()) == sorted(references(rows))
    assert found.totals == totals(rows)._asdict()


def says(count: Count, amount: Words | None, rows: list[Row]) -> None:
    """A number and the sum beside it are those of the rows."""
    known = [row.sek for row in rows if row.sek is not None]
    counts(count, rows)
    assert (amount.data if amount else None) == (sum(known) if known else None)


def counts(count: Count, rows: list[Row]) -> None:
    assert count.number == len(rows)
    assert bool(count.href) == bool(rows)


# --- The rows -----------------------------------------------------------------------------


@often
@given(data=st.data(), language=LANGUAGES)
def test_any_selection_equals_a_recount(register, data, language):
    query = data.draw(queries(register))
    expected = register.rows(query, language)
    asked = ask(encoded(query), language)

    assert [version.reference for version in asked.rows()] == references(expected)
    assert [version.content for version in asked.rows()] == [row.content for row in expected]
    assert asked.totals == totals(expected)._asdict()
    assert asked.register_number == len(register.standing(day_of(query)))


@often
@given(data=st.data(), language=LANGUAGES)
def test_following_the_pages_shows_every_project_once_and_in_order(register, data, language):
    query = data.draw(queries(register, most_facets=1))
    shown, address = [], f"?{encoded(query)}"
    while address:
        page = ask(address, language)
        shown += [project.reference for project in page.projects]
        address = page.paging.next_href

    assert shown == references(register.rows(query, language))


@often
@given(data=st.data())
def test_taking_a_filter_away_leads_to_the_recount_without_it(register, data):
    query = data.draw(queries(register, of_today=True))
    asked = {(name, value) for name in query for value in query[name]}
    asked.discard(("sort", DEFAULT_SORT))  # needs no asking for
    taken = set()
    for active in ask(encoded(query)).active:
        left = query_of(active.href)
        gone = asked - {(name, value) for name in left for value in left[name]}
        assert len(gone) == 1
        taken |= gone
        assert ask(active.href).totals == totals(register.rows(left))._asdict()

    assert taken == {(name, value) for name, value in asked if name != "sort"}


# --- The numbers beside what can be chosen -------------------------------------------------


@often
@given(data=st.data(), language=LANGUAGES)
def test_each_value_of_each_facet_counts_what_its_link_leads_to(register, data, language):
    query = data.draw(queries(register))
    asked = ask(encoded(query), language)
    shown = []
    for facet in asked.facets:
        others = register.rows(without(query, facet.name), language)
        rows_with = by_value(others, facet.name)
        shown += values_of(facet, rows_with, query)
        check_what_is_offered(facet, rows_with, register, query)

    for count, rows in data.draw(some(shown)):
        follow(count, rows, language)


def values_of(facet: FacetChoices, rows_with: dict[str, list[Row]], query: Query):
    """The numbers of a facet that lead anywhere, each with the rows that it should count."""
    for choice in facet.choices:
        rows = rows_with.get(choice.key, [])
        says(choice.count, choice.amount, rows)
        assert choice.is_selected == (choice.key in query.get(facet.name, []))
        assert choice.is_inert == (not rows and not choice.is_selected)
        if rows:
            yield choice.count, rows


def check_what_is_offered(
    facet: FacetChoices, rows_with: dict[str, list[Row]], register: Register, query: Query
) -> None:
    """All values that there are; of many, what is chosen and those that give something; of many
    such the largest."""
    there = by_value(register.standing(day_of(query)), facet.name)
    keys = {choice.key for choice in facet.choices}
    chosen = set(query.get(facet.name, []))
    assert facet.is_long == (len(there) > MOST_OFFERED)
    if not facet.is_long or len(rows_with) <= MOST_OFFERED:
        assert keys == (chosen | rows_with.keys() if facet.is_long else there.keys())
        assert facet.left_out == 0
        return
    assert facet.left_out == len(rows_with.keys() - keys)
    largest = keys - chosen
    left_out = [len(rows) for key, rows in rows_with.items() if key not in keys]
    assert chosen <= keys <= chosen | rows_with.keys()
    assert len(largest) <= LARGEST
    if left_out:
        assert max(left_out) <= min(len(rows_with[key]) for key in largest)
        assert len(largest | chosen & rows_with.keys()) >= LARGEST


# --- The bars, the indexes and the figures ------------------------------------------------


@often
@given(data=st.data(), language=LANGUAGES)
def test_each_bar_counts_what_its_link_leads_to(register, data, language):
    query = data.draw(queries(register))
    drawn = bars_of(query, register, language)
    for bar, rows in drawn:
        says(bar.count, bar.amount, rows)
    for bar, rows in data.draw(some(drawn)):
        follow(bar.count, rows, language)


@pytest.mark.parametrize("facet", [name for name in BY_NAME if BY_NAME[name].has_several])
def test_a_chart_of_what_is_filtered_has_the_chosen_values_alone(register, facet):
    for key in sorted(by_value(register.standing(), facet))[:6]:
        bars = bars_of({facet: [key]}, register, "sv")
        [(bar, rows)] = [each for each in bars if query_of(each[0].count.href) == {facet: [key]}]
        says(bar.count, bar.amount, rows)
        follow(bar.count, rows, "sv")


def bars_of(query: Query, register: Register, language: str) -> list[tuple[Bar, list[Row]]]:
    """The bars of all charts, each with the rows that it should count. Of a facet that is itself
    filtered, those of what was chosen."""
    asked, rows = ask(encoded(query), language), register.rows(query, language)
    drawn = []
    for facet in BY_NAME.values():
        chosen, rows_with = query.get(facet.name), by_value(rows, facet.name)
        expected = {key: rows_with[key] for key in rows_with if not chosen or key in chosen}
        chart = charts.chart(facet, asked)
        drawn += [(bar, expected.pop(key_of(bar.count, facet.name))) for bar in chart.rows]
        check_what_is_not_drawn(chart, expected)
    return drawn


def check_what_is_not_drawn(chart: charts.Chart, left_out: dict[str, list[Row]]) -> None:
    """How many values have no bar is said; none of them is larger than one that has."""
    said = re.sub(r"\D", "", chart.rest.text) if chart.rest else "0"
    assert int(said) == len(left_out)
    assert "none" not in left_out
    if left_out:
        bars = [bar for bar in chart.rows if bar.words.text not in NOT_STATED.values()]
        assert len(bars) == charts.MOST_BARS
        assert max(map(len, left_out.values())) <= min(bar.count.number for bar in bars)


def key_of(count: Count, facet: str) -> str:
    """The only value of a facet that a link asks for."""
    [key] = query_of(count.href)[facet]
    return key


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("facet", SECTIONS)
def test_each_entry_of_an_index_counts_what_its_link_leads_to(register, facet, language):
    directory = Directory(facet, Selection.of({}, language=language))
    expected = by_value(register.standing(), facet)
    entries = [entry for entry in directory.entries if entry.count.number]
    assert len(entries) == len(expected)
    for entry in entries:
        rows = expected.pop(key_of(entry.count, facet))
        says(entry.count, entry.amount, rows)
    for entry in entries[:: len(entries) // 8 + 1]:
        rows = by_value(register.standing(), facet)[key_of(entry.count, facet)]
        follow(entry.count, rows, language)
        if entry.missing:
            assert entry.amount
            leads_to_some(entry.missing, [row for row in rows if row.sek is None], language)


def leads_to_some(count: Count, rows: list[Row], language: str) -> None:
    """A number of some of what a sum is of, which comes first, and the way to just those."""
    assert count.text.replace("\u00a0", "").replace(",", "").split()[0] == str(len(rows))
    counts(count, rows)
    follow(count, rows, language)


@often
@given(data=st.data(), language=LANGUAGES)
def test_what_a_sum_leaves_unsaid_can_be_followed(register, data, language):
    query = data.draw(queries(register, most_facets=1))
    asked, rows = ask(encoded(query), language), register.rows(query, language)
    unsaid = [by_value(rows, "amount_precision").get(key) for key in ("approximate", "none")]

    for count, some_rows in zip(asked.figures.reservations, filter(None, unsaid), strict=True):
        leads_to_some(count, some_rows, language)


@often
@given(data=st.data(), language=LANGUAGES)
def test_the_figures_are_those_of_the_rows(register, data, language):
    query = data.draw(queries(register, most_facets=2))
    asked, rows = ask(encoded(query), language), register.rows(query, language)
    number, *others = asked.figures.shown(asked.address)
    says(number.count, asked.figures.total_amount, rows)
    if rows:
        follow(number.count, rows, language)

    known = sorted(row.sek for row in rows if row.sek is not None)
    median = (known[(len(known) - 1) // 2] + known[len(known) // 2] + 1) // 2 if known else 0
    expected = ([sum(known)] if known else []) + ([median] if len(known) > 2 else [])
    assert [figure.words.data for figure in others] == expected


# --- The recount itself -------------------------------------------------------------------


def test_the_recount_knows_every_facet_and_what_is_stored_of_it(register):
    stored: dict[tuple[str, str], set[str]] = {}
    values = FacetValue.objects.filter(version__valid_to=None)
    for reference, facet, key in values.values_list("version__reference", "facet", "key"):
        stored.setdefault((reference, facet), set()).add(key)

    assert stored == {
        (row.reference, facet): keys
        for row in register.standing()
        for facet, keys in row.keys.items()
    }
    assert {facet for _, facet in stored} == BY_NAME.keys()


def test_the_values_of_every_facet_can_be_asked_for(register):
    for facet in BY_NAME:
        for key, rows in [*by_value(register.standing(), facet).items()][:8]:
            assert ask(encoded({facet: [key]})).totals == totals(rows)._asdict(), (facet, key)


@pytest.mark.parametrize("register", ["varied-1"], indirect=True, scope="module")
def test_a_value_that_only_another_day_has_is_refused(register):
    for day in (None, *days_of(register)):
        there = register.standing(day)
        of_the_day = {"as_of": [str(day)]} if day else {}
        for facet in BY_NAME:
            gone = by_value(register.versions, facet).keys() - by_value(there, facet).keys()
            for key in gone:
                asked = Selection(QueryDict(encoded({facet: [key], **of_the_day})), language="sv")
                # That a value is missing can be asked of any day.
                assert asked.is_valid is (key == "none"), (facet, key, day)
                assert asked.totals["number"] == 0
    assert "b0" in by_value(register.versions, "borrower").keys() - by_value(there, "borrower")
