"""Which portfolios are kept in memory: that of today, and of a few days that somebody asked for.

Each process keeps its own. What it has is of one state of the register, by whose number and
moment it is known; so nothing has to be told when something is published. Beside the newest state
only the one before it is kept, for answers that were begun before something was published.
"""

from collections import OrderedDict, deque
from datetime import date
from threading import Lock

from loans import register
from loans.portfolio.index import Index
from loans.portfolio.portfolio import Portfolio
from loans.search.vocabulary import Vocabulary

MOST_KEPT = 8

MOST_STATES = 2

_kept: OrderedDict[tuple, Index] = OrderedDict()
_states: deque[tuple] = deque(maxlen=MOST_STATES)
"""Those of which something is kept, in the order in which they came."""

_changing = Lock()
_making_now, _making_past = Lock(), Lock()


def at(state: register.State, day: date | None = None) -> tuple[register.State, Portfolio]:
    """All projects as they stand, or stood at the end of `day`, and the state that this is of:
    the one given, unless something was published while they were read.

    Costs nothing where they are kept, otherwise three queries. Of the past days, what was asked for
    longest ago is forgotten first. ValueError for a day that has not come.
    """
    if index := _known(_key(state, day)):
        return state, Portfolio(index)
    # One of the waiting threads makes it for all. Whoever asks for past days, which anyone may do
    # by the hundred, waits for others who do, and nobody who asks for today waits for them.
    with _making_past if day else _making_now:
        return _made(state, day)


def _made(state: register.State, day: date | None) -> tuple[register.State, Portfolio]:
    # Another round only where something was published during the last, which took some hundredths
    # of a second; people publish one by one, and a bulk of projects is published at once.
    while not (index := _known(_key(state, day))):
        versions = register.as_of(day) if day else register.current()
        made, now = Index(versions, _words_of(state)), register.state()
        if _key(now, day) == _key(state, day):
            _keep(_key(state, day), index := made)
            break
        state = now
    return state, Portfolio(index)


def _words_of(state: register.State) -> Vocabulary:
    """The words of that state, shared by all its days."""
    with _changing:
        kept = (index for key, index in _kept.items() if key[:2] == _key(state, None)[:2])
        index = next(kept, None)
    return index.vocabulary if index else Vocabulary()


def forget() -> None:
    """For tests, whose registers are taken back and begin anew."""
    with _changing:
        _kept.clear()
        _states.clear()


def _key(state: register.State, day: date | None) -> tuple:
    return state.data_version, state.changed_at, day


def _known(key: tuple) -> Index | None:
    """What is kept under a key, which is thereby the last to be forgotten."""
    with _changing:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _keep(key: tuple, index: Index) -> None:
    with _changing:
        _kept[key] = index
        if key[:2] not in _states:
            _states.append(key[:2])
        for dead in [each for each in _kept if each[:2] not in _states]:
            del _kept[dead]
        past = [each for each in _kept if each[2]]
        for oldest in past[: max(0, len(_kept) - MOST_KEPT)]:
            del _kept[oldest]
