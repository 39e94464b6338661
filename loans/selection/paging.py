"""The numbered pages of a list: which one is shown, in words, and the way to the others."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import wording

PAGE_SIZE = 25


def page_number(asked: str) -> int | None:
    """The number of the page that a parameter asks for, the first where it asks for none; there
    need not be such a page. None where it is no whole number in our digits."""
    if not asked.strip():
        return 1
    return int(asked) if re.fullmatch(r"\s*-?[0-9]{1,30}\s*", asked) else None


class PageLink(NamedTuple):
    number: int | str
    href: str
    is_current: bool


class Paging:
    """Page `number` of `total` rows, `size` a page. `href` gives a page's address. Knows no row
    itself."""

    def __init__(
        self,
        *,
        total: int,
        number: int,
        href: Callable[..., str],
        language: str,
        size: int | None = None,
    ):
        self.paginator = Paginator(range(total), size or PAGE_SIZE)
        self.number, self.href, self.language = number, href, language

    @property
    def exists(self) -> bool:
        return 1 <= self.number <= self.paginator.num_pages

    @property
    def is_needed(self) -> bool:
        """Whether one page is too small for all."""
        return self.paginator.num_pages > 1

    @property
    def slice(self) -> slice:
        """Where the rows of the page stand among all."""
        shown = self.paginator.page(self.number).object_list
        return slice(shown.start, shown.stop)

    # --- In words ---

    @property
    def name(self) -> str:
        """ "sida 2 av 29"."""
        page, pages = map(self._number, (self.number, self.paginator.num_pages))
        return _("sida %(page)s av %(pages)s") % {"page": page, "pages": pages}

    @property
    def span(self) -> str:
        """ "Projekt 26–50, sida 2 av 29"; nothing where the page shows all."""
        if not self.is_needed:
            return ""
        rows, number = self._rows
        said = ngettext("Projekt %(span)s", "Projekt %(span)s", number)
        return f"{said % {'span': rows}}, {self.name}"

    @property
    def part(self) -> str:
        """ "Sida 2 av 29: projekt 26–50 av 709."; nothing where the page shows all."""
        if not self.is_needed:
            return ""
        rows, number = self._rows
        said = ngettext(
            "Sida %(page)s av %(pages)s: projekt %(span)s av %(total)s.",
            "Sida %(page)s av %(pages)s: projekt %(span)s av %(total)s.",
            number,
        )
        pages, total = map(self._number, (self.paginator.num_pages, self.paginator.count))
        return said % {
            "page": self._number(self.number),
            "pages": pages,
            "span": rows,
            "total": total,
        }

    @property
    def _rows(self) -> tuple[str, int]:
        """Which rows the page shows, "26–50", and how many."""
        page = self.paginator.page(self.number)
        first, last = page.start_index(), page.end_index()
        span = wording.EN_DASH.join(self._number(row) for row in dict.fromkeys([first, last]))
        return span, last - first + 1

    # --- Links ---

    @property
    def links(self) -> list[PageLink]:
        """One for each number, with "…" for those left out; none where one page shows all."""
        if not self.is_needed:
            return []
        numbers = self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1)
        return [
            PageLink(number, self.href(page=number) if number != "…" else "", number == self.number)
            for number in numbers
        ]

    @property
    def previous_href(self) -> str:
        return self.href(page=self.number - 1) if self.number > 1 else ""

    @property
    def next_href(self) -> str:
        last = self.number >= self.paginator.num_pages
        return "" if last else self.href(page=self.number + 1)

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)
