"""The form of a list of projects: what can be chosen, what is chosen, and what is wrong.

It only words and arranges. Which values there are, and what they select, is `selected`'s.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.facets import BY_NAME, Facet
from loans.facts import Words
from loans.figures import Count, count, total_in_words
from loans.labels import LABELS
from loans.portfolio import Portfolio
from loans.selection.asked import Asked
from members.swedish import searchable

LONGEST_OPEN = 12
"""Values of a facet that stands open because one is chosen; more would bury the rest."""

MOST_OFFERED = 30
"""Values of a facet that shows them all, those without projects among them. Of a longer one the
largest are shown, and what is sought."""

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
    def is_inert(self) -> bool:
        """Whether choosing it would give nothing; what is chosen can always be unchosen."""
        return not self.is_selected and not (self.count and self.count.number)


class FacetChoices(NamedTuple):
    """A facet as the form shows it.

    A long one has a field to seek in, `sought` says what was; `left_out` is the number of values
    that aren't shown, and `index` the address of the page with all of them.
    """

    name: str
    label: str
    choices: list[Choice]
    errors: list[str]
    is_long: bool = False
    sought: str = ""
    left_out: int = 0
    index: str = ""

    @property
    def selected(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_selected]

    @property
    def selected_number(self) -> int:
        return len(self.selected)

    @property
    def lang(self) -> str:
        """The language of all values, where they share one that isn't the page's: said once, it
        weighs less. Empty where they don't."""
        languages = {choice.words.lang for choice in self.choices}
        return languages.pop() if len(languages) == 1 else ""

    @property
    def is_open(self) -> bool:
        """Whether its values are shown at once. What is chosen is named in any case."""
        is_short = len(self.choices) <= LONGEST_OPEN
        return bool(self.errors or self.sought) or (is_short and bool(self.selected))


class ActiveFilter(NamedTuple):
    """Something the visitor asked for, with the address without it."""

    label: str
    words: Words
    href: str


class FieldError(NamedTuple):
    """What is wrong with a field. `anchor` is empty where the page has no such field."""

    label: str
    message: str
    anchor: str


def facet_choices(
    facet: Facet,
    labels: dict[str, Words],
    asked: Asked,
    *,
    others: Portfolio | None,
    errors: list[str],
    sought: str,
    language: str,
) -> FacetChoices:
    """`labels` are all values in their order, `others` what the other filters select: nothing
    where the query is wrong, and then no value has a number."""
    chosen = set(asked.values(facet.name))
    numbers = {key: others.number_with(facet.name, key) if others else 0 for key in labels}
    shown = _shown(labels, numbers, chosen, sought, is_too_much=asked.is_too_much)
    choices = [
        _choice(facet, key, labels[key], asked, others, language) for key in labels if key in shown
    ]
    choices.sort(key=lambda choice: not choice.is_selected)
    is_long = len(labels) > MOST_OFFERED
    index = reverse(facet.index) if is_long and facet.index else ""
    left_out = len(labels) - len(shown)
    return FacetChoices(
        facet.name, str(facet.label), choices, errors, is_long, sought, left_out, index
    )


def _shown(
    labels: dict[str, Words], numbers: dict[str, int], chosen: set[str], sought: str, *, is_too_much
) -> set[str]:
    """The keys that the form shows: all where they are few, otherwise what is chosen and the
    largest, or what is sought; only what is chosen where too much was."""
    if is_too_much:
        return chosen & labels.keys()
    if len(labels) <= MOST_OFFERED:
        return set(labels)
    if sought:
        words = searchable(sought)
        found = [key for key in labels if words in searchable(labels[key].text)]
        return chosen & labels.keys() | set(found[:MOST_FOUND])
    largest = sorted((key for key in labels if numbers[key]), key=lambda key: -numbers[key])
    return chosen & labels.keys() | set(largest[:LARGEST])


def _choice(
    facet: Facet, key: str, words: Words, asked: Asked, others: Portfolio | None, language: str
) -> Choice:
    is_selected = key in asked.values(facet.name)
    if others is None:
        return Choice(key, words, is_selected)
    totals = others.with_facet(facet.name, [key]).totals()
    href = f"{reverse('projects')}{asked.href_of(facet.name, key)}"
    shown = count(totals, language, href=href)
    return Choice(key, words, is_selected, shown, total_in_words(totals, language))


BOUNDS = {
    "amount_min": gettext_lazy("Lägsta belopp"),
    "amount_max": gettext_lazy("Högsta belopp"),
    "project": LABELS["reference"],
    "as_of": gettext_lazy("Registret den dagen"),
}
"""Filters that aren't facets."""


def labels() -> dict[str, str]:
    """What errors are about, in the form's order: the whole of it first (which needs no name),
    and the number of the page, which has no field, last."""
    facets = {name: str(facet.label) for name, facet in BY_NAME.items()}
    return {
        "": "",
        "q": _("Sök"),
        "sort": _("Sortera efter"),
        **facets,
        **BOUNDS,
        "page": _("Sida"),
    }


def names_of_filters() -> dict[str, str]:
    """What filters are called where they are listed, in the form's order."""
    facets = {name: str(facet.label) for name, facet in BY_NAME.items()}
    return {"q": _("Sökord"), **facets, **_bounds()}


def _bounds() -> dict[str, str]:
    return {name: str(label) for name, label in BOUNDS.items()}


def field_errors(found: dict[str, list[str]], facets: list[FacetChoices]) -> list[FieldError]:
    """Everything that is wrong, in the form's order."""
    anchors = {"q": "q", "sort": "sort"}
    anchors |= {facet.name: f"facet-{facet.name}" for facet in facets if facet.choices}
    return [
        FieldError(label, message, anchors.get(name, ""))
        for name, label in labels().items()
        for message in found.get(name, [])
    ]
