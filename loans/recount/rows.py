"""The projects as a recount sees them: what a version's content says, and nothing else of it."""

import re
import unicodedata
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from loans.models.versions import PublishedVersion

NONE = "none"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
CHUNK = 500

MILLION = 1_000_000
BANDS = (0, 10, 25, 50, 100, 250, 500, 1000)
"""Where the bands of amounts begin, in millions of SEK; the last has no end."""

WORD = r"\d+(?:[.,:]\d+)+|[^\W_]+"

SEARCHED = (
    "title",
    "summary",
    "description",
    "physical_investment",
    "social_intervention",
    "social_goals_text",
)
NAMED = ("category", "investment_type", "initiative")
SEVERAL = ("goals", "target_groups")


class Row(NamedTuple):
    """One project. `amount` is whole SEK, None where it is not known. `keys` are what it can be
    found by, facet by facet, `texts` the words that can be read of it in either language. Rows
    that are sorted by `place` stand as the list has them: the latest decisions first."""

    reference: str
    slug: str
    amount: int | None
    keys: dict[str, frozenset[str]]
    texts: list[str]
    place: tuple


def current() -> list[Row]:
    """Every project as it is published now. Reads each content once."""
    now = PublishedVersion.objects.filter(valid_to__isnull=True, withdrawn_at__isnull=True)
    return [row_of(content) for content in _contents(now)]


def on(day: date) -> list[Row]:
    """Every project as it stood at the end of `day` in Stockholm; those withdrawn since are left
    out. Reads the times of all versions, and the contents of those that count."""
    times = PublishedVersion.objects.values_list("pk", "valid_from", "valid_to", "withdrawn_at")
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), STOCKHOLM)
    valid = [
        pk
        for pk, start, stop, withdrawn in times.order_by("pk").iterator(chunk_size=CHUNK)
        if start < end and (stop is None or stop >= end) and withdrawn is None
    ]
    rows = []
    for first in range(0, len(valid), CHUNK):
        part = PublishedVersion.objects.filter(pk__in=valid[first : first + CHUNK])
        rows += [row_of(content) for content in _contents(part)]
    return rows


def _contents(versions) -> Iterator[dict[str, Any]]:
    contents = versions.order_by("pk").values_list("content", flat=True)
    return contents.iterator(chunk_size=CHUNK)


def row_of(content: dict[str, Any]) -> Row:
    return Row(
        reference=content["reference"],
        slug=content["slug"],
        amount=content["loan_amount"],
        keys=keys_of(content),
        texts=list(dict.fromkeys(as_words(text) for text in texts_of(content) if text)),
        place=place_of(content),
    )


def place_of(content: dict[str, Any]) -> tuple:
    """What the list is sorted by: the first day that the decision can have been made on, the
    latest first, then the last such day, then the number of the reference; unknown days last."""
    number = int(content["reference"].rpartition("-")[2])
    if not content["decided_on"]:
        return True, 0, 0, number
    first = date.fromisoformat(content["decided_on"])
    days = {"month": monthrange(first.year, first.month)[1], "year": 365 + isleap(first.year)}
    last = first.toordinal() + days.get(content["decided_precision"], 1) - 1
    return False, -first.toordinal(), last, number


def keys_of(content: dict[str, Any]) -> dict[str, frozenset[str]]:
    """What a project can be found by; `none` stands where nothing is stated."""
    borrower, members = content["borrower"], content["members"]
    found = {
        **{name: [part["slug"] for part in [content[name]] if part] for name in NAMED},
        "goal": [part["slug"] for part in content["goals"]],
        "target_group": [part["slug"] for part in content["target_groups"]],
        "member": [member["slug"] for member in members],
        "county": [member["county"]["code"] for member in members],
        "borrower": [borrower["slug"]],
        "borrower_kind": [borrower["kind"]] if borrower["kind"] else [],
        "decided_year": [content["decided_on"][:4]] if content["decided_on"] else [],
        "amount_band": [] if content["loan_amount"] is None else [band_of(content["loan_amount"])],
        "amount_precision": precisions_of(content),
        "project": [content["reference"]],
    }
    return {name: frozenset(keys or [NONE]) for name, keys in found.items()}


def band_of(amount: int) -> str:
    """The band that an amount in SEK lies in: "10-25" from 10 million and below 25, "1000-" from
    a milliard."""
    place = max(place for place, start in enumerate(BANDS) if amount >= start * MILLION)
    return f"{BANDS[place]}-{BANDS[place + 1] if place + 1 < len(BANDS) else ''}"


def precisions_of(content: dict[str, Any]) -> list[str]:
    """How well the amount is known, where it is."""
    if content["loan_amount"] is None:
        return []
    return ["approximate"] if content["amount_is_approximate"] else ["exact"]


def texts_of(content: dict[str, Any]) -> Iterable[str]:
    """All that a search looks in: texts in both languages, and every name and label."""
    borrower, members = content["borrower"], content["members"]
    yield from (content["reference"], content["place_name"], (content["decided_on"] or "")[:4])
    yield from (borrower["name"], *borrower["aliases"])
    for name in SEARCHED:
        yield from content[name].values()
    for name in NAMED:
        yield from content[name]["name"].values() if content[name] else ()
    for name in SEVERAL:
        yield from (text for part in content[name] for text in part["name"].values())
    for member in members:
        yield from (member["name"], member["county"]["name"])


def as_words(text: str) -> str:
    """A text's words alone, with a space round each: whatever the case, however an accent is put
    together, and without the hyphens and apostrophes within words."""
    folded = unicodedata.normalize("NFC", text).casefold()
    joined = re.sub(r"(?<=\w)[-’'](?=\w)", "", folded)
    return f" {' '.join(re.findall(WORD, joined))} "
