"""The facets of the register: one table, from which versions are indexed and lists filtered.

To add a facet, add an entry to FACETS. Versions written before it lack its values; a migration
that writes them belongs to the same change.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise

from loans.labels import LABELS
from members.swedish import alphabetical

NONE = "none"
NOT_STATED = {"sv": "Ej angivet", "en": "Not stated"}


class Value(NamedTuple):
    """A facet's value in one project: its key in addresses, its label in both languages.

    An empty English label means that the Swedish one serves both.
    """

    key: str
    label: str
    label_en: str


class Facet(NamedTuple):
    """A way to find projects. `name` is the query parameter.

    `page` names the address of one value's own page, where values have such, `index` that of
    the page with all of them.
    """

    name: str
    label: str | Promise
    read: Callable[[dict], Iterable[Value]]
    page: str = ""
    index: str = ""
    has_several: bool = False
    """Whether a project can have several values, so that counts overlap."""
    newest_first: bool = False

    def values(self, content: dict) -> list[Value]:
        """The values in a version's content, each once; the value `none` where there are none."""
        found = dict.fromkeys(self.read(content))
        return list(found) or [Value(NONE, NOT_STATED["sv"], NOT_STATED["en"])]

    def in_order(self, labels: dict[str, Any]) -> dict[str, Any]:
        """Key → words, in the Swedish alphabet's order or newest first; "Ej angivet" last."""
        keys = sorted(labels, key=lambda key: alphabetical(labels[key].text))
        keys = list(reversed(keys)) if self.newest_first else keys
        return {key: labels[key] for key in sorted(keys, key=lambda key: key == NONE)}


def _named(part: dict) -> Value:
    name = part["name"]
    return Value(part["slug"], name["sv"], name["en"])


def _one(key: str) -> Callable[[dict], list[Value]]:
    return lambda content: [_named(content[key])] if content[key] else []


def _many(key: str) -> Callable[[dict], list[Value]]:
    return lambda content: [_named(part) for part in content[key]]


def _members(content: dict) -> list[Value]:
    return [Value(member["slug"], member["name"], "") for member in content["members"]]


def _borrower(content: dict) -> list[Value]:
    return [Value(content["borrower"]["slug"], content["borrower"]["name"], "")]


def _counties(content: dict) -> list[Value]:
    return [
        Value(member["county"]["code"], member["county"]["name"], "")
        for member in content["members"]
    ]


def _decided_year(content: dict) -> list[Value]:
    return [Value(year, year, year)] if (year := (content["decided_on"] or "")[:4]) else []


FACETS = [
    Facet("category", LABELS["category"], _one("category"), "category", "categories"),
    Facet(
        "investment_type",
        LABELS["investment_type"],
        _one("investment_type"),
        "investment-type",
        "investment-types",
    ),
    Facet("goal", LABELS["goal"], _many("goals"), "goal", "goals", has_several=True),
    Facet("target_group", LABELS["target_group"], _many("target_groups"), has_several=True),
    Facet("member", LABELS["member"], _members, "member", "members", has_several=True),
    Facet("borrower", LABELS["borrower"], _borrower, "borrower", "borrowers"),
    Facet("county", LABELS["county"], _counties, has_several=True),
    Facet("decided_year", LABELS["decided_year"], _decided_year, newest_first=True),
    Facet("initiative", LABELS["initiative"], _one("initiative"), "initiative"),
]

BY_NAME = {facet.name: facet for facet in FACETS}
