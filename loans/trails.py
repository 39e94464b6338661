"""Where each page stands under the start page: the way to it that visitors see, and machines read.

A new page is one entry of PLACES.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.directory import SECTIONS
from loans.facets import BY_NAME
from loans.facts import Words


class Place(NamedTuple):
    """The page that one stands under, and its name; without one it is named by what it shows."""

    under: str
    name: str | Promise = ""


PLACES = {
    "start": Place("", _("Startsida")),
    "projects": Place("start", _("Projekt")),
    "project": Place("projects"),
    "project-changes": Place("project", _("Ändringar")),
    "initiative": Place("projects"),
    "about": Place("start", _("Om Lån för Social Hållbarhet")),
    "about-data": Place("about", _("Om uppgifterna")),
    "accessibility": Place("start", _("Tillgänglighetsredogörelse")),
    **{BY_NAME[name].index: Place("start", section.title) for name, section in SECTIONS.items()},
    **{BY_NAME[name].page: Place(BY_NAME[name].index) for name in SECTIONS},
}
"""The name of an address → its place."""


def trail(page: str, shown: Words | None = None) -> list[Words]:
    """The way from the start page to `page`, which stands last and without link; the start page
    itself needs none.

    `shown` names what is shown at the address of its own, such as a project; the pages under
    that have it in their trail too.
    """
    steps: list[Words] = []
    above = PLACES[page].under
    if not above:
        return steps
    while above:
        steps.append(_step(above, shown))
        above = PLACES[above].under
    here = Words(str(PLACES[page].name)) if PLACES[page].name else shown._replace(href="")
    return [*reversed(steps), here]


def standing() -> list[str]:
    """The pages that are there whatever the register holds: they and all above have names."""
    return [page for page in PLACES if _stands(page)]


def _stands(page: str) -> bool:
    place = PLACES[page]
    return bool(place.name) and (not place.under or _stands(place.under))


def _step(page: str, shown: Words | None) -> Words:
    name = PLACES[page].name
    return Words(str(name), href=reverse(page)) if name else shown
