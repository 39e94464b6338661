"""What a query string selects: the projects, their totals, one page of them, in words.

Nothing in the query string reaches the database by name: facets, sort keys and values are
allow-lists.
"""

from collections.abc import Iterator
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, register, wording
from loans.facets import FACETS
from loans.figures import Figures
from loans.models.versions import FacetValue, PublishedVersion, VersionQuerySet
from loans.selection.asked import Asked, Pair
from loans.selection.filters import (
    DEFAULT_SORT,
    LONGEST_SEARCH,
    MOST_VALUES,
    SORTS,
    TOO_MANY,
    ProjectFilters,
)
from loans.selection.form import (
    ActiveFilter,
    Choice,
    FacetChoices,
    FieldError,
    facet_choices,
    field_errors,
)
from loans.selection.paging import Paging

CHUNK = 500
"""Rows that are read at a time where all are wanted."""


class Selection:
    """The projects that the parameters select, in one language, at one state of the register.

    What leads to rows begins with an underscore: templates, which draw, can't reach them.

    Costs at most four queries, whatever is selected: choices, totals, the whole register's
    number (only with filters) and the rows of a page.
    """

    longest_query = LONGEST_SEARCH

    def __init__(self, params: QueryDict, *, language: str, state: register.State | None = None):
        self.language = language
        self.state = state or register.state()
        versions = self._everything = register.current()
        self.asked = Asked(params)
        self._filters = ProjectFilters(params, queryset=versions, choices=self._keys)
        self.is_valid = not self.asked.is_too_much and self._filters.is_valid()

    # --- The answer ---

    @property
    def is_everything(self) -> bool:
        """Whether the whole register was asked for, in its own order."""
        return self.is_valid and not any(name != "page" for name, _value in self.asked.pairs)

    @cached_property
    def _versions(self) -> VersionQuerySet:
        """The selected versions, unsorted. None where the query is wrong."""
        return self._filters.qs if self.is_valid else self._everything.none()

    @cached_property
    def figures(self) -> Figures:
        """What the selected projects come to."""
        return Figures(self._versions, self.language)

    @property
    def totals(self) -> dict:
        """The figures as numbers."""
        return self.figures.totals

    @cached_property
    def register_number(self) -> int:
        """How many projects there are without any filter."""
        return self._everything.count() if self.active else self.totals["number"]

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
        page = self._in_order[self.paging.slice]
        return [facts.ProjectInWords(version, self.language) for version in page]

    def rows(self) -> Iterator[PublishedVersion]:
        """Every selected project in order, however many: for files and feeds. Flat in memory."""
        return self._in_order.iterator(chunk_size=CHUNK)

    # --- In words ---

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
        """The page's title: how many, and which page where there are several."""
        if not self.is_valid:
            return _("Fel: något i filtret behöver rättas")
        return f"{self.headline}, {self.paging.name}" if self.paging.is_needed else self.headline

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
        return [
            facet_choices(
                facet,
                self._offered(facet.name),
                self.asked,
                self.errors.get(facet.name, []),
                self.language,
            )
            for facet in FACETS
        ]

    @property
    def chosen_number(self) -> int:
        """How many values of facets are chosen."""
        return sum(facet.selected_number for facet in self.facets)

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
        labels = {"q": _("Sökord")} | {facet.name: str(facet.label) for facet in FACETS}
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
    def href_of_everything(self) -> str:
        """Without filters, in the same order."""
        return self.asked.href_of_everything

    # --- Within ---

    @property
    def _in_order(self) -> VersionQuerySet:
        return self._versions.in_order(*SORTS[self.sort].columns(self.language))

    @cached_property
    def _choices(self) -> dict[str, dict[str, facts.Words]]:
        """Facet → key → label, of what is published; in the alphabet's order or newest first."""
        found = (
            FacetValue.objects.filter(version__in=self._everything)
            .order_by()
            .values_list("facet", "key", "label", "label_en")
            .distinct()
        )
        choices: dict[str, dict[str, facts.Words]] = {facet.name: {} for facet in FACETS}
        for facet, key, label, label_en in found:
            if facet in choices:
                choices[facet][key] = facts.words({"sv": label, "en": label_en}, self.language)
        return {facet.name: facet.in_order(choices[facet.name]) for facet in FACETS}

    def _offered(self, facet: str) -> dict[str, facts.Words]:
        """The choices of a facet; where too much was asked for, only what was."""
        choices = self._choices[facet]
        if not self.asked.is_too_much:
            return choices
        return {key: choices[key] for key in self.asked.values(facet) if key in choices}

    def _keys(self, facet: str) -> list[str]:
        return list(self._choices[facet])

    def _position(self, name: str, value: str) -> int:
        """A value's place among those of its facet; after them where it is none of them."""
        keys = list(self._choices.get(name, {}))
        return keys.index(value) if value in keys else len(keys)

    def _shown(self, name: str, value: str) -> facts.Words:
        return self._choices.get(name, {}).get(value) or facts.Words(value)

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)
