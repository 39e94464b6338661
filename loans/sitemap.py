"""The sitemap: every public page in both languages, for search engines.

An index leads to files: one of pages, and one for each range of serial numbers, so that a
project always stands in the same file and no file needs to count its way past others. Standing
pages are those of `trails`; the changes of a project are found from its page.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import override

from loans import register, trails
from loans.directory import rows_of
from loans.facets import FACETS, NONE
from loans.models.versions import FacetValue

PROJECTS = 1_000
"""Serial numbers a file. The protocol allows 25 times as many in two languages, but a file that
is asked for should not keep the server busy."""


WITH_THE_REGISTER = ("start", "projects", "about-data")
"""Pages that change with it, since they name its sum, its number or its data version."""


class File(NamedTuple):
    """A file of the sitemap, as the index names it."""

    address: str
    changed_at: str


class Page(NamedTuple):
    """A page in one language. `twins` are language and address, its own included."""

    address: str
    changed_at: str
    twins: list[tuple[str, str]]


def files(state) -> list[File]:
    """All files, as fresh as what stands in them. Costs one query beside the register's state."""
    ranges = (
        register.current()
        .order_by()
        .values(file=(F("serial") - 1) / PROJECTS + 1)
        .annotate(changed_at=Max("valid_from"))
        .order_by("file")
    )
    return [
        File(_absolute(reverse("sitemap-pages")), _moment(state.changed_at)),
        *(
            File(_absolute(reverse("sitemap-projects", args=[r["file"]])), _moment(r["changed_at"]))
            for r in ranges
        ),
    ]


def pages(state) -> list[Page]:
    """The standing pages, and those of members, borrowers and so on.

    Those that show every public change say when the last one was. When another page changed is
    not known, and not said.
    """
    moments = dict.fromkeys(WITH_THE_REGISTER, state.changed_at)
    found = []
    for name in trails.standing():
        found += _in_all(name, [((), moments.get(name))])
    for name, slugs in _slugs():
        found += _in_all(name, [((slug,), None) for slug in sorted(slugs)])
    return found


def projects(number: int) -> list[Page]:
    """The published projects of file `number`, each as fresh as its version. Costs one query."""
    last = number * PROJECTS
    versions = register.current().filter(serial__gt=last - PROJECTS, serial__lte=last)
    found = versions.order_by("serial").values_list("slug", "valid_from")
    return _in_all("project", [((slug,), moment) for slug, moment in found])


def _slugs() -> Iterator[tuple[str, set[str]]]:
    """The name of each kind of page and the slugs that have one, as `profiles` decides it."""
    pages = {facet.name: facet.page for facet in FACETS if facet.page}
    values = FacetValue.objects.filter(version__in=register.current(), facet__in=pages)
    published: dict[str, set[str]] = {facet: set() for facet in pages}
    for facet, key in values.order_by().values_list("facet", "key").distinct():
        published[facet] |= {key} - {NONE}
    for facet, page in pages.items():
        rows = rows_of(facet, published[facet])
        kept = published[facet] if rows is None else set(rows.values_list("slug", flat=True))
        yield page, kept


def _in_all(name: str, shown: Iterable[tuple[tuple, datetime | None]]) -> list[Page]:
    """The pages of one kind in every language, from their arguments and moments."""
    shown = list(shown)
    addresses = {code: _addresses(name, shown, code) for code, _name in settings.LANGUAGES}
    found = []
    for place, (_arguments, changed_at) in enumerate(shown):
        twins = [(code, listed[place]) for code, listed in addresses.items()]
        named = [*twins, ("x-default", addresses[settings.LANGUAGE_CODE][place])]
        found += [Page(address, _moment(changed_at), named) for _code, address in twins]
    return found


def _addresses(name: str, shown: list, code: str) -> list[str]:
    with override(code):
        return [_absolute(reverse(name, args=arguments)) for arguments, _moment in shown]


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _moment(at: datetime | None) -> str:
    """As the protocol writes moments; empty where nothing has been published yet."""
    return at.isoformat(timespec="seconds") if at else ""
