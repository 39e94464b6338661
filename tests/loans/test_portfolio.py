"""The portfolio in memory: sums, medians and orders against naive ones, and which are kept."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import median as statistical_median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from loans import editing, register
from loans.editing.actions import publish_all
from loans.editing.bulk import create_all
from loans.models import Project, PublishedVersion
from loans.portfolio import at, forget, kept
from loans.portfolio import portfolio as questions
from loans.portfolio.index import COLUMNS, Index
from loans.portfolio.portfolio import Portfolio
from loans.selection.filters import SORTS
from tests import factories

HIGHEST = 10**12

# --- Counting, without a database ---------------------------------------------------------


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
SORTED = sorted({tuple(sort.columns(of)) for sort in SORTS.values() for of in ("sv", "en")})


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
    assert len(SORTED) == len(SORTS) + 3, "three of them sort by titles, which have two languages"
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


# --- The rows -----------------------------------------------------------------------------

BY_AMOUNT = ("-loan_amount",)


@pytest.fixture
def ten(db) -> list[Project]:
    """P-0001 to P-0010, with 1 to 10 kronor."""
    borrower, by = factories.borrower(), factories.signer()
    projects = [
        Project(title=f"Park {n}", slug=f"park-{n}", loan_amount=n, borrower=borrower)
        for n in range(1, 11)
    ]
    create_all(projects, by=by)
    publish_all(projects, by=by)
    return list(Project.objects.order_by("pk"))


def amounts(portfolio: Portfolio, rows: slice = slice(None)) -> list[int]:
    return [version.loan_amount for version in portfolio.rows(BY_AMOUNT, rows)]


def everything() -> Portfolio:
    return at(register.state())[1]


@pytest.mark.parametrize("size", [1, 3, 5, 10, 11])
def test_rows_are_read_in_chunks_and_come_each_once_in_order(ten, monkeypatch, size):
    monkeypatch.setattr(questions, "CHUNK", size)
    portfolio = everything()
    downwards = list(range(10, 0, -1))

    assert amounts(portfolio) == downwards
    for start, stop in pairwise([0, 4, 7, 10, 12]):
        assert amounts(portfolio, slice(start, stop)) == downwards[start:stop]
    assert amounts(portfolio, slice(3)) == [10, 9, 8]
    assert amounts(portfolio.with_amount(least=3, most=6)) == [6, 5, 4, 3]


def test_rows_cost_a_query_a_chunk_when_they_are_wanted_and_no_sooner(ten, monkeypatch):
    monkeypatch.setattr(questions, "CHUNK", 4)
    portfolio = everything()
    with CaptureQueriesContext(connection) as asked:
        rows = portfolio.rows(BY_AMOUNT)
        costs = [len(asked)]
        for _version in rows:
            costs.append(len(asked))  # noqa: PERF401 (what each step costs)
        costs.append(len(asked))

    assert costs == [0, *[1] * 4, *[2] * 4, *[3] * 2, 3]


def test_what_is_sent_stays_of_one_piece_whatever_is_published_meanwhile(ten, monkeypatch):
    monkeypatch.setattr(questions, "CHUNK", 2)
    rows = everything().rows(BY_AMOUNT)
    sent = [next(rows)]
    for project in (ten[0], ten[9]):
        editing.withdraw(project, by=factories.signer(), why="Fel.")
    ten[4].title, ten[4].loan_amount = "Nya parken", 1000
    editing.save(ten[4], by=factories.signer())
    editing.publish(ten[4], by=factories.signer())
    factories.project(loan_amount=3)
    sent += rows

    assert [version.loan_amount for version in sent] == list(range(10, 0, -1))
    assert sent[5].content["title"]["sv"] == "Park 5"
    assert amounts(everything()) == [1000, 9, 8, 7, 6, 4, 3, 3, 2]


def test_a_search_costs_one_query_and_no_words_cost_none(ten, django_assert_num_queries):
    portfolio = everything()

    with django_assert_num_queries(1):
        assert amounts(portfolio.containing(["park", "10"]).without_any()) == []
    with django_assert_num_queries(0):
        assert portfolio.containing([]).totals()["sum"] == 55
    assert amounts(portfolio.containing(["park", "10"])) == [10]
    assert amounts(portfolio.with_amount(most=4).containing(["park 1"])) == [1]
    assert amounts(portfolio.containing(["finns inte"])) == []


@pytest.mark.parametrize("is_of_a_day", [False, True])
def test_a_search_finds_what_stood_when_the_portfolio_was_made(ten, is_of_a_day):
    day = timezone.localdate() if is_of_a_day else None
    portfolio = at(register.state(), day)[1]
    ten[4].title = "Nya leken"
    editing.save(ten[4], by=factories.signer())
    editing.publish(ten[4], by=factories.signer())
    factories.project(title="Park 11")
    editing.withdraw(ten[6], by=factories.signer(), why="Fel.")

    assert amounts(portfolio.containing(["park"])) == list(range(10, 0, -1))
    assert amounts(portfolio.containing(["leken"])) == []


# --- Which are kept -----------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch) -> list[Index]:
    """Every index that is made."""
    found = []

    class Watched(Index):
        def __init__(self, versions, **options):
            super().__init__(versions, **options)
            found.append(self)

    monkeypatch.setattr(kept, "Index", Watched)
    return found


def test_a_portfolio_is_made_once_for_a_state(ten, made, django_assert_num_queries):
    state = register.state()
    with django_assert_num_queries(3):
        at(state)
    with django_assert_num_queries(0):
        told, portfolio = at(register.State(*state))

    assert len(made) == 1
    assert (told, portfolio.number) == (state, 10)


def test_another_state_or_day_has_a_portfolio_of_its_own(ten, made):
    state, today = register.state(), timezone.localdate()
    at(state)
    at(state, today)
    at(state, today - timedelta(days=1))
    factories.project()
    at(register.state())
    at(register.state(), today)
    numbers = [index.size for index in made]

    assert numbers == [10, 10, 0, 11, 11]
    assert at(state)[1].number == at(state, today)[1].number == 10
    assert at(state, today - timedelta(days=1))[1].number == 0
    assert at(register.state())[1].number == at(register.state(), today)[1].number == 11
    assert len(made) == 5


def test_a_register_that_begins_anew_at_the_same_number_is_another(ten, made):
    state = register.state()
    at(state)
    at(state._replace(changed_at=state.changed_at + timedelta(microseconds=1)))

    assert len(made) >= 2


def test_a_new_notice_leaves_the_portfolio_as_it_is(ten, made):
    at(register.state())
    factories.notice()
    at(register.state())

    assert len(made) == 1


def test_what_was_asked_for_first_is_forgotten_first(ten, made):
    state, today = register.state(), timezone.localdate()
    days = [today - timedelta(days=n) for n in range(kept.MOST_KEPT + 1)]
    for day in days:
        at(state, day)
    assert len(made) == len(days)

    for day in days[1:]:
        at(state, day)
    assert len(made) == len(days)
    at(state, days[0])
    assert len(made) == len(days) + 1


def test_forgetting_leaves_nothing(ten, made):
    at(register.state())
    forget()
    at(register.state())

    assert len(made) == 2


def test_a_day_that_has_not_come_is_refused(db):
    with pytest.raises(ValueError, match="future"):
        at(register.state(), date(9999, 1, 1))


class Interrupting:
    """In place of the register: something is published just before or after it is read."""

    def __init__(self, moments: list[str]):
        self.moments = moments
        self.state = register.state

    def _happen(self, moment: str) -> None:
        if self.moments[:1] == [moment]:
            self.moments.pop(0)
            factories.project()

    def current(self):
        self._happen("before")
        keys = list(register.current().values_list("pk", flat=True))
        self._happen("after")
        return PublishedVersion.objects.filter(pk__in=keys)

    def as_of(self, day):
        self._happen("before")
        return register.as_of(day)


@pytest.mark.parametrize(
    "moments", [[], ["before"], ["after"], ["before", "after"], ["after", "after", "before"]]
)
def test_the_state_that_is_told_is_the_one_that_the_rows_are_of(ten, monkeypatch, moments):
    happened = len(moments)
    monkeypatch.setattr(kept, "register", Interrupting(moments))
    asked = register.state()
    told, portfolio = at(asked)
    rows = amounts(portfolio)

    assert (moments, len(rows)) == ([], 10 + happened)
    assert told == register.state()
    assert told.data_version - asked.data_version == happened
    assert at(told)[1].number == at(asked)[1].number == len(rows)


def test_what_was_read_while_something_was_published_is_not_kept(ten, monkeypatch):
    asked = register.state()
    monkeypatch.setattr(kept, "register", Interrupting(["after"]))
    at(asked)

    assert list(kept._kept) == [kept._key(register.state(), None)]
