"""The facets of the register: one table, from which versions are indexed and lists filtered.

To add a facet, add an entry to FACETS. Versions written before it lack its values; a migration
that writes them belongs to the same change.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import override

from loans import wording
from loans.labels import LABELS
from members.models import Borrower
from members.swedish import alphabetical

NONE = "none"
MILLION = 10**6
BANDS = [(0, 10), (10, 25), (25, 50), (50, 100), (100, 250), (250, 500), (500, 1000), (1000, None)]
"""Of loan amounts, in millions of SEK, half-open: 10 million begins the second. No upper end is
the last's."""
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
    scale: Callable[[str], int] | None = None
    """The place of a key, where the values have an order of their own; otherwise the alphabet's."""
    is_searched: bool = True
    """Whether the words of the value are found by searching."""
    is_offered: bool = True
    """Whether the form has it before it is asked for; otherwise links alone lead to it."""

    def values(self, content: dict) -> list[Value]:
        """The values in a version's content, each once; the value `none` where there are none."""
        found = dict.fromkeys(self.read(content))
        return list(found) or [Value(NONE, NOT_STATED["sv"], NOT_STATED["en"])]

    def in_order(self, labels: dict[str, Any]) -> dict[str, Any]:
        """Key → words, along the scale or the Swedish alphabet; "Ej angivet" last."""

        def place(key: str):
            if key == NONE:
                return True, 0
            return False, self.scale(key) if self.scale else alphabetical(labels[key].text)

        return {key: labels[key] for key in sorted(labels, key=place)}


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


def _borrower_kind(content: dict) -> list[Value]:
    kind = content["borrower"]["kind"]
    return [Value(kind, *_kind_in_words(kind))]


@cache
def _kind_in_words(kind: str) -> tuple[str, str]:
    """In both languages, whatever the request's."""
    label = Borrower.Kind(kind).label
    with override("sv"):
        swedish = str(label).capitalize()
    with override("en"):
        return swedish, str(label).capitalize()


def _amount_band(content: dict) -> list[Value]:
    sek = content["loan_amount"]
    if sek is None:
        return []
    lower, upper = max(band for band in BANDS if band[0] * MILLION <= sek)
    return [Value(f"{lower}-{upper or ''}", *_band_in_words(lower, upper))]


def _band_in_words(lower: int, upper: int | None) -> tuple[str, str]:
    if not lower:
        return f"Under {upper}\u00a0miljoner kronor", f"Under SEK\u00a0{upper}\u00a0million"
    if upper is None:
        swedish, english = (wording.amount(lower * MILLION, language) for language in ("sv", "en"))
        return f"{swedish} eller mer", f"{english} or more"
    swedish = f"{lower}–{wording.number(upper, 'sv')}\u00a0miljoner kronor"
    return swedish, f"SEK\u00a0{lower}–{wording.number(upper, 'en')}\u00a0million"


def _lower_end(band: str) -> int:
    return int(band.partition("-")[0])


PRECISIONS = {
    "exact": Value("exact", "Exakt", "Exact"),
    "approximate": Value("approximate", "Ungefärligt", "Approximate"),
}


def _amount_precision(content: dict) -> list[Value]:
    if content["loan_amount"] is None:
        return []
    return [PRECISIONS["approximate" if content["amount_is_approximate"] else "exact"]]


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
    Facet("borrower_kind", LABELS["borrower_kind"], _borrower_kind, is_searched=False),
    Facet("county", LABELS["county"], _counties, has_several=True),
    Facet("decided_year", LABELS["decided_year"], _decided_year, scale=lambda year: -int(year)),
    Facet(
        "amount_band",
        LABELS["amount_band"],
        _amount_band,
        scale=_lower_end,
        is_searched=False,
    ),
    Facet(
        "amount_precision",
        LABELS["amount_precision"],
        _amount_precision,
        scale=list(PRECISIONS).index,
        is_searched=False,
        is_offered=False,
    ),
    Facet("initiative", LABELS["initiative"], _one("initiative"), "initiative"),
]

BY_NAME = {facet.name: facet for facet in FACETS}
