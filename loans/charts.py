"""Some versions as bars: how many projects each value of a facet has, and for how much.

A chart is a table: it is read without being seen, and without script. Its bars are as long as
the number of projects, since one great loan would make all other sums look alike.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from loans import facts
from loans.facets import NONE, Facet
from loans.figures import missing_in_words, projects_in_words, total_in_words, value_in_words

WHOLE = 1000
"""The length of the longest bar."""


class Bar(NamedTuple):
    """One value, which leads to its own page if it has one; `number` to the very projects that
    the bar counts."""

    words: facts.Words
    number: facts.Words
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


def chart(facet: Facet, tallies: Iterable[dict], language: str, chosen: dict[str, str]) -> Chart:
    """The values of one facet: years as they stand in lists, others with the longest bar first.

    `tallies` are rows of `VersionQuerySet.by_value`; those of other facets are left out.
    `chosen` are the parameters that select the versions.
    """
    own = {tally["key"]: tally for tally in tallies if tally["facet"] == facet.name}
    longest = max((tally["number"] for tally in own.values()), default=1)
    rows = []
    for key, words in _in_order(facet, own, language).items():
        if facet.page and key != NONE:
            words = words._replace(href=facts.page_of(facet, key))
        href = facts.list_of(chosen | {facet.name: key})
        rows.append(_bar(own[key], words, href, share_of=longest, language=language))
    notes = [_("Staplarna visar antalet projekt.")]
    if facet.has_several:
        notes.append(_("Ett projekt kan ha flera värden och räknas då vid vart och ett."))
    return Chart(
        title=_("Efter %(facet)s") % {"facet": str(facet.label).lower()},
        value_heading=str(facet.label),
        note=" ".join(notes),
        rows=rows,
    )


def _in_order(facet: Facet, tallies: dict[str, dict], language: str) -> dict[str, facts.Words]:
    """Key → name; what is not stated last."""
    words = {key: value_in_words(tally, language) for key, tally in tallies.items()}
    names = facet.in_order(words)
    if facet.newest_first:
        return names
    keys = sorted(names, key=lambda key: (key == NONE, -tallies[key]["number"]))
    return {key: names[key] for key in keys}


def _bar(tally: dict, words: facts.Words, href: str, *, share_of: int, language: str) -> Bar:
    return Bar(
        words,
        facts.Words(projects_in_words(tally["number"], language), href=href),
        total_in_words(tally, language),
        missing_in_words(tally, language),
        max(1, tally["number"] * WHOLE // share_of),
    )
