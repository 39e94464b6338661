"""The addresses of files: a page's own with a suffix, and the links that lead there."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from loans.formats.table import DIALECT, FORMATS, Format


class Link(NamedTuple):
    """`in_head` says whether the page names it in its head too."""

    label: str
    href: str
    media_type: str
    in_head: bool


class Forms(NamedTuple):
    """What a page's rows can be had as beside the page: files, and paper."""

    files: list[Link]
    print_href: str

    @property
    def print_address(self) -> str:
        """Where all rows are had on paper, as it stands on paper itself."""
        return f"{settings.SITE_URL}{self.print_href}"

    @property
    def in_head(self) -> list[Link]:
        return [link for link in self.files if link.in_head]


def forms(page: str, query: str = "", **values) -> Forms:
    """The same rows as on a page. `page` is the page's name, `values` stand in its address, and
    `query` selects its rows ("?category=boende", or nothing)."""
    files = [
        Link(str(each.label), href(page, each, query, **values), each.media_type, each.in_head)
        for each in FORMATS
    ]
    return Forms(files, f"{reverse(f'{page}-print', kwargs=values)}{query}")


def href(page: str, each: Format, query: str = "", **values) -> str:
    """The address of a page's file in one format."""
    path = reverse(f"{page}-file", kwargs={**values, "suffix": each.suffix})
    asked = query.removeprefix("?")
    dialect = urlencode({DIALECT: each.dialect}) if each.dialect else ""
    whole = "&".join(part for part in (asked, dialect) if part)
    return f"{path}?{whole}" if whole else path
