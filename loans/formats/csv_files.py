"""CSV in two dialects: plain for machines (RFC 4180), and one that Excel in Swedish opens right.

No cell can be a formula: texts that begin as one are refused where they are entered
(`members.validators.plain_text`), and numbers are the register's own and never negative.
"""

import csv
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from loans.formats.blocks import in_blocks
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract
from members.validators import SEPARATOR

BYTE_ORDER_MARK = "\ufeff"
EXCEL = "excel"
"""The value of the parameter `dialect`."""


class Dialect(NamedTuple):
    """`between` stands between cells, `within` between the values of one cell."""

    between: str
    within: str
    decimal: str
    yes: str
    no: str

    def cells(self) -> dict[type, Callable[[Any], str]]:
        """How a value of each type is written."""
        return {
            str: lambda value: value,
            int: str,
            float: lambda value: str(value).replace(".", self.decimal),
            bool: lambda value: self.yes if value else self.no,
            list: self.within.join,
            type(None): lambda _value: "",
        }


PLAIN = Dialect(",", SEPARATOR, ".", "true", "false")


def plain(extract: Extract) -> Iterator[bytes]:
    """UTF-8 without byte-order mark, commas, the columns' names."""
    return in_blocks(_lines([column.name for column in COLUMNS], extract, PLAIN))


def excel(extract: Extract) -> Iterator[bytes]:
    """UTF-8 with byte-order mark, semicolons, decimal comma, the columns' labels."""
    headings = [str(column.label) for column in COLUMNS]
    headings[0] = f"{BYTE_ORDER_MARK}{headings[0]}"
    dialect = Dialect(";", f" {SEPARATOR} ", ",", _("ja"), _("nej"))
    return in_blocks(_lines(headings, extract, dialect))


def _lines(headings: list[str], extract: Extract, dialect: Dialect) -> Iterator[str]:
    line = csv.writer(_Line(), delimiter=dialect.between, lineterminator="\r\n").writerow
    write = dialect.cells()
    yield line(headings)
    for values in extract.values():
        yield line([write[type(value)](value) for value in values])


class _Line:
    """A file of the one line that is written to it, which `writerow` hands back."""

    @staticmethod
    def write(line: str) -> str:
        return line
