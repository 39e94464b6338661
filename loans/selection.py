"""A query string → the projects it selects, their totals, one page, and the form that says so.

Everything that shows several projects starts here. Nothing in the query string reaches the
database by name: facets, sort keys and values are allow-lists.
"""

from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, wording
from loans.facets import BY_NAME, FACETS
from loans.filters import (
    DEFAULT_SORT,
    LONGEST_SEARCH,
    MOST_VALUES,
    PARAMETERS,
    SORTS,
    TOO_MANY,
    ProjectFilters,
)
from loans.form import (
    ActiveFilter,
    Choice,
    FacetChoices,
    FieldError,
    facet_choices,
    field_errors,
)
from loans.models.versions import FacetValue, VersionQuerySet

PAGE_SIZE = 25


class PageLink(NamedTuple):
    number: int | str
    href: str
    is_current: bool


class Selection:
    """The projects among `versions` that the parameters select, in one language.

    Costs at most four queries, whatever is selected: choices, totals, the whole register's
    number (only with filters) and the rows of a page.
    """

    longest_query = LONGEST_SEARCH

    def __init__(self, params: QueryDict, *, versions: VersionQuerySet, language: str):
        self.everything = versions
        self.language = language
        self.asked = [
            (name, value.strip())
            for name in params
            if name in PARAMETERS
            for value in (params.getlist(name) if name in BY_NAME else [params[name]])
            if value.strip()
        ]
        self.filters = ProjectFilters(params, queryset=versions, choices=self._keys)
        # Each active filter's link repeats all others: the page would grow by their square.
        self.has_too_many = sum(len(params.getlist(name)) for name in PARAMETERS) > MOST_VALUES
        self.is_valid = not self.has_too_many and self.filters.is_valid()
        self.errors = (
            {"": [TOO_MANY % {"number": MOST_VALUES}]}
            if self.has_too_many
            else {name: list(found) for name, found in self.filters.form.errors.items()}
        )

    # --- The answer ---

    @cached_property
    def versions(self) -> VersionQuerySet:
        """The selected versions, unsorted. None where the query is wrong."""
        return self.filters.qs if self.is_valid else self.everything.none()

    @cached_property
    def totals(self) -> dict:
        """`number`, `sum` in whole SEK over known amounts, and how many are `known`."""
        return self.versions.totals()

    @cached_property
    def register_number(self) -> int:
        """How many projects there are without any filter."""
        return self.everything.count() if self.active else self.totals["number"]

    @cached_property
    def page_number(self) -> int:
        number = self.filters.form.cleaned_data.get("page")
        return 1 if number is None else number

    @cached_property
    def paginator(self) -> Paginator:
        paginator = Paginator(self._in_order, PAGE_SIZE)
        paginator.count = self.totals["number"]
        return paginator

    @property
    def page_exists(self) -> bool:
        return 1 <= self.page_number <= self.paginator.num_pages

    @cached_property
    def projects(self) -> list[facts.ProjectInWords]:
        """The projects of the page."""
        page = self.paginator.page(self.page_number)
        return [facts.ProjectInWords(version, self.language) for version in page]

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
        if self.paginator.num_pages == 1:
            return self.headline
        return f"{self.headline}, {self._page_of_pages}"

    @property
    def rows(self) -> str:
        """Which of the projects the page shows; nothing where it shows all."""
        if self.paginator.num_pages == 1:
            return ""
        page = self.paginator.page(self.page_number)
        first, last = page.start_index(), page.end_index()
        span = "–".join(self._number(row) for row in dict.fromkeys([first, last]))
        rows = ngettext("Projekt %(span)s", "Projekt %(span)s", last - first + 1)
        return f"{rows % {'span': span}}, {self._page_of_pages}"

    @property
    def _page_of_pages(self) -> str:
        page, pages = map(self._number, (self.page_number, self.paginator.num_pages))
        return _("sida %(page)s av %(pages)s") % {"page": page, "pages": pages}

    @cached_property
    def total_amount(self) -> facts.Words | None:
        """The sum of the known amounts; nothing where none is known."""
        if not self.totals["known"]:
            return None
        approximate = bool(self.totals["approximate"])
        return facts.amount(self.totals["sum"], self.language, approximate=approximate)

    @cached_property
    def reservations(self) -> str:
        """What the sum does not say: "2 av 12 ungefärliga, 1 av 12 utan belopp"."""
        counts = [
            (self.totals["approximate"], _("%(some)s av %(number)s ungefärliga")),
            (self.totals["number"] - self.totals["known"], _("%(some)s av %(number)s utan belopp")),
        ]
        number = self._number(self.totals["number"])
        return ", ".join(
            words % {"some": self._number(some), "number": number} for some, words in counts if some
        )

    # --- The form ---

    @property
    def query(self) -> str:
        """The search words as typed."""
        return self._last("q", "")

    @property
    def sort(self) -> str:
        asked = self._last("sort", DEFAULT_SORT)
        return asked if asked in SORTS else DEFAULT_SORT

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
                [value for name, value in self.asked if name == facet.name],
                self.errors.get(facet.name, []),
            )
            for facet in FACETS
        ]

    @property
    def chosen_number(self) -> int:
        """How many values of facets are chosen."""
        return sum(facet.selected_number for facet in self.facets)

    @property
    def field_errors(self) -> list[FieldError]:
        return field_errors(self.errors, self.facets)

    @cached_property
    def active(self) -> list[ActiveFilter]:
        """Every filter asked for, unknown values too, so that each can be taken away.

        The search comes first, then the facets and their values in the form's order.
        """
        if self.has_too_many:
            return []
        labels = {"q": _("Sökord")} | {facet.name: str(facet.label) for facet in FACETS}
        names = list(labels)
        found = [pair for pair in dict.fromkeys(self.asked) if pair[0] in labels]
        found.sort(key=lambda pair: (names.index(pair[0]), self._position(*pair)))
        return [
            ActiveFilter(labels[name], self._shown(name, value), self.href(without=(name, value)))
            for name, value in found
        ]

    # --- Links ---

    def href(self, *, without: tuple | None = None, page: int = 1) -> str:
        """This selection's address without one filter, or on another page."""
        asked = [
            pair for pair in dict.fromkeys(self.asked) if pair != without and pair[0] != "page"
        ]
        if page > 1:
            asked.append(("page", str(page)))
        return f"?{urlencode(asked)}"

    @property
    def query_string(self) -> str:
        """This very page's, in its shortest form: for its address on paper."""
        return self.href(page=self.page_number).removesuffix("?")

    @property
    def href_of_everything(self) -> str:
        """Without filters, in the same order."""
        return f"?{urlencode([pair for pair in self.asked if pair[0] == 'sort'])}"

    @property
    def pages(self) -> list[PageLink]:
        """Numbered links, with "…" for those left out; none where one page shows all."""
        paginator = self.paginator
        if paginator.num_pages == 1:
            return []
        return [
            PageLink(
                number, self.href(page=number) if number != "…" else "", number == self.page_number
            )
            for number in paginator.get_elided_page_range(
                self.page_number, on_each_side=1, on_ends=1
            )
        ]

    @property
    def previous_href(self) -> str:
        return self.href(page=self.page_number - 1) if self.page_number > 1 else ""

    @property
    def next_href(self) -> str:
        last = self.page_number >= self.paginator.num_pages
        return "" if last else self.href(page=self.page_number + 1)

    # --- Within ---

    @property
    def _in_order(self) -> VersionQuerySet:
        return self.versions.in_order(*SORTS[self.sort].columns(self.language))

    @cached_property
    def _choices(self) -> dict[str, dict[str, facts.Words]]:
        """Facet → key → label, of what is published; in the alphabet's order or newest first."""
        found = (
            FacetValue.objects.filter(version__in=self.everything)
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
        if not self.has_too_many:
            return choices
        return {key: words for key, words in choices.items() if (facet, key) in self.asked}

    def _keys(self, facet: str) -> list[str]:
        return list(self._choices[facet])

    def _position(self, name: str, value: str) -> int:
        """A value's place among those of its facet; after them where it is none of them."""
        keys = list(self._choices.get(name, {}))
        return keys.index(value) if value in keys else len(keys)

    def _shown(self, name: str, value: str) -> facts.Words:
        return self._choices.get(name, {}).get(value) or facts.Words(value)

    def _last(self, name: str, default: str) -> str:
        return next((value for asked, value in reversed(self.asked) if asked == name), default)

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)
