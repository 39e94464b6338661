"""What a query string selects: the projects, their totals, one page of them, in words.

Nothing in the query string reaches the database by name: facets, sort keys and values are
allow-lists.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, portfolio, register, wording
from loans.facets import BY_NAME, FACETS, NONE, Facet
from loans.figures import Figures
from loans.models.versions import PublishedVersion
from loans.portfolio import Portfolio
from loans.selection.asked import Asked, Pair
from loans.selection.choices import Choice, FacetChoices, Field, facet_choices
from loans.selection.filters import (
    DEFAULT_SORT,
    LONGEST_SEARCH,
    MOST_VALUES,
    SORTS,
    TOO_MANY,
    ProjectFilters,
    day_in,
    kronor_in,
)
from loans.selection.form import (
    BESIDE,
    ActiveFilter,
    FieldError,
    field,
    field_errors,
    names_of_filters,
)
from loans.selection.paging import Paging
from loans.selection.sentence import MOST_NAMED, Chosen, parts


class Selection:
    """The projects that the parameters select, in one language, at one state of the register.

    What leads to rows begins with an underscore: templates, which draw, can't reach them. Costs
    a query for the rows of a page and one for the search, and what `loans.portfolio` does.
    """

    longest_query = LONGEST_SEARCH

    def __init__(self, params: QueryDict, *, language: str, state: register.State | None = None):
        self.language = language
        self.asked = Asked(params)
        self._sought = {
            name: params.get(f"find_{name}", "").strip()[:LONGEST_SEARCH] for name in BY_NAME
        }
        self.state, self._everything = portfolio.at(state or register.state(), self.asked.day)
        self._filters = ProjectFilters(params, choices=self.keys)
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
        return Figures(self._portfolio, self.language)

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
        """The valid values of a parameter that has several, chosen or not."""
        if name == "project":
            return self._everything.references
        return self._everything.labels(name)

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

    # --- In words ---

    @cached_property
    def in_words(self) -> str:
        """ "Boende och boendemiljöer i Östergötlands län"; nothing where the query is wrong."""
        return "".join(part.text for part in self.in_parts)

    @cached_property
    def in_parts(self) -> list[facts.Words]:
        """The same as texts to be joined, each marked where it is in another language."""
        return parts(self._chosen, self.language) if self.is_valid else []

    @cached_property
    def in_brief(self) -> list[facts.Words]:
        """The same for where all filters stand beside: of many values only the first few."""
        if not (self.is_valid and self.active):
            return []
        return parts(self._chosen, self.language, MOST_NAMED)

    @cached_property
    def headline(self) -> str:
        """ "Visar 12 projekt", and with filters "Visar 4 av 12 projekt"."""
        number, total = self.totals["number"], self.register_number
        shown = {"number": self._number(number), "total": self._number(total)}
        if self.active:
            return (
                ngettext(
                    "Visar %(number)s av %(total)s projekt",
                    "Visar %(number)s av %(total)s projekt",
                    total,
                )
                % shown
            )
        return ngettext("Visar %(number)s projekt", "Visar %(number)s projekt", number) % shown

    @property
    def title(self) -> str:
        """The page's title: how many, which page where there are several, and of what."""
        if not self.is_valid:
            return _("Fel: något i filtret behöver rättas")
        shown = f"{self.headline}, {self.paging.name}" if self.paging.is_needed else self.headline
        said = "".join(part.text for part in self.in_brief)
        return f"{shown}: {said}" if said else shown

    # --- The form ---

    @property
    def query(self) -> str:
        """The search words as typed."""
        return self.asked.value("q")

    @property
    def sort(self) -> str:
        return self.asked.value("sort", DEFAULT_SORT)

    @property
    def sorts(self) -> list[Choice]:
        return [
            Choice(key, facts.Words(str(sort.label)), key == self.sort)
            for key, sort in SORTS.items()
        ]

    @cached_property
    def facets(self) -> list[FacetChoices]:
        """What can be chosen; where too much was, only that, so that the page stays small."""
        return [self._choices(facet) for facet in FACETS]

    def _choices(self, facet: Facet) -> FacetChoices:
        """The values of a facet among what all other filters select: its own is left out."""
        return facet_choices(
            facet,
            self._labels[facet.name],
            self.asked,
            others=self._without(facet.name) if self.is_valid else None,
            errors=self.errors.get(facet.name, []),
            sought=self._sought[facet.name],
            language=self.language,
            bounds=tuple(
                field(name, self.asked, self.errors) for name in BESIDE.get(facet.name, ())
            ),
        )

    @property
    def day(self) -> Field:
        """Of which day the register is wanted."""
        return field("as_of", self.asked, self.errors, "date")

    @property
    def references(self) -> list[str]:
        """The projects that were asked for by reference, which have no field of their own."""
        return [] if self.asked.is_too_much else self.asked.values("project")

    @property
    def chosen_number(self) -> int:
        """How many filters the form has in use, but for the search."""
        return sum(facet.chosen_number for facet in self.facets) + bool(self.day.value)

    @property
    def is_seeking(self) -> bool:
        """Whether a value is sought in one of the facets."""
        return any(facet.sought for facet in self.facets)

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with each parameter, or with all of them together (under no name)."""
        if self.asked.is_too_much:
            return {"": [TOO_MANY % {"number": MOST_VALUES}]}
        return {name: list(found) for name, found in self._filters.form.errors.items()}

    @property
    def field_errors(self) -> list[FieldError]:
        return field_errors(self.errors, self.facets)

    @cached_property
    def active(self) -> list[ActiveFilter]:
        """Every filter asked for, unknown values too, so that each can be taken away.

        The search comes first, then the facets and their values in the form's order.
        """
        if self.asked.is_too_much:
            return []
        labels = names_of_filters()
        names = list(labels)
        found = [pair for pair in dict.fromkeys(self.asked.pairs) if pair[0] in labels]
        found.sort(key=lambda pair: (names.index(pair[0]), self._position(*pair)))
        return [
            ActiveFilter(labels[name], self._shown(name, value), self.href(without=(name, value)))
            for name, value in found
        ]

    # --- Links ---

    def href(self, *, without: Pair | None = None, page: int = 1) -> str:
        """This selection's address without one filter, or on another page."""
        return self.asked.href(without=without, page=page)

    @property
    def query_string(self) -> str:
        """This very page's, in its shortest form: what is canonical, and stands on paper."""
        return self.href(page=self.paging.number).removesuffix("?")

    @property
    def address(self) -> str:
        """The list of all these projects, from wherever on the site."""
        return f"{reverse('projects')}{self.href().removesuffix('?')}"

    def address_of(self, name: str, value: str) -> str:
        """The list of those that have this one value of a parameter, with all other filters."""
        return f"{reverse('projects')}{self.asked.href_of(name, value)}"

    @property
    def href_of_everything(self) -> str:
        """Without filters, in the same order."""
        return self.asked.href_of_everything

    # --- Within ---

    @property
    def _chosen(self) -> Chosen:
        """What is asked for, as sentences are made of it: facets by their labels in the form's
        order, amounts as numbers, days as days."""
        chosen: Chosen = {}
        for name, value in sorted(
            dict.fromkeys(self.asked.pairs), key=lambda p: self._position(*p)
        ):
            read = self._filters.form.cleaned_data.get(name)
            if name in BY_NAME:
                read = value if value == NONE else self._shown(name, value)
            elif not isinstance(read, int | date):
                read = value
            chosen.setdefault(name, []).append(read)
        return chosen

    def _in_words(self, rows: slice) -> list[facts.ProjectInWords]:
        return [facts.ProjectInWords(version, self.language) for version in self.rows(rows)]

    @cached_property
    def _labels(self) -> dict[str, dict[str, facts.Words]]:
        """Facet → key → label, of what is published; along its scale or the alphabet."""
        return {
            facet.name: facet.in_order(
                {
                    key: facts.words(label, self.language)
                    for key, label in self._everything.labels(facet.name).items()
                }
            )
            for facet in FACETS
        }

    def _position(self, name: str, value: str) -> int:
        """A value's place among those of its facet; after them where it is none of them."""
        keys = list(self._labels.get(name, {}))
        return keys.index(value) if value in keys else len(keys)

    def _shown(self, name: str, value: str) -> facts.Words:
        """A value in words. What is no value is shown as it was asked for."""
        if name in {"amount_min", "amount_max"} and (sek := kronor_in(value)) is not None:
            return facts.amount(sek, self.language)
        if name == "as_of" and (day := day_in(value)):
            return facts.day(day, self.language)
        return self._labels.get(name, {}).get(value) or facts.Words(value)

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)
