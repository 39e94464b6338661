"""The ways through the site that stand on every page: adding a page is one entry here."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Entry(NamedTuple):
    """A page by the name of its address, and the pages that lie under it."""

    view: str
    label: str
    below: tuple[str, ...] = ()


class Link(NamedTuple):
    """An entry as a page draws it. `current` is the value of `aria-current`, or empty."""

    label: str
    href: str
    current: str


class Column(NamedTuple):
    heading: str
    links: list[Link]


PROJECTS = Entry("projects", _("Projekt"), ("project", "project-changes", "initiative"))
MEMBERS = Entry("members", _("Medlemmar"), ("member",))
BORROWERS = Entry("borrowers", pgettext_lazy("flera", "Låntagare"), ("borrower",))
CATEGORIES = Entry("categories", _("Kategorier"), ("category",))
TYPES = Entry("investment-types", _("Investeringstyper"), ("investment-type",))
GOALS = Entry("goals", pgettext_lazy("värdelistan", "Sociala mål"), ("goal",))
ABOUT = Entry("about", _("Om lånet"), ("about-data",))
DATA = Entry("about-data", _("Om uppgifterna"))
ACCESSIBILITY = Entry("accessibility", _("Tillgänglighet"))
PRIVACY = Entry("privacy", _("Integritet och personuppgifter"), ("privacy-version",))

MENU = (PROJECTS, MEMBERS, BORROWERS, CATEGORIES, ABOUT)
"""At the top of every page."""

FOOT = (
    (_("Registret"), (PROJECTS, MEMBERS, BORROWERS, CATEGORIES, TYPES, GOALS)),
    (_("Om webbplatsen"), (ABOUT, DATA, ACCESSIBILITY, PRIVACY)),
)
"""At the foot of every page, in columns."""


def menu(view: str) -> list[Link]:
    """The main menu as the page of `view` shows it."""
    return _links(MENU, view)


def foot(view: str) -> list[Column]:
    return [Column(str(heading), _links(entries, view)) for heading, entries in FOOT]


def _links(entries: tuple[Entry, ...], view: str) -> list[Link]:
    return [Link(str(entry.label), reverse(entry.view), _current(entry, view)) for entry in entries]


def _current(entry: Entry, view: str) -> str:
    if entry.view == view:
        return "page"
    return "true" if view in entry.below else ""
