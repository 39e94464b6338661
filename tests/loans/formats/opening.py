"""Files opened again, each as its readers do it: rows of a CSV, the projects of a JSON."""

import csv
import io
import json

from loans.formats import table
from loans.formats.extract import Extract
from tests.loans.selecting import select


def extract(query: str = "", language: str = "sv", page: str = "/projekt/") -> Extract:
    """What the site would let out of the list at a query."""
    asked = f"?{query}" if query else ""
    return Extract(select(query, language), page, f"{page[:-1]}.x", asked)


def written(name: str, of: Extract) -> bytes:
    """The whole file in the format of that name."""
    [each] = [each for each in table.FORMATS if each.name == name]
    return b"".join(each.blocks(of))


def rows(data: bytes, between: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV by its headings; every one has as many cells as the header."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    header, *found = csv.reader(text, delimiter=between, strict=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def projects(data: bytes) -> list[dict]:
    return json.loads(data)["projects"]
