"""Which portfolios are kept, and of which state of the register each is."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.utils import timezone

from loans import register
from loans.models import PublishedVersion
from loans.portfolio import at, forget, kept
from loans.portfolio.index import Index
from tests import factories
from tests.loans.portfolio.reading import amounts


@pytest.fixture
def made(monkeypatch) -> list[Index]:
    """Every index that is made."""
    found = []

    class Watched(Index):
        def __init__(self, *versions):
            super().__init__(*versions)
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


def test_what_is_asked_for_again_and_again_is_kept(ten, made):
    state, today = register.state(), timezone.localdate()
    for n in range(2 * kept.MOST_KEPT):
        at(state)
        at(state, today - timedelta(days=n))

    assert len(made) == 1 + 2 * kept.MOST_KEPT


@pytest.mark.parametrize("days", [[], [0], [0, 1, 2]])
def test_of_earlier_states_the_last_alone_is_kept(ten, made, days):
    today, states = timezone.localdate(), []
    for _ in range(3):
        factories.project()
        states.append(register.state())
        at(states[-1])
        for n in days:
            at(states[-1], today - timedelta(days=n))

    assert {key[:2] for key in kept._kept} == {state[:2] for state in states[-2:]}
    assert len(kept._kept) == 2 * (1 + len(days))


def test_a_register_whose_number_has_gone_back_is_kept(ten, made):
    state = register.state()
    for n in (9, 8):
        kept._keep((state.data_version + n, state.changed_at, None), Index(register.current()))
    at(state)
    made.clear()
    at(state)

    assert made == []


def test_the_portfolio_of_today_outlives_any_number_of_past_days(ten, made):
    state, today = register.state(), timezone.localdate()
    at(state)
    for n in range(2 * kept.MOST_KEPT):
        at(state, today - timedelta(days=n))
    made.clear()
    at(state)

    assert (made, len(kept._kept)) == ([], kept.MOST_KEPT)


def test_whoever_asks_for_today_waits_for_nobody_who_asks_for_the_past(ten, made):
    with kept._making_past:
        assert at(register.state())[1].number == 10


def test_of_those_who_ask_at_the_same_time_one_makes_it(ten, made, monkeypatch):
    with kept._making_now:
        waiting = Thread(target=at, args=(register.state(),))
        waiting.start()
        assert made == []
        kept._keep(kept._key(register.state(), None), Index(register.current()))
    waiting.join()

    assert made == []


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
