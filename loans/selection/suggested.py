"""What somebody may be about to type in the field of search: values of facets, and where they
lead. Costs no query: their names are in memory."""

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from loans.facets import FACETS, NONE, Facet
from loans.facts import Words, words
from loans.portfolio import Portfolio
from loans.search.words import tidy, words_in
from members.swedish import alphabetical, unaccented

MOST = 8
SHORTEST_WITHIN = 3
"""Letters that are also sought in the middle of words: "skola" in "Förskolor"."""


class Suggestion(NamedTuple):
    """A facet's value: its name, the facet's, and the page of the value; where it has none, the
    list of its projects."""

    words: Words
    kind: str
    href: str


def suggested(typed: str, portfolio: Portfolio, language: str) -> list[Suggestion]:
    """Those of which the names have every typed word at the beginning of one; then those that have
    it within. As it is spelt comes first, then with other dots and rings; of several, that of most
    projects."""
    sought = _words(typed)
    found = [
        (
            (rank, -portfolio.number_with(facet.name, key), alphabetical(shown.text)),
            facet,
            key,
            shown,
        )
        for facet in FACETS
        if facet.is_searched
        for key, shown in _named(facet, portfolio, language)
        if (rank := _rank(sought, shown.text))
    ]
    found.sort(key=itemgetter(0))
    return [
        Suggestion(shown, str(facet.label), _address(facet, key))
        for _order, facet, key, shown in found[:MOST]
    ]


def _named(facet: Facet, portfolio: Portfolio, language: str) -> Iterator[tuple[str, Words]]:
    labels = portfolio.labels(facet.name).items()
    return ((key, words(label, language)) for key, label in labels if key != NONE)


def _rank(sought: list[str], name: str) -> tuple[bool, bool, bool] | None:
    """The lower the better; None where something typed is not in the name."""
    if not sought:
        return None
    has = _words(name)
    if all(any(word.startswith(each) for word in has) for each in sought):
        return False, False, not has[0].startswith(sought[0])
    plain, plainly = [unaccented(word) for word in has], [unaccented(each) for each in sought]
    if all(any(word.startswith(each) for word in plain) for each in plainly):
        return False, True, not plain[0].startswith(plainly[0])
    if all(len(each) >= SHORTEST_WITHIN and any(each in w for w in has) for each in sought):
        return True, True, True
    return None


def _words(text: str) -> list[str]:
    return [word.text for word in words_in(tidy(text))]


def _address(facet: Facet, key: str) -> str:
    if facet.page:
        return reverse(facet.page, args=[key])
    return f"{reverse('projects')}?{urlencode({facet.name: key})}"
