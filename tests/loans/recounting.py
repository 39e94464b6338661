"""A recount from the contents of the versions alone.

It knows nothing of facets, filters, sort keys, sets or SQL: it reads every version once, and
then goes through the rows one by one.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from loans.models import PublishedVersion

Query = dict[str, list[str]]
"""The values of each parameter."""

ALPHABET = "".join(map(chr, range(32, 123))) + "åäö"
BANDS = [0, 10, 25, 50, 100, 250, 500, 1000]
READABLE = {"sv", "en", "name", "aliases", "reference", "place_name"}


class Row:
    """A version as it was shown from one day until another (which is left out), if it has one."""

    def __init__(self, version: PublishedVersion):
        self.content = version.content
        self.reference: str = version.content["reference"]
        self.sek: int | None = version.content["loan_amount"]
        self.is_withdrawn = version.withdrawn_at is not None
        self.since = timezone.localdate(version.valid_from)
        self.until = version.valid_to and timezone.localdate(version.valid_to)

    def stood(self, day: date | None) -> bool:
        """Whether it stood at the end of a day, or stands now."""
        if day is None or self.until is None:
            return self.until is None and (day is None or self.since <= day)
        return not self.is_withdrawn and self.since <= day < self.until

    @cached_property
    def keys(self) -> dict[str, set[str]]:
        """The keys that a project can be found by, read off its content."""
        content = self.content
        found = {
            "category": {part["slug"] for part in [content["category"]] if part},
            "investment_type": {part["slug"] for part in [content["investment_type"]] if part},
            "initiative": {part["slug"] for part in [content["initiative"]] if part},
            "goal": {part["slug"] for part in content["goals"]},
            "target_group": {part["slug"] for part in content["target_groups"]},
            "borrower": {content["borrower"]["slug"]},
            "borrower_kind": {content["borrower"]["kind"]},
            "amount_band": band_of(self.sek),
            "amount_precision": {self.precision} - {""},
            "member": {member["slug"] for member in content["members"]},
            "county": {member["county"]["code"] for member in content["members"]},
            "decided_year": {(content["decided_on"] or "")[:4]} - {""},
        }
        return {facet: keys or {"none"} for facet, keys in found.items()}

    @property
    def precision(self) -> str:
        if self.sek is None:
            return ""
        return "approximate" if self.content["amount_is_approximate"] else "exact"

    @cached_property
    def words(self) -> str:
        """All that can be read of a project, in both languages."""
        return f"{words_of(self.content)}\n{(self.content['decided_on'] or '')[:4]}"


def band_of(sek: int | None) -> set[str]:
    """The half-open band that an amount is in, by its bounds in millions."""
    if sek is None:
        return set()
    below = [millions for millions in BANDS if millions * 1_000_000 <= sek]
    above = [millions for millions in BANDS if millions * 1_000_000 > sek]
    return {f"{below[-1]}-{above[0] if above else ''}"}


def words_of(part, key: str = "") -> str:
    if isinstance(part, dict):
        return "\n".join(words_of(value, name) for name, value in part.items())
    if isinstance(part, list):
        return "\n".join(words_of(value, key) for value in part)
    return part.casefold() if key in READABLE and isinstance(part, str) else ""


# --- Which rows ---------------------------------------------------------------------------


def is_selected(row: Row, query: Query) -> bool:
    facets = (row.keys[name] & set(query[name]) for name in row.keys if name in query)
    return all(facets) and _is_named(row, query) and _is_worth(row, query) and _says(row, query)


def _is_named(row: Row, query: Query) -> bool:
    return "project" not in query or row.reference in map(str.upper, query["project"])


def _is_worth(row: Row, query: Query) -> bool:
    least, most = (_sek(query, name) for name in ("amount_min", "amount_max"))
    if least is None and most is None:
        return True
    return row.sek is not None and (least or 0) <= row.sek <= (row.sek if most is None else most)


def _sek(query: Query, name: str) -> int | None:
    return int("".join(query[name][-1].split())) if name in query else None


def _says(row: Row, query: Query) -> bool:
    """Whether a row has every phrase; single words, which bend, are none of its matters."""
    phrases = re.findall('"(.+?)"', query.get("q", [""])[-1])
    lines = [f" {' '.join(tokens(line))} " for line in row.words.split("\n")]
    return all(any(f" {' '.join(tokens(each))} " in line for line in lines) for each in phrases)


def tokens(text: str) -> list[str]:
    """The words of a text; hyphens and apostrophes within them don't count."""
    joined = re.sub(r"(?<=\w)[-’'](?=\w)", "", text.casefold())
    return re.findall(r"\d+(?:[.,:]\d+)+|[^\W_]+", joined)


