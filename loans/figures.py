"""What several projects come to: how many there are, their sum and their median, in words.

Sums and medians run over the known amounts alone, and say how many that leaves out.
"""

from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, wording
from loans.models.versions import VersionQuerySet

FEWEST_FOR_MEDIAN = 3
"""Known amounts; of one or two the median only repeats the amounts or their mean."""


class Figure(NamedTuple):
    """One number as pages show it. `note` says what it leaves out."""

    label: str
    words: facts.Words
    note: str = ""


class Figures:
    """The figures of some versions, in one language. Costs a query, and one more for the median."""

    def __init__(self, versions: VersionQuerySet, language: str):
        self._versions = versions
        self.language = language

    @cached_property
    def totals(self) -> dict:
        """`number`, `sum` in whole SEK over known amounts, how many are `known`, and how many
        of those are `approximate`."""
        return self._versions.totals()

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
        middle = self._versions.median(self.totals["known"])
        if middle is None:
            return None
        sek, is_approximate = middle
        return facts.reckoned(sek, self.language, approximate=is_approximate)

    @cached_property
    def reservations(self) -> str:
        """What the sum does not say: "2 av 12 ungefärliga, 1 av 12 utan belopp"."""
        approximate = self.totals["approximate"]
        roughly = ngettext(
            "%(some)s av %(number)s ungefärligt", "%(some)s av %(number)s ungefärliga", approximate
        )
        counts = [
            (approximate, roughly),
            (self.number - self.totals["known"], _("%(some)s av %(number)s utan belopp")),
        ]
        return ", ".join(
            words % {"some": self._number(some), "number": self.number_in_words}
            for some, words in counts
            if some
        )

    def shown(self, href: str) -> list[Figure]:
        """The number (which leads to the projects at `href`), the sum and the median."""
        number = facts.Words(self.number_in_words, href=href if self.number else "")
        found = [Figure(_("Projekt"), number)]
        if self.total_amount:
            note = self.reservations
            found.append(Figure(_("Sammanlagt lånebelopp"), self.total_amount, note))
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
    """The name of the value that a row of `VersionQuerySet.by_value` is of."""
    return facts.words({"sv": tally["label"], "en": tally["label_en"]}, language)


def total_in_words(totals: dict, language: str) -> facts.Words | None:
    """`totals` has `sum` in SEK over as many amounts as are `known`, some `approximate`."""
    if not totals["known"]:
        return None
    return facts.reckoned(totals["sum"], language, approximate=bool(totals["approximate"]))


def missing_in_words(totals: dict, language: str) -> str:
    """ "2 utan belopp": what a sum leaves out; nothing where it leaves out none, or all."""
    number = totals["number"] - totals["known"]
    if not number or not totals["known"]:
        return ""
    return _("%(number)s utan belopp") % {"number": wording.number(number, language)}
