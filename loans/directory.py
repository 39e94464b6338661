"""The indexes of the register: members, borrowers and reference data, each with its projects.

Reference data and members have no drafts: what is stored in their public fields is public.
Borrowers and initiatives show up through published versions alone, and are not read here. No
working copy of a project is read.
"""

from collections.abc import Callable
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loans import facts
from loans.facets import BY_NAME, NONE
from loans.figures import (
    NO_PROJECTS,
    WITHOUT_AMOUNT,
    Count,
    count,
    missing,
    total_in_words,
    value_in_words,
)
from loans.models.reference import InvestmentType, ProjectCategory, ReferenceData, SocialGoal
from loans.selection import Selection
from members.models import Member
from members.swedish import alphabetical, initial

LONGEST_UNDIVIDED = 40
"""Entries; a longer index is divided by first letter."""


class Section(NamedTuple):
    """What an index says. `rows` gives what is public as it stands, among it what has the given
    keys; none for what is known through versions alone. `short` is its name in the menu, where
    its title is too long for that."""

    title: str | Promise
    intro: str | Promise
    rows: Callable[[set[str]], QuerySet] | None = None
    short: str | Promise = ""


def _values_of(model: type[ReferenceData]) -> Callable[[set[str]], QuerySet]:
    return lambda keys: model.objects.filter(Q(is_active=True) | Q(slug__in=keys))


def _members(keys: set[str]) -> QuerySet:
    today = timezone.localdate()
    is_member = Q(joined_on__lte=today) & (Q(left_on__isnull=True) | Q(left_on__gt=today))
    return Member.objects.filter(is_member | Q(slug__in=keys)).select_related("county")


SECTIONS = {
    "member": Section(
        _("Medlemmar"),
        _("Kommunerna och regionerna bakom lånen: de lånar själva eller äger den som gör det."),
        _members,
    ),
    "borrower": Section(
        pgettext_lazy("flera", "Låntagare"),
        _("De som tar lånen: kommuner, regioner och deras bolag, stiftelser och förbund."),
    ),
    "category": Section(
        _("Projektkategorier"),
        _("Vad projekten gäller, i stora drag. Varje projekt hör till högst en kategori."),
        _values_of(ProjectCategory),
        short=_("Kategorier"),
    ),
    "investment_type": Section(
        _("Investeringstyper"),
        _("Hur den sociala nyttan hänger ihop med det som byggs eller rustas upp."),
        _values_of(InvestmentType),
    ),
    "goal": Section(
        pgettext_lazy("värdelistan", "Sociala mål"),
        _("Vad projekten ska leda till för människor. Ett projekt kan ha flera mål."),
        _values_of(SocialGoal),
    ),
}
"""Facet → its index."""


def rows_of(facet: str, keys: set[str]) -> QuerySet | None:
    """What of a facet's values is public as it stands, among it what has the given keys; None
    where the public knows of them through versions alone."""
    section = SECTIONS.get(facet)
    return section.rows(keys) if section and section.rows else None


class Entry(NamedTuple):
    """One line of an index: a name that leads to its page, what it is, and its projects."""

    words: facts.Words
    detail: facts.Words | None
    count: Count
    amount: facts.Words | None
    missing: Count | None


class Group(NamedTuple):
    """Entries with the same first letter; without one where the index is short, and last in it
    what has no name."""

    letter: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        return f"bokstav-{self.letter}"


class Directory:
    """The index of one facet's values among the projects of a selection."""

    def __init__(self, facet: str, selection: Selection):
        self.language = selection.language
        self.section, self._facet = SECTIONS[facet], BY_NAME[facet]
        self._selection = selection
        self.figures = selection.figures
        self.entries = self._entries()

    @property
    def page(self) -> str:
        """The name of its address."""
        return self._facet.index

    @property
    def label(self) -> str:
        return str(self._facet.label)

    @property
    def overlaps(self) -> bool:
        """Whether a project can stand at several entries."""
        return self._facet.has_several

    @property
    def is_divided(self) -> bool:
        return len(self.entries) > LONGEST_UNDIVIDED

    @cached_property
    def groups(self) -> list[Group]:
        if not self.is_divided:
            return [Group("", self.entries)]
        by_letter = groupby(self.entries, _letter)
        return [Group(letter, list(entries)) for letter, entries in by_letter]

    def _entries(self) -> list[Entry]:
        tallies = {t["key"]: t for t in self._selection.tallies(self._facet.name)}
        unstated = tallies.pop(NONE, None)
        kept = rows_of(self._facet.name, set(tallies))
        rows = {row.slug: row for row in kept} if kept is not None else {}
        entries = [self._entry(key, rows.get(key), tallies.get(key)) for key in {**tallies, **rows}]
        entries.sort(key=_order)
        return entries + ([self._entry(NONE, None, unstated)] if unstated else [])

    def _entry(self, key: str, row, tally: dict | None) -> Entry:
        chosen, address_of = {self._facet.name: key}, self._selection.address_of
        without = address_of(chosen | WITHOUT_AMOUNT)
        return Entry(
            words=self._name(key, row, tally),
            detail=_detail(row, self.language),
            count=count(tally or NO_PROJECTS, self.language, href=address_of(chosen)),
            amount=total_in_words(tally, self.language) if tally else None,
            missing=missing(tally, self.language, href=without) if tally else None,
        )

    def _name(self, key: str, row, tally: dict | None) -> facts.Words:
        words = (
            value_in_words(tally, self.language)
            if tally
            else facts.words(name_of(row), self.language)
        )
        return words._replace(href=facts.page_of(self._facet, key) if key != NONE else "")


def _letter(entry: Entry) -> str:
    """What an entry stands under; nothing where it is no name, or begins with no letter."""
    return initial(entry.words.text) if entry.words.href else ""


def _order(entry: Entry) -> tuple[bool, str]:
    """The alphabet's; before it what begins with no letter, so that each letter stands once."""
    return bool(_letter(entry)), alphabetical(entry.words.text)


def name_of(row) -> dict[str, str]:
    """The name of a row in both languages; that of a member is Swedish in both."""
    return {"sv": row.name, "en": getattr(row, "name_en", "")}


def _detail(row, language: str) -> facts.Words | None:
    """What an index says of a row beside its name: a member's county, what a value means."""
    if isinstance(row, Member):
        return facts.swedish(row.county.name, language)
    if isinstance(row, ReferenceData):
        words = facts.words({"sv": row.description, "en": row.description_en}, language)
        return words if words.text else None
    return None
