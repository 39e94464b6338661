"""What the site's own addresses lead to."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override

from config.addresses import language_of
from privacy.gate import is_gated

LANGUAGES = [code for code, _name in settings.LANGUAGES]


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


def print_of(href: str) -> str:
    """The address of the print view of a list."""
    path, mark, query = href.partition("?")
    with override(list_paths()[path]):
        return f"{reverse('projects-print')}{mark}{query}"
