"""Sums, medians, bounds and orders against naive ones, without a database."""

from statistics import median as statistical_median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loans.portfolio import RELEVANCE
from loans.portfolio.index import COLUMNS, Index
from loans.portfolio.portfolio import Portfolio
from loans.selection.filters import SORTS

HIGHEST = 10**12


class Rows(list):
    """Rows that answer as a queryset of versions does."""

    def order_by(self, *names):
        return Rows(sorted(self, key=lambda row: [row[name] for name in names]))

    def values_list(self, *names):
        return Rows([tuple(row[name] for name in names) for row in self])

    def iterator(self, **_options):
        return iter(self)


class Bare(Index):
    """An index of rows that have no facets."""

    def _read_values(self, versions):
        return {}, {}


def row(serial: int, **values) -> dict:
    blank = {"pk": 1000 - serial, "reference": f"P-{serial:04}", "amount_is_approximate": False}
    return dict.fromkeys([*COLUMNS, "serial"]) | blank | {"serial": serial} | values


def portfolio_of(rows: list[dict], chosen: set[int] | None = None) -> Portfolio:
    """A portfolio of the rows with the chosen serials, among all of them."""
    index = Bare(Rows(reversed(rows)))
    places = [place for place, one in enumerate(rows) if chosen is None or one["serial"] in chosen]
    return Portfolio(index, index.set_of(places))


def naive_median(rows: list[dict]) -> tuple[int, bool] | None:
    known = [one for one in rows if one["loan_amount"] is not None]
    if not known:
        return None
    known.sort(key=lambda one: (one["loan_amount"], one["amount_is_approximate"]))
    half = len(known) // 2
    middle = known[half : half + 1] if len(known) % 2 else known[half - 1 : half + 1]
    twice = sum(one["loan_amount"] for one in middle) * (2 if len(middle) == 1 else 1)
    return (twice + 1) // 2, any(one["amount_is_approximate"] for one in middle)


AMOUNTS = st.one_of(
    st.none(),
    st.integers(0, 9),
    st.integers(0, HIGHEST),
    st.integers(1, 50).map(lambda millions: millions * 10**6),
    st.just(HIGHEST),
)
LOANS = st.lists(st.tuples(AMOUNTS, st.booleans(), st.booleans()), max_size=20)
"""Of each project an amount, whether it is approximate, and whether the project is chosen."""


@given(loans=LOANS)
@example(loans=[])
@example(loans=[(HIGHEST, False, True)])
@example(loans=[(HIGHEST, True, True), (HIGHEST - 1, False, True), (1, False, False)])
@example(loans=[(0, False, True), (None, False, True)])
def test_totals_and_median_are_exact(loans):
    rows = [
        row(serial, loan_amount=sek, amount_is_approximate=rough and sek is not None)
        for serial, (sek, rough, _) in enumerate(loans, 1)
    ]
    chosen = {serial for serial, (_, _, is_chosen) in enumerate(loans, 1) if is_chosen}
    portfolio = portfolio_of(rows, chosen)
    counted = [one for one in rows if one["serial"] in chosen]
    known = [one["loan_amount"] for one in counted if one["loan_amount"] is not None]

    assert portfolio.totals() == {
        "number": len(counted),
        "sum": sum(known),
        "known": len(known),
        "approximate": sum(one["amount_is_approximate"] for one in counted),
    }
    assert portfolio.median() == naive_median(counted)


@pytest.mark.parametrize(
    ("amounts", "median"),
    [
        ([], None),
        ([None, None], None),
        ([5], (5, False)),
        ([1, 2], (2, False)),
        ([1, 4], (3, False)),
        ([None, 3, 1, 2], (2, False)),
        ([HIGHEST, HIGHEST - 1], (HIGHEST, False)),
    ],
)
def test_half_a_krona_is_rounded_up(amounts, median):
    rows = [row(serial, loan_amount=sek) for serial, sek in enumerate(amounts, 1)]

    assert portfolio_of(rows).median() == median
    if median and len(amounts) < 3:
        assert 0 <= median[0] - statistical_median(amounts) < 1


