"""From the bytes of a file to rows of raw cells, with every fault of the file's own form."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from typing import Any

from loans.editing.imports.cells import shown
from loans.editing.imports.columns import BY_NAME, IGNORED
from loans.editing.imports.report import Faults, Row

LARGEST_FILE = 5_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 200
LONGEST_CELL = 40_000


class UnreadableError(ValueError):
    """The file as a whole can't be read; the message says why, in Swedish."""


def rows_of(data: bytes, kind: str, faults: Faults) -> list[Row]:
    """The rows with their parsed values; `kind` is json or csv. A faulty cell has no value,
    and a row that can't be read at all is left out."""
    try:
        rows = READERS[kind](_text(data), faults)
    except UnreadableError as reason:
        faults.add(None, "", str(reason))
        return []
    for row in rows:
        _parse(row, faults)
    return [row for row in rows if row.cells]


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise UnreadableError("Filen är större än 5 MB. Dela upp den.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"Filen är inte sparad som UTF-8 (se byte {error.start}). Spara den som UTF-8 och "
            "försök igen."
        ) from error
    if "\0" in text:
        raise UnreadableError("Filen innehåller NUL-tecken och är inte en textfil.")
    if not text.strip():
        raise UnreadableError("Filen är tom.")
    return text


def _json_rows(text: str, faults: Faults) -> list[Row]:
    projects = _loaded(text)
    if isinstance(projects, dict):
        projects = projects.get("projects")
    if not isinstance(projects, list):
        raise UnreadableError('Skriv en lista med projekt, eller {"projects": [...]}.')
    _check_number(len(projects))
    rows = [Row(number, "", project) for number, project in enumerate(projects, start=1)]
    columns: dict[str, Row] = {}
    for row in rows:
        _check_project(row, faults)
        for name in row.cells:
            columns.setdefault(name, row)
    _check_columns(columns, faults)
    return rows


def _loaded(text: str) -> Any:
    def refuse(constant):
        raise ValueError(constant)

    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=refuse, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"Filen är inte riktig JSON: se rad {error.lineno}, tecken {error.colno}."
        ) from error
    except UnreadableError:
        raise
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise UnreadableError(
            "Filen är inte JSON som kan läsas: ett tal är för stort eller något är för djupt."
        ) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict:
    found: dict[str, Any] = {}
    _check_width(len(pairs))
    for name, value in pairs:
        if name in found:
            raise UnreadableError(
                f"”{shown(name)}” står två gånger i samma projekt. Ta bort den ena."
            )
        found[name] = value
    return found


def _check_project(row: Row, faults: Faults) -> None:
    if not isinstance(row.cells, dict) or not row.cells:
        row.place, row.cells = f"projekt {row.number}", {}
        faults.add(row, "", "Skriv projektet som ett objekt med namn och värden: {…}.")
        return
    reference = shown(row.cells.get("reference") or "utan referens")
    row.place = f"projekt {row.number} ({reference})"


def _csv_rows(text: str, faults: Faults) -> list[Row]:
    lines = _lines(text)
    header = Row(1, "rad 1", {})
    names = [name.strip() for name in next(lines)]
    _check_columns(dict.fromkeys(names, header), faults, number=len(names))
    for name, times in Counter(names).items():
        if times > 1:
            faults.add(header, name, "Kolumnen står två gånger. Ta bort den ena.")
    filled = ((number, line) for number, line in enumerate(lines, start=2) if any(line))
    # One more than is accepted tells that there are too many: the rest need not be read.
    found = list(islice(filled, MOST_ROWS + 1))
    _check_number(len(found))
    return [_csv_row(number, line, names, faults) for number, line in found]


def _lines(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableError(
            f"Filen är inte riktig CSV: kontrollera citattecknen fram till rad {reader.line_num}."
        ) from error


def _csv_row(number: int, line: list[str], names: list[str], faults: Faults) -> Row:
    row = Row(number, f"rad {number}", dict(zip(names, line, strict=False)))
    if len(line) != len(names):
        row.cells = {}
        faults.add(
            row, "", f"Raden har {len(line)} celler men rubrikraden {len(names)}. Kontrollera "
            "skiljetecken och citattecken.",
        )  # fmt: skip
    return row


def _check_number(number: int) -> None:
    if number > MOST_ROWS:
        raise UnreadableError("Filen har fler än 10 000 projekt. Dela upp den.")
    if number == 0:
        raise UnreadableError("Filen innehåller inga projekt.")


def _check_columns(columns: dict[str, Row], faults: Faults, *, number: int = 0) -> None:
    """`columns`: each name in the file, and the first row that has it. `number`: how many columns
    there are where a name may stand twice."""
    _check_width(max(number, len(columns)))
    for name in [name for name in columns if name not in BY_NAME]:
        close = get_close_matches(name[:100], BY_NAME, n=1)
        hint = f" Menas ”{close[0]}”?" if close else " Ta bort den."
        faults.add(columns[name], shown(name) or "(utan namn)", f"Kolumnen är okänd.{hint}")


def _check_width(number: int) -> None:
    if number > MOST_COLUMNS:
        raise UnreadableError(f"Filen har {number} kolumner. Högst {MOST_COLUMNS} tas emot.")


def _parse(row: Row, faults: Faults) -> None:
    """Turns each cell into a value, and an empty one into "no value"."""
    for name, raw in row.cells.items():
        column = BY_NAME.get(name)
        if column is None or column.kind is IGNORED:
            continue
        try:
            row.values[name] = _value(column, raw)
        except ValueError as reason:
            faults.add(row, name, str(reason))


def _value(column, raw: Any) -> Any:
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        return column.kind.empty
    if isinstance(raw, str) and len(raw) > LONGEST_CELL:
        raise ValueError(f"Cellen har {len(raw)} tecken. Så mycket ryms inte.")
    value = column.kind.read(raw)
    if column.longest and len(value) > column.longest:
        raise ValueError(f"Texten har {len(value)} tecken. Högst {column.longest} ryms.")
    return value


READERS = {"json": _json_rows, "csv": _csv_rows}
