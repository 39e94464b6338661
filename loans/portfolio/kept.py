"""Which portfolios are kept in memory: that of today, and of a few days that somebody asked for.

Each process keeps its own. What it has is of one state of the register, by whose number and
moment it is known; so nothing has to be told when something is published.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock

from loans import register
from loans.portfolio.index import Index
from loans.portfolio.portfolio import Portfolio

MOST_KEPT = 8

_kept: OrderedDict[tuple, Index] = OrderedDict()
_making = Lock()


def at(state: register.State, day: date | None = None) -> tuple[register.State, Portfolio]:
    """All projects as they stand, or stood at the end of `day`, and the state that this is of:
    the one given, unless something was published while they were read.

    Costs nothing where they are kept, otherwise three queries. What was asked for longest ago is
    forgotten first. ValueError for a day that has not come.
    """
    if index := _known(_key(state, day)):
        return state, Portfolio(index)
    # One of the waiting threads makes it for all.
    with _making:
        return _made(state, day)


def _made(state: register.State, day: date | None) -> tuple[register.State, Portfolio]:
    while not (index := _known(_key(state, day))):
        versions = register.as_of(day) if day else register.current()
        made, now = Index(versions, since=state.changed_at), register.state()
        if _key(now, day) == _key(state, day):
            _keep(_key(state, day), index := made)
            break
        state = now
    return state, Portfolio(index)


def forget() -> None:
    """For tests, whose registers are taken back and begin anew."""
    _kept.clear()


def _key(state: register.State, day: date | None) -> tuple:
    return state.data_version, state.changed_at, day


def _known(key: tuple) -> Index | None:
    """What is kept under a key, which is thereby the last to be forgotten."""
    index = _kept.get(key)
    if index is not None:
        _kept[key] = _kept.pop(key, index)
    return index


def _keep(key: tuple, index: Index) -> None:
    _kept[key] = index
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
