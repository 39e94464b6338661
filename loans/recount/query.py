"""What a query string of the list of projects asks for, read from its documented meaning alone.

Several values of a parameter mean or, parameters between them and. What is not known here, such
as the order, selects nothing.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

from loans.recount import rows
from loans.recount.rows import Row, as_words

FACETS = (
    "category",
    "investment_type",
    "goal",
    "target_group",
    "member",
    "borrower",
    "borrower_kind",
    "county",
    "decided_year",
    "amount_band",
    "amount_precision",
    "initiative",
    "project",
)
SINGLE = ("q", "amount_min", "amount_max", "as_of")
"""Of these the last value counts."""

FEWEST_FOR_MEDIAN = 3

MOST_REMEMBERED = 10_000
"""Answers; each holds its projects."""


class Query(NamedTuple):
    """What is asked for. Amounts are whole SEK, and their limits count."""

    phrases: tuple[str, ...]
    facets: frozenset[tuple[str, frozenset[str]]]
    least: int | None
    most: int | None
    day: date | None

    def selects(self, row: Row) -> bool:
        return (
            all(row.keys[name] & keys for name, keys in self.facets)
            and all(any(phrase in text for text in row.texts) for phrase in self.phrases)
            and self._has_room_for(row.amount)
        )

    def _has_room_for(self, amount: int | None) -> bool:
        if self.least is None and self.most is None:
            return True
        if amount is None:
            return False
        return (self.least is None or amount >= self.least) and (
            self.most is None or amount <= self.most
        )


class Answer(NamedTuple):
    """What a query selects: how many projects, the sum of the known amounts in whole SEK, how
    many are known and how many of those approximate, their median where they are enough to show
    one, and the projects themselves, the latest decisions first."""

    number: int
    sum: int
    known: int
    approximate: int
    median: int | None
    rows: tuple[Row, ...]


def read(text: str) -> Query:
    """The query of a query string. ValueError for a value that can't be understood."""
    pairs = [(name, value.strip()) for name, value in parse_qsl(text) if value.strip()]
    asked: dict[str, set[str]] = {}
    for name, value in pairs:
        if name in FACETS:
            asked.setdefault(name, set()).add(value)
    last = {name: value for name, value in pairs if name in SINGLE}
    return Query(
        phrases=tuple(phrases_of(last.get("q", ""))),
        facets=frozenset((name, frozenset(values)) for name, values in asked.items()),
        least=_amount(last.get("amount_min")),
        most=_amount(last.get("amount_max")),
        day=date.fromisoformat(last["as_of"]) if "as_of" in last else None,
    )


def _amount(text: str | None) -> int | None:
    return None if text is None else int("".join(text.split()))


def phrases_of(text: str) -> Iterator[str]:
    """The phrases between quotation marks, as texts are in `Row`. ValueError for anything else:
    what bends, joins and misspells single words has no second judge here."""
    *pairs, rest = re.split(r'"([^"]*)"', text)
    if rest.strip() or any(part.strip() for part in pairs[::2]):
        raise ValueError(f"{text} has single words.")
    for phrase in map(as_words, pairs[1::2]):
        if len(phrase.split()) < 2:
            raise ValueError(f"{text} has single words.")
        yield phrase


class Recount:
    """Answers queries by going through every project, one by one. Remembers what it was asked
    last."""

    def __init__(self):
        self.rows = rows.current()
        self.past = cache(rows.on)
        self._answer = lru_cache(MOST_REMEMBERED)(self._found)

    def everything(self, text: str) -> int:
        """How many projects there are without any filter, on the day that a query string names."""
        day = read(text).day
        return len(self.past(day) if day else self.rows)

    def of(self, text: str) -> Answer:
        """The answer to a query string. ValueError where that can't be understood."""
        return self._answer(read(text))

    def _found(self, query: Query) -> Answer:
        among = self.past(query.day) if query.day else self.rows
        return answer([row for row in among if query.selects(row)])


def answer(selected: list[Row]) -> Answer:
    amounts = sorted(row.amount for row in selected if row.amount is not None)
    return Answer(
        number=len(selected),
        sum=sum(amounts),
        known=len(amounts),
        approximate=sum("approximate" in row.keys["amount_precision"] for row in selected),
        median=median(amounts) if len(amounts) >= FEWEST_FOR_MEDIAN else None,
        rows=tuple(sorted(selected, key=lambda row: row.place)),
    )


def median(amounts: list[int]) -> int:
    """The amount in the middle of sorted amounts; of an even number the mean of the two there,
    half a krona rounded up."""
    half = len(amounts) // 2
    return amounts[half] if len(amounts) % 2 else -(-(amounts[half - 1] + amounts[half]) // 2)
