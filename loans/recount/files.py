"""What a file says to those who use it: which projects, in what order, for how much."""

import csv
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from loans.recount.words import whole

ATOM = "{http://www.w3.org/2005/Atom}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

HEADINGS = {"sv": ("Referens", "Lånebelopp"), "en": ("Reference", "Loan amount")}
"""Of a reference and an amount, in the files with headings for people."""

ABOUT = {
    "sv": {
        "number": "Antal projekt",
        "sum": "Sammanlagt lånebelopp",
        "unknown": "Projekt utan belopp",
        "approximate": "Projekt med ungefärligt belopp",
    },
    "en": {
        "number": "Number of projects",
        "sum": "Total loan amount",
        "unknown": "Projects without an amount",
        "approximate": "Projects with an approximate amount",
    },
}
"""What a workbook calls its totals."""

TOTALS = ("number", "sum", "known", "approximate", "median")
"""Of what the projects come to, each an attribute of an `Answer`."""

UNREADABLE = (
    *(ValueError, LookupError, TypeError, AttributeError, EOFError, RuntimeError),
    *(csv.Error, BadZipFile, zlib.error, ElementTree.ParseError),
)
"""What a reader raises for a file that is none of its format."""


class Contents(NamedTuple):
    """`references` in the file's order, and beside them `amounts` in whole SEK, each None where it
    is not known; all None where the file has none in numbers, as a feed. `totals` is what it says
    that they come to, by the names of `TOTALS`."""

    references: list[str]
    amounts: list[int | None] | None
    totals: dict[str, int | None]


def _of_pairs(pairs: Iterable[tuple[str, Any]], totals: dict | None = None) -> Contents:
    """The contents of rows, each a reference and an amount, which may be missing."""
    rows = list(pairs)
    return Contents([one for one, _ in rows], [whole(sek) for _, sek in rows], totals or {})


def _csv(data: bytes, _language: str) -> Contents:
    lines = csv.DictReader(StringIO(data.decode(), newline=""), strict=True)
    return _of_pairs((line["reference"], line["loan_amount"]) for line in lines)


def _excel_csv(data: bytes, language: str) -> Contents:
    text = StringIO(data.decode("utf-8-sig"), newline="")
    reference, amount = HEADINGS[language]
    lines = csv.DictReader(text, delimiter=";", strict=True)
    return _of_pairs((line[reference], line[amount]) for line in lines)


def _workbook(data: bytes, language: str) -> Contents:
    with ZipFile(BytesIO(data)) as file:
        (heading, *rows), about = _sheet(file, 1), _sheet(file, 3)
    column_of = {label: column for column, label in heading.items()}
    reference, amount = (column_of[label] for label in HEADINGS[language])
    said = {row.get("A"): row.get("B") for row in about}
    totals = {name: whole(said[label]) or 0 for name, label in ABOUT[language].items()}
    totals["known"] = totals["number"] - totals.pop("unknown")
    return _of_pairs(((row[reference], row.get(amount)) for row in rows), totals)


def _sheet(file: ZipFile, number: int) -> list[dict[str, str]]:
    """The rows of a sheet, each its values by the letters of their columns."""
    sheet = ElementTree.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 (our own)
    return [dict(_cells(row)) for row in sheet.iter(f"{SHEET}row")]


def _cells(row: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The letters of each column that has a value, with its text or its number."""
    for cell in row.iter(f"{SHEET}c"):
        column = cell.attrib["r"].rstrip("0123456789")
        yield column, "".join(part.text or "" for part in cell.iter() if part.tag in VALUES)


VALUES = {f"{SHEET}t", f"{SHEET}v"}


def _json(data: bytes, _language: str) -> Contents:
    said = json.loads(data)
    return _of_rows(said, said["projects"])


def _geojson(data: bytes, _language: str) -> Contents:
    said = json.loads(data)
    rows = [feature["properties"] for feature in said["features"]]
    if [feature["id"] for feature in said["features"]] != [row["reference"] for row in rows]:
        raise ValueError("A feature is called otherwise than its project.")
    return _of_rows(said, rows)


def _of_rows(said: dict, rows: list[dict]) -> Contents:
    pairs = ((row["reference"], row["loan_amount"]) for row in rows)
    return _of_pairs(pairs, {name: whole(said["totals"][name]) for name in TOTALS})


def _feed(data: bytes, _language: str) -> Contents:
    feed = ElementTree.fromstring(data)  # noqa: S314 (our own)
    names = [entry.findtext(f"{ATOM}id", "") for entry in feed.iter(f"{ATOM}entry")]
    return Contents([name.rpartition(":")[2] for name in names], None, {})


READERS: dict[str, Callable[[bytes, str], Contents]] = {
    ".csv": _csv,
    ".csv?dialect=excel": _excel_csv,
    ".xlsx": _workbook,
    ".json": _json,
    ".geojson": _geojson,
    ".atom": _feed,
}
"""What a page's address ends in for each of its files, and what reads that."""


def read(ending: str, data: bytes, language: str) -> Contents | None:
    """What a file says; None where it can't be read as what it is said to be."""
    try:
        return READERS[ending](data, language)
    except UNREADABLE:
        return None
