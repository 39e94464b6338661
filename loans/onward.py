"""Where a project's page leads on: to its kin, three of a kind, and to whoever mends a fault."""

from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from loans import facts, register
from loans.facets import BY_NAME
from loans.facts import ProjectInWords, Words
from loans.models.versions import PublishedVersion
from loans.selection.filters import DEFAULT_SORT, SORTS

FEW = 3
"""Projects of a group."""

KINDS = ("initiative", "member", "goal")
"""The facets that make kin, the nearest first: who stands in one group is left out of the next."""


class Kin(NamedTuple):
    """Other projects with the same value. `name` is empty where several values are meant.

    `href` leads to all of them in the list.
    """

    heading: str
    name: Words
    projects: list[ProjectInWords]
    href: str
    is_quoted: bool = False
    """Whether the name is a phrase that would run into the heading."""


class Onward:
    """The ways on from one project's page. Costs one query.

    What leads to rows begins with an underscore: templates, which draw, can't reach them.
    """

    def __init__(self, version: PublishedVersion, language: str):
        self.language = language
        self._version = version
        self.groups = self._groups()

    @property
    def fault_href(self) -> str:
        """A letter to the lender that names the project."""
        subject = _("Fel i uppgifterna om %(reference)s") % {"reference": self._version.reference}
        return f"mailto:{settings.LENDER_EMAIL}?subject={quote(subject)}"

    def _groups(self) -> list[Kin]:
        values = {kind: _values(kind, self._version) for kind in KINDS}
        values = {kind: found for kind, found in values.items() if found}
        rows, groups = self._kin({kind: list(found) for kind, found in values.items()}), []
        for kind, of_kind in values.items():
            chosen = [row for row in rows if _values(kind, row).keys() & of_kind.keys()][:FEW]
            rows = [row for row in rows if row not in chosen]
            if chosen:
                groups.append(self._group(kind, of_kind, chosen))
        return groups

    def _kin(self, keys: dict[str, list[str]]) -> list[PublishedVersion]:
        """The first of every kind in the list's own order: so many that all groups can be filled
        without any project twice."""
        order = SORTS[DEFAULT_SORT].columns(self.language)
        others = register.current().exclude(pk=self._version.pk)
        chosen = Q()
        for position, kind in enumerate(keys, start=1):
            of_kind = others.with_facet(kind, keys[kind]).in_order(*order)
            chosen |= Q(pk__in=of_kind.values("pk")[: position * FEW])
        return list(others.filter(chosen).in_order(*order)) if chosen else []

    def _group(self, kind: str, values: dict, rows: list[PublishedVersion]) -> Kin:
        of_one, of_several = {
            "initiative": (_("Fler projekt i satsningen"), ""),
            "member": (_("Fler projekt från"), _("Fler projekt från samma medlemmar")),
            "goal": (_("Fler projekt med målet"), _("Fler projekt med något av samma mål")),
        }[kind]
        names = [facts.words(pair, self.language) for pair in values.values()]
        return Kin(
            heading=of_one if len(names) == 1 else of_several,
            name=names[0] if len(names) == 1 else Words(""),
            projects=[ProjectInWords(row, self.language) for row in rows],
            href=facts.list_of({kind: list(values)}),
            is_quoted=kind != "member" and len(names) == 1,
        )


def _values(kind: str, version: PublishedVersion) -> dict[str, dict[str, str]]:
    """Key → name in both languages, of the values that a version has."""
    found = BY_NAME[kind].read(version.content)
    return {value.key: {"sv": value.label, "en": value.label_en} for value in found}
