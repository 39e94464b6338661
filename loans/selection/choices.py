"""A facet as the form shows it: which of its values, how many projects each would give and for
how much, and where they lead."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.facets import Facet
from loans.facts import Words
from loans.figures import Count, bare_count, total_in_short
from loans.portfolio import Portfolio
from loans.selection.asked import Asked, fold_of, values_of
from members.swedish import searchable, unaccented

LONGEST_OPEN = 12
"""Values of a facet that stands open because one is chosen; more would bury the rest."""

MOST_OFFERED = 30
"""Values of a facet that shows them all, those without projects among them. Of a longer one those
that would give something are shown, where they are no more; otherwise the largest, and what is
sought."""

LARGEST = 10
MOST_FOUND = 25


class Choice(NamedTuple):
    """A value that can be chosen in the form, and of a facet's: how many projects have it among
    those that the other filters select, and for how much."""

    key: str
    words: Words
    is_selected: bool
    count: Count | None = None
    amount: Words | None = None

    @property
    def noun(self) -> str:
        """ "projekt", in the number of its count."""
        number = self.count.number if self.count else 0
        return ngettext("projekt", "projekt", number)

    @property
    def is_inert(self) -> bool:
        """Whether choosing it would give nothing; what is chosen can always be unchosen. Where
        the query is wrong nobody knows, and all can be chosen."""
        return not self.is_selected and self.count is not None and not self.count.number


class Field(NamedTuple):
    """A field to write in; `kind` is "kronor" or "date", and `latest` the last day to choose."""

    name: str
    label: str
    value: str
    errors: list[str]
    kind: str = "kronor"
    latest: date | None = None

    @property
    def type(self) -> str:
        """Of its input. One for dates can't show what is no date, and it must not be lost."""
        return "date" if self.kind == "date" and not self.errors else "text"


class FacetChoices(NamedTuple):
    """A facet as the form shows it, with its `errors` and the fields for `bounds` that stand beside
    its values, which the form adds.

    A long one has a field to seek in, `sought` says what was and `found` how many values have it;
    what is chosen is shown besides. `left_out` is how many of those that would give something, or
    of what was found, aren't shown, and `index` the address of the page with all of them.
    """

    name: str
    label: str
    choices: list[Choice]
    errors: Collection[str] = ()
    is_long: bool = False
    sought: str = ""
    found: int = 0
    left_out: int = 0
    index: str = ""
    bounds: tuple[Field, ...] = ()
    is_offered: bool = True

    @property
    def selected(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_selected]

    @property
    def bound(self) -> list[Field]:
        """The bounds that are set, rightly or not."""
        return [field for field in self.bounds if field.value]

    @property
    def chosen_number(self) -> int:
        """Values that are chosen and bounds that are set."""
        return len(self.selected) + len(self.bound)

    @property
    def anchor(self) -> str:
        return fold_of(self.name)

    @property
    def anchor_of_values(self) -> str:
        return values_of(self.name)

    @property
    def find_label(self) -> str:
        return _("Sök %(facet)s") % {"facet": self.label.lower()}

    @property
    def found_in_words(self) -> str:
        """ "3 träffar på ”norr” i filtret Medlem": what seeking came to."""
        said = {"number": self.found, "sought": self.sought, "facet": self.label}
        if not self.found:
            return _("Inga träffar på ”%(sought)s” i filtret %(facet)s") % said
        return (
            ngettext(
                "%(number)s träff på ”%(sought)s” i filtret %(facet)s",
                "%(number)s träffar på ”%(sought)s” i filtret %(facet)s",
                self.found,
            )
            % said
        )

    @property
    def is_shown(self) -> bool:
        if not self.is_offered:
            return bool(self.selected or self.errors)
        return bool(self.choices or self.is_long or self.bound)

    @property
    def is_open(self) -> bool:
        """Whether its values are shown at once. What is chosen is named in any case."""
        is_short = len(self.choices) <= LONGEST_OPEN
        return bool(self.errors or self.sought or self.bound) or (is_short and bool(self.selected))


def facet_choices(
    facet: Facet,
    labels: dict[str, Words],
    asked: Asked,
    *,
    others: Portfolio | None,
    sought: str,
    language: str,
) -> FacetChoices:
    """`labels` are all values in their order, `others` what the other filters select: nothing
    where the query is wrong, and then no value has a number."""
    offer = _offer(facet, labels, asked, others, sought)
    is_long = len(labels) > MOST_OFFERED
    return FacetChoices(
        name=facet.name,
        label=str(facet.label),
        choices=[_choice(facet, key, labels[key], asked, others, language) for key in offer.keys],
        is_long=is_long,
        sought=offer.sought,
        found=offer.found,
        left_out=offer.left_out,
        index=reverse(facet.index) if is_long and facet.index else "",
        is_offered=facet.is_offered,
    )


class _Offer(NamedTuple):
    """The keys of the values that a facet shows, what is chosen first; the rest as its form says
    them."""

    keys: Collection[str]
    left_out: int = 0
    sought: str = ""
    found: int = 0


def _offer(
    facet: Facet, labels: dict[str, Words], asked: Asked, others: Portfolio | None, sought: str
) -> _Offer:
    """All values in their order where they are few, otherwise what is sought, or those that would
    give something; of many such the largest, with the largest first. Where too much was chosen, and
    where the query is wrong and nobody knows what would, only what is chosen."""
    chosen = [key for key in labels if key in asked.values(facet.name)]
    if asked.is_too_much:
        return _Offer(chosen, len(labels) - len(chosen))
    if len(labels) <= MOST_OFFERED:
        return _Offer(dict.fromkeys([*chosen, *labels]))
    numbers = {key: others.number_with(facet.name, key) if others else 0 for key in labels}
    if sought:
        found = _found(labels, sought)
        offered = sorted(found, key=lambda key: (found[key], not numbers[key]))
        keys = dict.fromkeys([*chosen, *offered[:MOST_FOUND]])
        return _Offer(keys, len(found) - len(keys.keys() & found.keys()), sought, len(found))
    if others is None:
        return _Offer(chosen, len(labels) - len(chosen))
    giving = [key for key in labels if numbers[key]]
    if len(giving) <= MOST_OFFERED:
        return _Offer(dict.fromkeys([*chosen, *giving]))
    largest = sorted(giving, key=lambda key: -numbers[key])[:LARGEST]
    return _Offer(dict.fromkeys([*chosen, *largest]), len({*giving} - {*chosen, *largest}))


def _found(labels: dict[str, Words], sought: str) -> dict[str, bool]:
    """The keys whose words have what is sought, each with whether it has it only where å, ä and ö
    may stand as a and o. Whoever writes å means it, if anything has it."""
    exact, plain = searchable(sought), unaccented(sought)
    found = {key: False for key in labels if exact in searchable(labels[key].text)}
    if found and exact != plain:
        return found
    return {key: True for key in labels if plain in unaccented(labels[key].text)} | found


def _choice(
    facet: Facet, key: str, words: Words, asked: Asked, others: Portfolio | None, language: str
) -> Choice:
    is_selected = key in asked.values(facet.name)
    if others is None:
        return Choice(key, words, is_selected)
    totals = others.with_facet(facet.name, [key]).totals()
    href = f"{reverse('projects')}{asked.href_of({facet.name: key})}"
    shown = bare_count(totals, language, href=href)
    return Choice(key, words, is_selected, shown, total_in_short(totals, language))
