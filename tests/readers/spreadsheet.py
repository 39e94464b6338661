"""Opens files in LibreOffice and reads its sheets: what it takes each cell for, and its words."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from defusedxml import ElementTree

SECONDS = 180
"""How long an opening may take."""

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

UTF_8, SWEDISH, ENGLISH, AS_TEXT = 76, 1053, 1033, 2
"""LibreOffice's own numbers, of its options for CSV."""

PROGRAM = shutil.which("soffice")
MISSING = (
    "LibreOffice is not here: install it "
    "(on Debian: apt-get install --no-install-recommends libreoffice-calc)."
)


class Cell(NamedTuple):
    """`kind` is string, float, date, boolean or nothing; `value` is what it is, as text."""

    kind: str
    value: str
    has_formula: bool


EMPTY = Cell("", "", False)

Sheets = dict[str, list[list[Cell]]]


def of_csv(path: Path, between: str, language: int, text_columns: int = 0) -> Sheets:
    """A CSV as if opened with these choices; so many columns are taken as text, the others as
    what they look like."""
    formats = "/".join(f"{place}/{AS_TEXT}" for place in range(1, text_columns + 1))
    options = [ord(between), ord('"'), UTF_8, 1, formats, language, "false", "false"]
    asked = ",".join(map(str, options))
    return _read(_converted(path, f"--infilter=Text - txt - csv (StarCalc):{asked}"))


def of_workbook(path: Path) -> Sheets:
    return _read(_converted(path))


def _converted(path: Path, *options: str) -> Path:
    """The file as a flat OpenDocument. RuntimeError where LibreOffice is not, or can't."""
    if not PROGRAM:
        raise RuntimeError(MISSING)
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    command = [PROGRAM, "--headless", home, *options, "--convert-to", "fods"]
    said = subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    made = path.with_suffix(".fods")
    if not made.exists():
        raise RuntimeError(f"LibreOffice could not open {path.name}: {said.stderr or said.stdout}")
    return made


def _read(path: Path) -> Sheets:
    root = ElementTree.parse(path).getroot()
    return {table.get(f"{TABLE}name"): list(_rows(table)) for table in root.iter(f"{TABLE}table")}


def _rows(table) -> Iterator[list[Cell]]:
    """The rows up to the last that has something."""
    waiting = 0
    for row in table.iter(f"{TABLE}table-row"):
        times = int(row.get(f"{TABLE}number-rows-repeated", 1))
        cells = list(_cells(row))
        if not cells:
            waiting += times
            continue
        yield from [[] for _ in range(waiting)]
        waiting = 0
        yield from [cells] * times


def _cells(row) -> list[Cell]:
    """Up to the last that has something."""
    found: list[Cell] = []
    for cell in row.iter(f"{TABLE}table-cell"):
        times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        read = _cell(cell)
        found += [read] * (times if read != EMPTY else min(times, 1000))
    while found and found[-1] == EMPTY:
        found.pop()
    return found


def _cell(cell) -> Cell:
    kind = cell.get(f"{OFFICE}value-type", "")
    said = "\n".join(_text(line) for line in cell.findall(f"{TEXT}p"))
    value = {
        "float": cell.get(f"{OFFICE}value"),
        "date": cell.get(f"{OFFICE}date-value"),
        "boolean": cell.get(f"{OFFICE}boolean-value"),
    }.get(kind, said)
    return Cell(kind, value or "", cell.get(f"{TABLE}formula") is not None)


def _text(node) -> str:
    """A line with the spaces, tabs and breaks that stand for themselves as elements."""
    told = node.text or ""
    for part in node:
        stands_for = {
            f"{TEXT}s": " " * int(part.get(f"{TEXT}c", 1)),
            f"{TEXT}tab": "\t",
            f"{TEXT}line-break": "\n",
        }
        told += stands_for.get(part.tag, "") or _text(part)
        told += part.tail or ""
    return told
