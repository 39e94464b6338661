"""What a file says to those who use it: which projects, in what order, for how much."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

ATOM = "{http://www.w3.org/2005/Atom}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

HEADINGS = {"sv": ("Referens", "Lånebelopp"), "en": ("Reference", "Loan amount")}
"""Of a reference and an amount, in the files with headings for people."""

UNREADABLE = (ValueError, KeyError, TypeError, IndexError, BadZipFile, ElementTree.ParseError)
"""What a reader raises for a file that is none of its format."""


class Contents(NamedTuple):
    """`references` in the file's order; `sums` is what it says or what its amounts come to, in
    whole SEK, each time that it says so. A feed says nothing of it in numbers."""

    references: list[str]
    sums: list[int]


def _of_pairs(pairs: Iterable[tuple[str, Any]], *said: int) -> Contents:
    """The contents of rows, each a reference and an amount, which may be missing."""
    rows = list(pairs)
    return Contents([one for one, _ in rows], [sum(int(sek or 0) for _, sek in rows), *said])


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
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))  # noqa: S314 (our own)
    heading, *rows = [dict(_cells(row)) for row in sheet.iter(f"{SHEET}row")]
    column_of = {label: column for column, label in heading.items()}
    reference, amount = (column_of[label] for label in HEADINGS[language])
    return _of_pairs((row[reference], row.get(amount)) for row in rows)


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
    if said["totals"]["number"] != len(rows):
        raise ValueError("The rows are not as many as the file says.")
    pairs = ((row["reference"], row["loan_amount"]) for row in rows)
    return _of_pairs(pairs, said["totals"]["sum"])


def _feed(data: bytes, _language: str) -> Contents:
    feed = ElementTree.fromstring(data)  # noqa: S314 (our own)
    names = [entry.findtext(f"{ATOM}id", "") for entry in feed.iter(f"{ATOM}entry")]
    return Contents([name.rpartition(":")[2] for name in names], [])


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
