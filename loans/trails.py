"""Where each page stands under the start page: the way to it that visitors see, and machines read.

A new page is one entry of PLACES; those of a facet's values are there already.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.directory import SECTIONS
from loans.facets import FACETS
from loans.facts import Words


class Place(NamedTuple):
    """The page that one stands under, and its name; without one it is named by what it shows.

    `short` is what the menu calls it, where its name is too long for that.
    """

    under: str
    name: str | Promise = ""
    short: str | Promise = ""
    is_indexed: bool = True
    """Whether search engines are told of it."""


PRINT = _("Utskrift")

PLACES = {
    "start": Place("", _("Startsida")),
    "projects": Place("start", _("Projekt")),
    "projects-print": Place("projects", PRINT, is_indexed=False),
    "project": Place("projects"),
    "project-changes": Place("project", _("Ändringar")),
    "about": Place("start", _("Om Lån för Social Hållbarhet"), short=_("Om lånet")),
    "about-data": Place("about", _("Om uppgifterna")),
    "accessibility": Place("start", _("Tillgänglighetsredogörelse")),
    "privacy": Place("start", _("Integritet och personuppgifter"), is_indexed=False),
    "privacy-declined": Place("privacy", is_indexed=False),
    "privacy-version": Place("privacy", is_indexed=False),
    **{
        facet.index: Place("start", SECTIONS[facet.name].title, SECTIONS[facet.name].short)
        for facet in FACETS
        if facet.index
    },
    **{facet.page: Place(facet.index or "projects") for facet in FACETS if facet.page},
    **{
        f"{facet.page}-print": Place(facet.page, PRINT, is_indexed=False)
        for facet in FACETS
        if facet.page
    },
}
"""The name of an address → its place."""


def trail(page: str, shown: Words | None = None) -> list[Words]:
    """The way from the start page to `page`, which stands last and without link; the start page
    itself needs none.

    `shown` names what is shown at the address of its own, such as a project; the pages under
    that have it in their trail too.
    """
    ways = above(page)
    if not ways:
        return []
    here = Words(str(PLACES[page].name)) if PLACES[page].name else shown._replace(href="")
    return [*(_step(way, shown) for way in reversed(ways)), here]


def above(page: str) -> list[str]:
    """What a page stands under, the nearest first; nothing where it has no place."""
    found = []
    while page in PLACES and (page := PLACES[page].under):
        found.append(page)
    return found


def standing() -> list[str]:
    """The pages for search engines that are there whatever the register holds: they and all
    above have names."""
    return [page for page in PLACES if PLACES[page].is_indexed and _stands(page)]


def _stands(page: str) -> bool:
    return all(PLACES[each].name for each in [page, *above(page)])


def _step(page: str, shown: Words | None) -> Words:
    name = PLACES[page].name
    return Words(str(name), href=reverse(page)) if name else shown
