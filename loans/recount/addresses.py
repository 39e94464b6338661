"""What the site's own addresses lead to."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override

from config.addresses import language_of
from privacy.gate import is_gated

LANGUAGES = [code for code, _name in settings.LANGUAGES]

WITH_FILES = {
    *("projects", "member", "borrower", "category", "investment-type", "goal", "initiative"),
}
"""The kinds of pages whose rows can be had as files and on paper."""


@cache
def list_paths() -> dict[str, str]:
    """Where the list of projects is → its language."""
    paths = {}
    for language in LANGUAGES:
        with override(language):
            paths[reverse("projects")] = language
    return paths


def query_of(address: str) -> str | None:
    """The query string of an address of the list; None where it is no such address."""
    path, _, query = address.partition("?")
    return query if path in list_paths() else None


def kind_of(address: str) -> str:
    """The name of the kind of page that an address leads to; empty where it is none of ours that
    stands behind the gate, or has a query."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.query or not parts.path.endswith("/"):
        return ""
    try:
        with override(language_of(parts.path)):
            match = resolve(parts.path)
    except Resolver404:
        return ""
    return match.view_name if is_gated(match) else ""


def file_of(href: str) -> str:
    """The address of the plain CSV file of a list."""
    path, mark, query = href.partition("?")
    return f"{path.removesuffix('/')}.csv{mark}{query}"


def selects(address: str) -> str | None:
    """What the projects of a page with files have in common, as a query string of the list: nothing
    for the list itself, None for pages without files."""
    kind = kind_of(address)
    if kind not in WITH_FILES:
        return None
    slug = address.rstrip("/").rpartition("/")[2]
    return f"{kind.replace('-', '_')}={slug}" if kind != "projects" else ""


def files_of(page: str, endings: Iterable[str]) -> dict[str, str]:
    """Ending → the address of that file of a page."""
    return {ending: f"{page.removesuffix('/')}{ending}" for ending in endings}


def paper_of(page: str) -> str:
    """The address of the print view of a page with files."""
    with override(language_of(page)):
        match = resolve(page)
        return reverse(f"{match.view_name}-print", kwargs=match.captured_kwargs)


def print_of(href: str) -> str:
    """The address of the print view of a list."""
    path, mark, query = href.partition("?")
    with override(list_paths()[path]):
        return f"{reverse('projects-print')}{mark}{query}"