# --- In which order -----------------------------------------------------------------------


def letters(text: str) -> list[int]:
    """The places of the letters in the Swedish alphabet; other accents don't count."""
    found = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        bare = letter if letter in "åäö" else unicodedata.normalize("NFKD", letter)[0]
        found.append(ALPHABET.index(bare))
    return found


def title_of(row: Row, language: str) -> list[int]:
    title = row.content["title"]
    return letters(title["en"] if language == "en" and title["en"] else title["sv"])


def days_of(row: Row) -> tuple[int, int] | None:
    """The first and the last day that the decision can have been made on."""
    if not row.content["decided_on"]:
        return None
    first = date.fromisoformat(row.content["decided_on"])
    last = {
        "day": first,
        "month": first.replace(day=monthrange(first.year, first.month)[1]),
        "year": first.replace(month=12, day=31),
    }[row.content["decided_precision"]]
    return first.toordinal(), last.toordinal()


def place_of(row: Row, sort: str, language: str):
    """What to sort by, the smallest first; None where it is not known."""
    match sort:
        case "-decided_on":
            return (days := days_of(row)) and (-days[0], days[1])
        case "decided_on":
            return (days := days_of(row)) and (days[1], -days[0])
        case "amount":
            return row.sek
        case "-amount":
            return None if row.sek is None else -row.sek
        case "title":
            return title_of(row, language)
        case "-title":
            return [-place for place in title_of(row, language)] + [1]
        case "member":
            return letters(row.content["members"][0]["name"]), title_of(row, language)


# --- The register -------------------------------------------------------------------------


class Totals(NamedTuple):
    number: int
    sum: int
    known: int
    approximate: int


def totals(rows: Iterable[Row]) -> Totals:
    rows = list(rows)
    known = [row.sek for row in rows if row.sek is not None]
    rough = sum(row.content["amount_is_approximate"] for row in rows)
    return Totals(len(rows), sum(known), len(known), rough)


def references(rows: Iterable[Row]) -> list[str]:
    return [row.reference for row in rows]


def by_value(rows: Iterable[Row], facet: str) -> dict[str, list[Row]]:
    """Key → the rows that have it."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in row.keys[facet]:
            found.setdefault(key, []).append(row)
    return found


class Register:
    """All that was ever published, as it stands when this is made."""

    def __init__(self):
        versions = PublishedVersion.objects.order_by("reference", "number")
        self.versions = [Row(version) for version in versions]

    def standing(self, day: date | None = None) -> list[Row]:
        """What stands, or stood at the end of a day, by reference."""
        rows = [row for row in self.versions if row.stood(day)]
        return sorted(rows, key=lambda row: (len(row.reference), row.reference))

    def rows(self, query: Query, language: str = "sv") -> list[Row]:
        """What a query selects, in order: unknown last, ties by reference."""
        sort = query.get("sort", ["-decided_on"])[-1]
        rows = [row for row in self.standing(day_of(query)) if is_selected(row, query)]
        places = {row.reference: place_of(row, sort, language) for row in rows}
        known = [row for row in rows if places[row.reference] is not None]
        known.sort(key=lambda row: places[row.reference])
        return known + [row for row in rows if places[row.reference] is None]


def day_of(query: Query) -> date | None:
    return date.fromisoformat(query["as_of"][-1]) if "as_of" in query else None


def without(query: Query, *names: str) -> Query:
    return {name: values for name, values in query.items() if name not in names}
