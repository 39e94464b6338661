"""Where in a published version one searches, in which language, and how much a find there says."""

from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import NamedTuple

Texts = Callable[[dict], list[tuple[str, str]]]
"""From a version's content, texts with their languages."""


class Rank(IntEnum):
    """What a project is called says more of it than what it is sorted by and aims at, and that more
    than a text."""

    NAMES = 0
    KINDS = 1
    TEXTS = 2


class Field(NamedTuple):
    """`name` is the key of its label. Small words are sought in names alone: "Vara" is a
    municipality, and "vara" stands in every text."""

    name: str
    rank: Rank
    texts: Texts
    is_name: bool = False


class Passage(NamedTuple):
    field: Field
    text: str
    language: str


def passages(content: dict) -> Iterator[Passage]:
    """Every text that is searched, those that say most first; empty ones left out."""
    for field in FIELDS:
        for text, language in field.texts(content):
            if text:
                yield Passage(field, text, language)


def _pair(text: dict[str, str]) -> list[tuple[str, str]]:
    return [(text["sv"], "sv"), (text["en"], "en")]


def _text(name: str) -> Texts:
    return lambda content: _pair(content[name])


def _named(name: str) -> Texts:
    return lambda content: _pair(content[name]["name"]) if content[name] else []


def _all_named(name: str) -> Texts:
    return lambda content: [text for part in content[name] for text in _pair(part["name"])]


def _value(name: str) -> Texts:
    return lambda content: [(content[name], "sv")]


def _borrower(content: dict) -> list[tuple[str, str]]:
    borrower = content["borrower"]
    return [(name, "sv") for name in (borrower["name"], *borrower["aliases"])]


def _members(content: dict) -> list[tuple[str, str]]:
    return [(member["name"], "sv") for member in content["members"]]


def _counties(content: dict) -> list[tuple[str, str]]:
    names = dict.fromkeys(member["county"]["name"] for member in content["members"])
    return [(name, "sv") for name in names]


def _year(content: dict) -> list[tuple[str, str]]:
    return [((content["decided_on"] or "")[:4], "sv")]


FIELDS = (
    Field("title", Rank.NAMES, _text("title")),
    Field("borrower", Rank.NAMES, _borrower, is_name=True),
    Field("member", Rank.NAMES, _members, is_name=True),
    Field("place_name", Rank.NAMES, _value("place_name"), is_name=True),
    Field("initiative", Rank.KINDS, _named("initiative")),
    Field("reference", Rank.NAMES, _value("reference"), is_name=True),
    Field("category", Rank.KINDS, _named("category")),
    Field("goal", Rank.KINDS, _all_named("goals")),
    Field("social_goals_text", Rank.KINDS, _text("social_goals_text")),
    Field("county", Rank.KINDS, _counties, is_name=True),
    Field("decided_year", Rank.KINDS, _year),
    Field("target_group", Rank.KINDS, _all_named("target_groups")),
    Field("summary", Rank.TEXTS, _text("summary")),
    Field("physical_investment", Rank.TEXTS, _text("physical_investment")),
    Field("social_intervention", Rank.TEXTS, _text("social_intervention")),
    Field("description", Rank.TEXTS, _text("description")),
    Field("investment_type", Rank.TEXTS, _named("investment_type")),
)
"""In the order in which a find is told of."""

BY_NAME = {field.name: field for field in FIELDS}
