"""The formats: one table, from which addresses, links and files follow.

To add a format, add an entry: its suffix, what it is, what it is called, and what writes it.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.formats import csv_files, feed, json_files, workbook
from loans.formats.blocks import in_language
from loans.formats.extract import Extract

DIALECT = "dialect"
"""The parameter that tells formats with the same suffix apart."""


class TooManyRowsError(ValueError):
    """The selection has more projects than the format holds."""


class Format(NamedTuple):
    """`write` gives the file in blocks; what it says is in the language that is active then.

    `in_head` says whether a page names it in its head, for programs that look there. `most_rows`
    is how many projects it can hold, where there is an end to that.
    """

    suffix: str
    label: str | Promise
    content_type: str
    write: Callable[[Extract], Iterator[bytes]]
    dialect: str = ""
    in_head: bool = False
    most_rows: int | None = None

    @property
    def name(self) -> str:
        """What tells it from the others: "csv", "csv-excel"."""
        return "-".join(part for part in (self.suffix, self.dialect) if part)

    @property
    def media_type(self) -> str:
        """The type without how its characters are written."""
        return self.content_type.partition(";")[0]

    def holds(self, number: int) -> bool:
        """Whether so many projects have room in a file."""
        return self.most_rows is None or number <= self.most_rows

    def blocks(self, extract: Extract) -> Iterator[bytes]:
        """The file in its language, whatever language is active when a block is made.

        TooManyRowsError where it doesn't hold all: no file leaves rows out without a word.
        """
        if not self.holds(extract.totals["number"]):
            raise TooManyRowsError(f"{self.name} holds {self.most_rows:,} projects.")
        return in_language(extract.language, self._begun_late(extract))

    def _begun_late(self, extract: Extract) -> Iterator[bytes]:
        """Whatever a writer does before its first block is done in the file's language too."""
        yield from self.write(extract)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = [
    Format("csv", "CSV", "text/csv; charset=utf-8", csv_files.plain, in_head=True),
    Format("csv", _("CSV för Excel"), "text/csv; charset=utf-8", csv_files.excel, csv_files.EXCEL),
    Format("xlsx", "Excel", XLSX, workbook.projects, most_rows=workbook.MOST_ROWS),
    Format("json", "JSON", "application/json", json_files.projects, in_head=True),
    Format("atom", _("Atom, att följa"), feed.CONTENT_TYPE, feed.projects, in_head=True),
    Format("geojson", "GeoJSON", "application/geo+json", json_files.features),
]

SUFFIXES = list(dict.fromkeys(each.suffix for each in FORMATS))


def of(suffix: str, dialect: str = "") -> Format | None:
    """The format of a suffix in a dialect; None where there is none. A dialect means nothing to
    a format that has only one."""
    found = [each for each in FORMATS if each.suffix == suffix]
    if len(found) == 1:
        return found[0]
    return next((each for each in found if each.dialect == dialect), None)
