"""The print view: every project of a selection in one table, a piece of it at a time.

Paper has no pages to turn to and no filters to open, so that all is there and says what it is.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from loans import facts, profiles, register
from loans.facets import BY_NAME
from loans.figures import projects_in_words
from loans.models.versions import PublishedVersion
from loans.selection import Selection
from loans.selection.asked import Pair

PIECE = 200
"""Rows that are drawn at a time."""

HOLE = "<!-- rows -->"
"""Where the rows belong in the page. No text of the register can say it: they are escaped."""


class Printed:
    """What a print view says beside its rows. `chosen` is the value whose page it belongs to, after
    the name of its facet; None for the list's. Paper has all, whatever page is asked for."""

    def __init__(
        self, params: QueryDict, *, chosen: Pair | None, language: str, state: register.State
    ):
        self._chosen = chosen
        if chosen:
            self.selection = profiles.selection_of(*chosen, params, language=language, state=state)
        else:
            asked = params.copy()
            asked.pop("page", None)
            self.selection = Selection(asked, language=language, state=state)

    @property
    def number(self) -> str:
        """ "12 projekt"."""
        return projects_in_words(self.selection.figures.number, self.selection.language)

    @property
    def query_string(self) -> str:
        """What of the query makes it another page than its address alone."""
        return self.selection.href(without=self._chosen).removesuffix("?")

    @property
    def back(self) -> facts.Words:
        """The page that shows the same on screen, by its name where it is that of one value."""
        return self.shown or facts.Words("", href=self._list)

    @cached_property
    def shown(self) -> facts.Words | None:
        """The value whose projects these are; None where it is the list's print view."""
        if self._chosen is None:
            return None
        name, value = self._chosen
        return self.selection.label(name, value)._replace(href=facts.page_of(BY_NAME[name], value))

    @property
    def beginning(self) -> facts.Words | None:
        """When the register begins, where nothing was published on the day asked for. The list of
        a value leads nowhere then: nothing says that it had projects from the first."""
        found = self.selection.beginning
        return found._replace(href="") if found and self._chosen else found

    @property
    def address(self) -> str:
        """Where the same is found again, as it stands on paper: the list, but here where no project
        has the value, of which the list knows nothing then."""
        if self._chosen and not self.selection.figures.number:
            name, value = self._chosen
            path = reverse(f"{BY_NAME[name].page}-print", args=[value])
            return f"{settings.SITE_URL}{path}{self.query_string}"
        return f"{settings.SITE_URL}{self._list}"

    @property
    def _list(self) -> str:
        return reverse("projects") + self.selection.href().removesuffix("?")

    def rows(self) -> Iterator[PublishedVersion]:
        return self.selection.rows()


def filled(page: str, rows: Iterable[PublishedVersion], language: str) -> Iterator[str]:
    """The page with its rows in their place, piece by piece.

    Each piece is drawn in the language of the page: when it is asked for, the request is over.
    """
    before, _hole, after = page.partition(HOLE)
    yield before
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        with override(language):
            projects = [facts.ProjectInWords(version, language) for version in piece]
            yield render_to_string("components/printed_rows.html", {"projects": projects})
    yield after
