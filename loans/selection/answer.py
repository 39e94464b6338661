"""The answer to a query string: which projects it selects, what they come to, one page of them, and
the addresses of its variations. How it is said and asked is `selected`'s.

Nothing in the query string reaches the database by name: facets, sort keys and values are
allow-lists.
"""

from collections.abc import Collection, Iterator
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from loans import facts, portfolio, register
from loans.facets import NONE
from loans.figures import Figures
from loans.finds import FoundInWords
from loans.models.versions import PublishedVersion
from loans.portfolio import Portfolio
from loans.selection.asked import Asked, Pair
from loans.selection.filters import MOST_VALUES, SORTS, TOO_MANY, ProjectFilters
from loans.selection.paging import Paging


class Answer:
    """The projects that the parameters select, in one language, at one state of the register.

    What leads to rows begins with an underscore: templates, which draw, can't reach them. Costs
    a query for the rows of a page and one for the search, and what `loans.portfolio` does. `also`
    are values that may be asked for though no project has them: facet → key → its label.
    """

    def __init__(
        self,
        params: QueryDict,
        *,
        language: str,
        state: register.State | None = None,
        also: dict[str, dict[str, facts.Words]] | None = None,
    ):
        self.language = language
        self._also = also or {}
        self.asked = Asked(params)
        self.state, self._everything = portfolio.at(state or register.state(), self.asked.day)
        self._filters = ProjectFilters(params, known=self.keys)
        self.is_valid = not self.asked.is_too_much and self._filters.is_valid()

    @classmethod
    def of(cls, chosen: dict[str, str], *, language: str, state: register.State | None = None):
        """What some parameters select; nothing where no project has such a value."""
        return cls(QueryDict(urlencode(chosen)), language=language, state=state)

    # --- The answer ---

    @property
    def is_everything(self) -> bool:
        """Whether the whole register was asked for, in its own order."""
        return self.is_valid and not any(name != "page" for name, _value in self.asked.pairs)

    @cached_property
    def _portfolio(self) -> Portfolio:
        """The selected projects. None where the query is wrong."""
        return self._without("") if self.is_valid else self._everything.without_any()

    def _without(self, name: str) -> Portfolio:
        """What all filters but one select."""
        portfolio = self._everything
        for filtered, part in self._parts.items():
            portfolio = portfolio if filtered == name else portfolio & part
        return portfolio

    @cached_property
    def _parts(self) -> dict[str, Portfolio]:
        """What each filter selects by itself."""
        return self._filters.parts(self._everything)

    @cached_property
    def figures(self) -> Figures:
        """What the selected projects come to."""
        return Figures(self._portfolio, self.language, self.address_of)

    @property
    def totals(self) -> dict:
        """The figures as numbers."""
        return self.figures.totals

    @property
    def register_number(self) -> int:
        """How many projects there are without any filter."""
        return self._everything.number

    def tallies(self, *facets: str) -> list[dict]:
        """The totals of each value that the selected projects have: see `Portfolio.by_value`."""
        return self._portfolio.by_value(*facets)

    def keys(self, name: str) -> Collection[str]:
        """The valid values of a parameter that has several, chosen or not. "Ej angivet" is one of
        every facet's: a link to it goes on being right when the last project gets a value."""
        if name == "project":
            return self._everything.references
        return {**self._also.get(name, {}), **self._everything.labels(name), NONE: None}

    @cached_property
    def paging(self) -> Paging:
        """The page that was asked for, which need not exist."""
        return Paging(
            total=self.totals["number"],
            number=self._filters.form.cleaned_data.get("page", 1),
            href=self.href,
            language=self.language,
        )

    @cached_property
    def projects(self) -> list[facts.ProjectInWords]:
        """The projects of the page."""
        return self._in_words(self.paging.slice)

    def first(self, number: int) -> list[facts.ProjectInWords]:
        """So many of the projects, whatever page was asked for."""
        return self._in_words(slice(number))

    def rows(self, rows: slice = slice(None)) -> Iterator[PublishedVersion]:
        """Every selected project in order, however many: for files and feeds. Flat in memory."""
        return self._portfolio.rows(SORTS[self.sort].columns(self.language), rows)

    @property
    def sort(self) -> str:
        return self.asked.value("sort", self.asked.usual_order)

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with each parameter, or with all of them together (under no name)."""
        if self.asked.is_too_much:
            return {"": [TOO_MANY % {"number": MOST_VALUES}]}
        return {name: list(found) for name, found in self._filters.form.errors.items()}

    # --- Links ---

    def href(self, *, without: Pair | None = None, page: int = 1) -> str:
        """This selection's address without one filter, or on another page."""
        return self.asked.href(without=without, page=page)

    @property
    def query_string(self) -> str:
        """This very page's, in its shortest form: what is canonical, and stands on paper."""
        return self.href(page=self.paging.number).removesuffix("?")

    @property
    def plain_href(self) -> str:
        """This very page's, with what was newly sought in a facet: where a form's way leads."""
        return self.asked.plain_href(self.paging.number)

    @property
    def address(self) -> str:
        """The list of all these projects, from wherever on the site."""
        return f"{reverse('projects')}{self.href().removesuffix('?')}"

    def address_of(self, chosen: dict[str, str]) -> str:
        """The list of those that have these values alone of their parameters, with all other
        filters."""
        return f"{reverse('projects')}{self.asked.href_of(chosen)}"

    @property
    def href_of_everything(self) -> str:
        """Without filters, in the same order."""
        return self.asked.href_of_everything

    # --- Within ---

    def _in_words(self, rows: slice) -> list[facts.ProjectInWords]:
        marker, language = self._portfolio.marker, self.language
        if not marker:
            return [facts.ProjectInWords(version, language) for version in self.rows(rows)]
        return [FoundInWords(version, language, marker) for version in self.rows(rows)]
