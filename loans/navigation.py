"""The ways through the site that stand on every page. What they are called and what lies under
them stands in `trails`; adding a page is one word here."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loans import trails

MENU = ("projects", "members", "borrowers", "categories", "about")
"""At the top of every page, in short."""

FOOT = (
    (
        _("Registret"),
        ("projects", "members", "borrowers", "categories", "investment-types", "goals"),
    ),
    (_("Om webbplatsen"), ("about", "about-data", "accessibility", "privacy")),
)
"""At the foot of every page, in columns."""


class Link(NamedTuple):
    """A way as a page draws it. `current` is the value of `aria-current`, or empty."""

    label: str
    href: str
    current: str


class Column(NamedTuple):
    heading: str
    links: list[Link]


def ways(request) -> dict:
    """Context for `base.html`. Costs no query."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    return {"menu": menu(page), "foot": foot(page)}


def menu(page: str) -> list[Link]:
    """The main menu as `page` shows it."""
    here = _nearest(page, MENU)
    places = [(way, trails.PLACES[way]) for way in MENU]
    return [_link(way, place.short or place.name, page, here) for way, place in places]


def foot(page: str) -> list[Column]:
    here = _nearest(page, [way for _heading, ways in FOOT for way in ways])
    return [
        Column(str(heading), [_link(way, trails.PLACES[way].name, page, here) for way in column])
        for heading, column in FOOT
    ]


def _nearest(page: str, among) -> str:
    """The page itself or the nearest that it stands under; empty where none of them is there."""
    return next((above for above in [page, *trails.above(page)] if above in among), "")


def _link(way: str, label, page: str, here: str) -> Link:
    current = "" if way != here else "page" if way == page else "true"
    return Link(str(label), reverse(way), current)
