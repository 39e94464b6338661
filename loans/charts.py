"""Some versions as bars: how many projects each value of a facet has, and for how much.

A chart is a table: it is read without being seen, and without script. Its bars are as long as
the number of projects, since one great loan would make all other sums look alike.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from loans import facts, wording
from loans.facets import NONE, Facet
from loans.figures import (
    WITHOUT_AMOUNT,
    Count,
    count,
    missing,
    total_in_words,
    value_in_words,
)
from loans.selection import Selection
from loans.selection.asked import values_of

WHOLE = 1000
"""The length of the longest bar."""

MOST_BARS = 10
"""Values that are drawn where they have no scale, the largest; "Ej angivet" comes besides."""


class Bar(NamedTuple):
    """One value, which leads to its own page if it has one, and the projects that it counts."""

    words: facts.Words
    count: Count
    amount: facts.Words | None
    missing: Count | None
    """Those of its projects that the amount leaves out."""
    share: int
    """Its length, per mille of the longest."""
    percent: str = ""
    """How large a part of all projects it counts, in words."""


class Chart(NamedTuple):
    title: str
    value_heading: str
    note: str
    rows: list[Bar]
    rest: facts.Words | None = None
    """How many values aren't drawn, with the way to all of them in the form of the list."""


def chart(facet: Facet, selection: Selection) -> Chart:
    """The values of one facet: along its scale, or with the longest bar first.

    Where a facet is itself filtered, only the values that were chosen: projects that also have
    another are selected for the chosen one's sake, and no link leads to just them.
    """
    chosen = selection.asked.values(facet.name)
    tallies = {
        tally["key"]: tally
        for tally in selection.tallies(facet.name)
        if not chosen or tally["key"] in chosen
    }
    keys = _drawn(facet, tallies)
    return Chart(
        title=_("Efter %(facet)s") % {"facet": str(facet.label).lower()},
        value_heading=str(facet.label),
        note=_note(facet),
        rows=_bars(facet, {key: tallies[key] for key in keys}, selection),
        rest=_rest(facet, len(tallies) - len(keys), selection),
    )


def _drawn(facet: Facet, tallies: dict[str, dict]) -> list[str]:
    """The keys of the values that have a bar. One alone is never left out: it takes no more room
    than the words for it."""
    stated = sorted(tallies.keys() - {NONE}, key=lambda key: (-tallies[key]["number"], key))
    if not facet.scale and len(stated) > MOST_BARS + 1:
        stated = stated[:MOST_BARS]
    return stated + [NONE] * (NONE in tallies)


def _rest(facet: Facet, number: int, selection: Selection) -> facts.Words | None:
    if not number:
        return None
    shown = {"number": wording.number(number, selection.language)}
    words = facts.Words(_("… och %(number)s till") % shown)
    return words._replace(href=f"{selection.address}#{values_of(facet.name)}")


def _note(facet: Facet) -> str:
    notes = [_("Staplarna visar antalet projekt.")]
    if facet.has_several:
        notes.append(_("Ett projekt kan ha flera värden och räknas då vid vart och ett."))
    return " ".join(notes)


def _bars(facet: Facet, tallies: dict[str, dict], selection: Selection) -> list[Bar]:
    longest = max((tally["number"] for tally in tallies.values()), default=1)
    language, rows = selection.language, []
    for key, words in _in_order(facet, tallies, language).items():
        # Its own page shows all of its projects, which a narrower chart doesn't count.
        if facet.page and key != NONE and selection.is_everything:
            words = words._replace(href=facts.page_of(facet, key))
        bar = _bar(tallies[key], words, {facet.name: key}, longest, selection)
        percent = wording.percent(bar.count.number, selection.figures.number, language)
        rows.append(bar._replace(percent=percent))
    return rows


def _in_order(facet: Facet, tallies: dict[str, dict], language: str) -> dict[str, facts.Words]:
    """Key → name; what is not stated last."""
    words = {key: value_in_words(tally, language) for key, tally in tallies.items()}
    names = facet.in_order(words)
    if facet.scale:
        return names
    keys = sorted(names, key=lambda key: (key == NONE, -tallies[key]["number"]))
    return {key: names[key] for key in keys}


def _bar(
    tally: dict, words: facts.Words, chosen: dict[str, str], longest: int, selection: Selection
) -> Bar:
    language = selection.language
    return Bar(
        words,
        count(tally, language, href=selection.address_of(chosen)),
        total_in_words(tally, language),
        missing(tally, language, href=selection.address_of(chosen | WITHOUT_AMOUNT)),
        max(1, tally["number"] * WHOLE // longest),
    )
