"""The form of a list of projects: what can be chosen, what is chosen, and what is wrong.

It only words and arranges. Which values there are, and what they select, is `selected`'s.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from loans import wording
from loans.facets import BY_NAME, Facet
from loans.facts import Words
from loans.selection.asked import Asked

LONGEST_OPEN = 12
"""Values of a facet that stands open because one is chosen; more would bury the rest."""


MOST_OFFERED = 300
"""Values of a facet that has an index of its own: beyond that the index offers them, so that the
form stays light however many borrowers there are."""


class Choice(NamedTuple):
    """A value that can be chosen in the form."""

    key: str
    words: Words
    is_selected: bool


class FacetChoices(NamedTuple):
    """A facet as the form shows it, with what is chosen first.

    Where there are too many values to offer, `index` is the address of the page with all of
    them, and `number` says how many.
    """

    name: str
    label: str
    choices: list[Choice]
    errors: list[str]
    index: str = ""
    number: str = ""

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
        return bool(self.errors) or (is_short and bool(self.selected))


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
    facet: Facet, offered: dict[str, Words], asked: Asked, errors: list[str], language: str
) -> FacetChoices:
    chosen = asked.values(facet.name)
    choices = [Choice(key, words, key in chosen) for key, words in offered.items()]
    choices.sort(key=lambda choice: not choice.is_selected)
    shown = FacetChoices(facet.name, str(facet.label), choices, errors)
    if not facet.index or len(choices) <= MOST_OFFERED:
        return shown
    return shown._replace(
        choices=shown.selected,
        index=reverse(facet.index),
        number=wording.number(len(choices), language),
    )


def labels() -> dict[str, str]:
    """What errors are about, in the form's order: the whole of it first (which needs no name),
    and the number of the page, which has no field, last."""
    facets = {name: str(facet.label) for name, facet in BY_NAME.items()}
    return {"": "", "q": _("Sök"), "sort": _("Sortera efter"), **facets, "page": _("Sida")}


def field_errors(found: dict[str, list[str]], facets: list[FacetChoices]) -> list[FieldError]:
    """Everything that is wrong, in the form's order."""
    anchors = {"q": "q", "sort": "sort"}
    anchors |= {facet.name: f"facet-{facet.name}" for facet in facets if facet.choices}
    return [
        FieldError(label, message, anchors.get(name, ""))
        for name, label in labels().items()
        for message in found.get(name, [])
    ]
