"""What several projects come to: how many there are, their sum and their median, in words.

Sums and medians run over the known amounts alone, and say how many that leaves out.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, wording
from loans.facets import NONE
from loans.portfolio import Portfolio

FEWEST_FOR_MEDIAN = 3
"""Known amounts; of one or two the median only repeats the amounts or their mean."""


NO_PROJECTS = {"number": 0, "sum": 0, "known": 0, "approximate": 0}
"""The totals of nothing."""


APPROXIMATE = {"amount_precision": "approximate"}
WITHOUT_AMOUNT = {"amount_band": NONE}
"""What selects the projects that a sum has reservations for."""


class Count(NamedTuple):
    """A number of projects that opens them: `href` leads to exactly `number` of them. Where there
    are none it is empty."""

    text: str
    number: int
    href: str = ""


class Figure(NamedTuple):
    """One number as pages show it, with a note and its reservations, which open projects."""

    label: str
    words: facts.Words | None = None
    note: str = ""
    count: Count | None = None
    """Instead of words, where it opens projects."""
    reservations: tuple[Count, ...] = ()


def count(totals: dict, language: str, *, href: str) -> Count:
    """ "1 204 projekt"."""
    return _count(totals, href, projects_in_words(totals["number"], language))


def bare_count(totals: dict, language: str, *, href: str) -> Count:
    """ "1 204", where a label says that it is projects."""
    return _count(totals, href, wording.number(totals["number"], language))


def _count(totals: dict, href: str, text: str) -> Count:
    return Count(text, totals["number"], href if totals["number"] else "")


class Figures:
    """The figures of a portfolio, in one language. `address_of` gives the list of those of its
    projects that have some values."""

    def __init__(
        self, portfolio: Portfolio, language: str, address_of: Callable[[dict[str, str]], str]
    ):
        self._portfolio, self._address_of = portfolio, address_of
        self.language = language

    @cached_property
    def totals(self) -> dict:
        """`number`, `sum` in whole SEK over known amounts, how many are `known`, and how many
        of those are `approximate`."""
        return self._portfolio.totals()

    @property
    def number(self) -> int:
        return self.totals["number"]

    @property
    def number_in_words(self) -> str:
        """ "1 204"."""
        return self._number(self.number)

    @cached_property
    def total_amount(self) -> facts.Words | None:
        """The sum of the known amounts; nothing where none is known."""
        return total_in_words(self.totals, self.language)

    @cached_property
    def median(self) -> facts.Words | None:
        """The median of the known amounts; nothing where they are too few to say more by it."""
        if self.totals["known"] < FEWEST_FOR_MEDIAN:
            return None
        sek, is_approximate = self._portfolio.median()
        return facts.reckoned(sek, self.language, approximate=is_approximate)

    @cached_property
    def reservations(self) -> tuple[Count, ...]:
        """What the sum does not say: "2 av 12 ungefärliga", "1 av 12 utan belopp"."""
        approximate = self.totals["approximate"]
        roughly = ngettext(
            "%(some)s av %(number)s ungefärligt", "%(some)s av %(number)s ungefärliga", approximate
        )
        found = [
            self._reservation(roughly, APPROXIMATE),
            self._reservation(_("%(some)s av %(number)s utan belopp"), WITHOUT_AMOUNT),
        ]
        return tuple(count for count in found if count.number)

    def _reservation(self, words: str, chosen: dict[str, str]) -> Count:
        portfolio = self._portfolio
        for facet, key in chosen.items():
            portfolio = portfolio.with_facet(facet, [key])
        totals = portfolio.totals()
        shown = {"some": self._number(totals["number"]), "number": self.number_in_words}
        return _count(totals, self._address_of(chosen), words % shown)

    def shown(self, href: str) -> list[Figure]:
        """The number (which leads to the projects at `href`), the sum and the median."""
        found = [Figure(_("Projekt"), count=bare_count(self.totals, self.language, href=href))]
        if self.total_amount:
            total = Figure(_("Sammanlagt lånebelopp"), self.total_amount)
            found.append(total._replace(reservations=self.reservations))
        if self.median:
            note = _("Det mittersta när beloppen ställs i storleksordning.")
            found.append(Figure(_("Median"), self.median, note))
        return found

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)


def projects_in_words(number: int, language: str) -> str:
    """ "1 204 projekt"."""
    shown = {"number": wording.number(number, language)}
    return ngettext("%(number)s projekt", "%(number)s projekt", number) % shown


def value_in_words(tally: dict, language: str) -> facts.Words:
    """The name of the value that a row of `Portfolio.by_value` is of."""
    return facts.words({"sv": tally["label"], "en": tally["label_en"]}, language)


def total_in_words(totals: dict, language: str) -> facts.Words | None:
    """`totals` has `sum` in SEK over as many amounts as are `known`, some `approximate`."""
    if not totals["known"]:
        return None
    return facts.reckoned(totals["sum"], language, approximate=bool(totals["approximate"]))


def total_in_short(totals: dict, language: str) -> facts.Words | None:
    """The same where room is scarce: "171 mnkr"."""
    if not totals["known"]:
        return None
    sek, approximate = totals["sum"], bool(totals["approximate"])
    return facts.Words(wording.short(sek, language, approximate=approximate), data=sek)


def missing(totals: dict, language: str, *, href: str) -> Count | None:
    """ "2 utan belopp": what a sum leaves out, which `href` leads to; nothing where it leaves out
    none, or all."""
    number = totals["number"] - totals["known"]
    if not number or not totals["known"]:
        return None
    words = _("%(number)s utan belopp") % {"number": wording.number(number, language)}
    return Count(words, number, href)