@pytest.mark.parametrize(
    ("roughly", "is_rough"),
    [([2, 3, 4], True), ([2], False), ([4], False), ([3], True)],
)
def test_the_median_is_approximate_as_the_amount_in_the_middle_is(roughly, is_rough):
    rows = [row(sek, loan_amount=sek, amount_is_approximate=sek in roughly) for sek in range(2, 5)]

    assert portfolio_of(rows).median() == (3, is_rough)


def test_of_equal_amounts_the_exact_come_first():
    rows = [row(1, loan_amount=7, amount_is_approximate=True), row(2, loan_amount=7)]
    rows.append(row(3, loan_amount=7))

    assert portfolio_of(rows).median() == (7, False)


@given(
    amounts=st.lists(st.tuples(AMOUNTS, st.booleans())),
    least=st.one_of(st.none(), st.integers(0, 12), st.integers(0, HIGHEST)),
    most=st.one_of(st.none(), st.integers(0, 12), st.integers(0, HIGHEST)),
)
def test_bounds_are_included_and_an_unknown_amount_is_in_none(amounts, least, most):
    rows = [row(serial, loan_amount=sek) for serial, (sek, _) in enumerate(amounts, 1)]
    inside = [
        sek
        for sek, _ in amounts
        if sek is not None and (least is None or sek >= least) and (most is None or sek <= most)
    ]
    totals = portfolio_of(rows).with_amount(least=least, most=most).totals()

    assert (totals["number"], totals["sum"]) == (len(inside), sum(inside))


KEYS = st.one_of(st.none(), st.integers(0, 3))
ORDERS = {name: sort for name, sort in SORTS.items() if name != RELEVANCE}
SORTED = sorted({tuple(sort.columns(of)) for sort in ORDERS.values() for of in ("sv", "en")})


def naive_order(rows: list[dict], columns: tuple[str, ...]) -> list[int]:
    """Compares row by row and column by column, and lets each row sink to its place."""

    def comes_after(one: dict, other: dict) -> bool:
        for column in columns:
            mine, its = (each[column.removeprefix("-")] for each in (one, other))
            if mine == its:
                continue
            if mine is None or its is None:
                return mine is None
            return mine < its if column.startswith("-") else mine > its
        return one["serial"] > other["serial"]

    order: list[dict] = []
    for one in rows:
        place = next((n for n, other in enumerate(order) if comes_after(other, one)), len(order))
        order.insert(place, one)
    return [one["serial"] for one in order]


@given(
    values=st.lists(
        st.fixed_dictionaries(
            {name: KEYS for name in COLUMNS if name.endswith(("_key", "_en", "_on", "_amount"))}
        ),
        max_size=12,
    ),
    columns=st.sampled_from(SORTED),
    chosen=st.sets(st.integers(1, 12)),
)
def test_every_order_equals_a_naive_one_with_what_is_unknown_last(values, columns, chosen):
    rows = [row(serial, **known) for serial, known in enumerate(values, 1)]
    portfolio = portfolio_of(rows, chosen)
    places = portfolio._index.in_order(portfolio._chosen, columns)
    shown = [rows[place]["serial"] for place in places]

    assert shown == naive_order([one for one in rows if one["serial"] in chosen], columns)


def test_all_orders_of_the_list_were_tried():
    assert len(SORTED) == len(ORDERS) + 3, "three of them sort by titles, which have two languages"
    assert {name.removeprefix("-") for columns in SORTED for name in columns} == (
        {*COLUMNS} - {"pk", "reference", "amount_is_approximate"}
    )


def test_the_serial_number_breaks_ties_downwards_too():
    rows = [row(serial, loan_amount=[5, None][serial % 2]) for serial in range(1, 7)]
    index = portfolio_of(rows)._index

    for columns in (("loan_amount",), ("-loan_amount",)):
        assert [place + 1 for place in index.in_order(index.everything, columns)] == [
            *(2, 4, 6),
            *(1, 3, 5),
        ]
