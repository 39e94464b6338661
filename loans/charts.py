"""Some versions as bars: how many projects each value of a facet has, and for how much.

A chart is a table: it is read without being seen, and without script. Its bars are as long as
the number of projects, since one great loan would make all other sums look alike.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from loans import facts
from loans.facets import NONE, Facet
from loans.figures import Count, count, missing_in_words, total_in_words, value_in_words
from loans.selection import Selection

WHOLE = 1000
"""The length of the longest bar."""


class Bar(NamedTuple):
    """One value, which leads to its own page if it has one, and the projects that it counts."""

    words: facts.Words
    count: Count
    amount: facts.Words | None
    missing: str
    """How many of its projects the amount leaves out, in words."""
    share: int
    """Its length, per mille of the longest."""


class Chart(NamedTuple):
    title: str
    value_heading: str
    note: str
    rows: list[Bar]


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
    return Chart(
        title=_("Efter %(facet)s") % {"facet": str(facet.label).lower()},
        value_heading=str(facet.label),
        note=_note(facet),
        rows=_bars(facet, tallies, selection),
    )


def _note(facet: Facet) -> str:
    notes = [_("Staplarna visar antalet projekt.")]
    if facet.has_several:
        notes.append(_("Ett projekt kan ha flera värden och räknas då vid vart och ett."))
    return " ".join(notes)


def _bars(facet: Facet, tallies: dict[str, dict], selection: Selection) -> list[Bar]:
    longest = max((tally["number"] for tally in tallies.values()), default=1)
    rows = []
    for key, words in _in_order(facet, tallies, selection.language).items():
        if facet.page and key != NONE:
            words = words._replace(href=facts.page_of(facet, key))
        href = selection.address_of(facet.name, key)
        rows.append(_bar(tallies[key], words, href, longest, selection.language))
    return rows


def _in_order(facet: Facet, tallies: dict[str, dict], language: str) -> dict[str, facts.Words]:
    """Key → name; what is not stated last."""
    words = {key: value_in_words(tally, language) for key, tally in tallies.items()}
    names = facet.in_order(words)
    if facet.scale:
        return names
    keys = sorted(names, key=lambda key: (key == NONE, -tallies[key]["number"]))
    return {key: names[key] for key in keys}


def _bar(tally: dict, words: facts.Words, href: str, longest: int, language: str) -> Bar:
    return Bar(
        words,
        count(tally, language, href=href),
        total_in_words(tally, language),
        missing_in_words(tally, language),
        max(1, tally["number"] * WHOLE // longest),
    )
