"""What an import found and did."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass
class Row:
    """One project in the file: where it stands, and the value of each column that it has."""

    number: int
    place: str
    cells: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)


class Fault(NamedTuple):
    """Where in the file something is wrong, and what to do about it, in Swedish.

    `row` is 0 and `place` empty for a fault of the whole file, `column` for one of a whole row.
    """

    row: int
    place: str
    column: str
    message: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.column) if part)
        return f"{where}: {self.message}" if where else self.message


class Faults:
    """The faults of a file; one for each cell, since the first explains the rest."""

    def __init__(self):
        self.found: dict[tuple[int, str], Fault] = {}
        self.rows: set[int] = set()

    def add(self, row: Row | None, column: str, message: str) -> None:
        number, place = (row.number, row.place) if row else (0, "")
        self.found.setdefault((number, column), Fault(number, place, column, message))
        self.rows.add(number)

    def cut(self) -> None:
        """Says that no more were looked for."""
        self.add(None, "", "Fler projekt kan ha fel. Rätta de här först och försök igen.")

    def in_row(self, row: Row) -> bool:
        return row.number in self.rows

    def __bool__(self) -> bool:
        return bool(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self):
        return iter(sorted(self.found.values(), key=lambda fault: fault.row))


class Outcome(NamedTuple):
    """What became of one project: `new`, `changed` (field → [before, after]) or `unchanged`."""

    reference: str
    title: str
    word: str
    fields: dict[str, list]


@dataclass
class Report:
    """`outcomes`, `borrowers` and `initiatives` (made) are worth reading only without faults."""

    faults: Faults = field(default_factory=Faults)
    remarks: list[Fault] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    borrowers: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    published: int = 0
    applied: bool = False

    def remark(self, row: Row, column: str, message: str) -> None:
        """Something worth knowing that doesn't stop the import."""
        self.remarks.append(Fault(row.number, row.place, column, message))

    def count(self, word: str) -> int:
        return sum(outcome.word == word for outcome in self.outcomes)
