"""The addresses of files: a page's own with a suffix, and the links that lead there."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from loans.formats.table import DIALECT, FORMATS, Format


class Link(NamedTuple):
    """`in_head` says whether the page names it in its head too."""

    label: str
    href: str
    media_type: str
    in_head: bool


def links(page: str, query: str = "", **values) -> list[Link]:
    """The same rows as on a page, in every format. `page` is the page's name, `values` stand in
    its address, and `query` selects its rows ("?category=boende", or nothing)."""
    return [
        Link(str(each.label), href(page, each, query, **values), each.media_type, each.in_head)
        for each in FORMATS
    ]


def href(page: str, each: Format, query: str = "", **values) -> str:
    """The address of a page's file in one format."""
    path = reverse(f"{page}-file", kwargs={**values, "suffix": each.suffix})
    asked = query.removeprefix("?")
    dialect = urlencode({DIALECT: each.dialect}) if each.dialect else ""
    whole = "&".join(part for part in (asked, dialect) if part)
    return f"{path}?{whole}" if whole else path
