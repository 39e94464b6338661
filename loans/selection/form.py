"""The form of a list of projects: what is chosen in it, and what is wrong.

It only words and arranges. What a facet offers is `choices`', and what it selects `selected`'s.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.facets import BY_NAME
from loans.facts import Words
from loans.labels import LABELS
from loans.selection.asked import Asked
from loans.selection.choices import FacetChoices, Field

BOUNDS = {
    "amount_min": gettext_lazy("Lägsta belopp"),
    "amount_max": gettext_lazy("Högsta belopp"),
    "project": LABELS["reference"],
    "as_of": gettext_lazy("Registret som det såg ut"),
}
"""Filters that aren't facets."""

BESIDE = {"amount_band": ("amount_min", "amount_max")}
"""Facet → the fields that stand beside its values."""


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


def field(name: str, asked: Asked, errors: dict[str, list[str]], kind: str = "kronor") -> Field:
    """The field of a filter that isn't a facet, as it was filled in."""
    return Field(name, str(BOUNDS[name]), asked.value(name), errors.get(name, []), kind)


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
    bounds = {name: str(label) for name, label in BOUNDS.items()}
    return {"q": _("Sökord"), **facets, **bounds}


def field_errors(found: dict[str, list[str]], facets: list[FacetChoices]) -> list[FieldError]:
    """Everything that is wrong, in the form's order. Of a facet it leads to the name, which takes
    the focus."""
    shown = [facet for facet in facets if facet.is_shown]
    fields = ["q", "sort", "as_of", *(field.name for facet in shown for field in facet.bounds)]
    anchors = dict(zip(fields, fields, strict=True)) | {
        facet.name: f"wrong-{facet.name}" for facet in shown
    }
    return [
        FieldError(label, message, anchors.get(name, ""))
        for name, label in labels().items()
        for message in found.get(name, [])
    ]
