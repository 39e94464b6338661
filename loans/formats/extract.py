"""A selection on its way into a file: what it is called, where it stands, and what of it is said
beside the rows. Every format writes from this and from nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from loans import register
from loans.facets import BY_NAME
from loans.formats.columns import COLUMNS
from loans.heirs import query_of_heirs
from loans.models.versions import PublishedVersion
from loans.selection import Selection

MOST_NAMED = 3
"""Values that a file is named after; more would make a name that nobody reads."""

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for when a register was last changed that has never been written to."""


class Extract(NamedTuple):
    """`page` is the path of the page that shows the same rows, and `path` the file's own, without
    their query; `query` is the file's, in its shortest form, such as "?category=boende"."""

    selection: Selection
    page: str
    path: str
    query: str = ""
    kept: Sequence[PublishedVersion] | None = None
    """Its rows, where they have been read already."""

    @property
    def language(self) -> str:
        return self.selection.language

    @property
    def title(self) -> str:
        """What is selected, in words."""
        return self.selection.in_words

    @property
    def page_address(self) -> str:
        """The absolute address of the page that shows the same rows."""
        return f"{settings.SITE_URL}{self.page}{self.query}"

    @property
    def address(self) -> str:
        """The file's own absolute address."""
        return f"{settings.SITE_URL}{self.path}{self.query}"

    def file_stem(self, *endings: str) -> str:
        """What the file is called where somebody saves it, without its suffix: its path, and what
        is chosen where that can be said in short. ASCII, and the same for the same question."""
        stem = self.path.rpartition(".")[0].strip("/").removeprefix("en/").replace("/", "-")
        return "-".join(part for part in (stem, *self._chosen(), *endings) if part)

    def _chosen(self) -> list[str]:
        pairs = [pair for pair in parse_qsl(self.query.removeprefix("?")) if pair[0] != "sort"]
        values = [value for name, value in pairs if name in BY_NAME]
        return values if len(values) == len(pairs) <= MOST_NAMED else [_("urval")]

    @property
    def changed_at(self) -> str | None:
        """When the data version came into force, in UTC (RFC 3339); None before the first."""
        at = self.selection.state.changed_at
        return moment(at) if at else None

    @property
    def made_at(self) -> datetime:
        """The same for formats that must have a time."""
        return self.selection.state.changed_at or BEGINNING

    @property
    def totals(self) -> dict[str, int | None]:
        """Whole SEK; the median is None where too few amounts are known."""
        median = self.selection.figures.median
        return {**self.selection.totals, "median": median.data if median else None}

    def rows(self) -> Iterable[PublishedVersion]:
        return self.selection.rows() if self.kept is None else self.kept

    def keeping_rows(self) -> "Extract":
        """The same, whose rows are read now and held in memory: for several files of them."""
        return self._replace(kept=list(self.rows()))

    def values(self) -> Iterator[list[Any]]:
        """The values of each row, in the order of COLUMNS."""
        language = self.language
        readers = [column.read for column in COLUMNS]
        for version in self.rows():
            content = version.content
            yield [read(content, language) for read in readers]


def moment(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def of_list(
    query: str, suffix: str, *, language: str, state: register.State | None = None
) -> Extract:
    """What a query string selects of the list, as its file with that suffix lets it out: of a
    borrower that has become part of another, the heir's. The number of a page is not read. Where
    the query is wrong the selection says so, and has no rows.
    """
    with override(language):
        selection = _selected(query, language, state)
        if of_heirs := query_of_heirs(selection):
            selection = _selected(of_heirs, language, state)
        path = reverse("projects-file", args=[suffix])
        return Extract(selection, reverse("projects"), path, selection.href().removesuffix("?"))


def _selected(query: str, language: str, state: register.State | None) -> Selection:
    params = QueryDict(query.removeprefix("?"), mutable=True)
    params.pop("page", None)
    return Selection(params, language=language, state=state)
