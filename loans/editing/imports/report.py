"""What an import found and did."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loans.editing import bulk


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
    """The faults of a file; one for each cell, since the first explains the rest.

    Of one column the first `MOST_ERRORS` are told.
    """

    def __init__(self):
        self.found: dict[tuple[int, str], Fault] = {}
        self.rows: set[int] = set()
        self.told: Counter[str] = Counter()

    def add(self, row: Row | None, column: str, message: str) -> None:
        number, place = (row.number, row.place) if row else (0, "")
        self.rows.add(number)
        if (number, column) in self.found:
            return
        self.told[column] += 1
        if self.told[column] > bulk.MOST_ERRORS:
            self.cut()
        else:
            self.found[number, column] = Fault(number, place, column, message)

    def cut(self) -> None:
        """Says that no more were looked for."""
        sentence = "Fler projekt kan ha fel. Rätta de här först och försök igen."
        self.found.setdefault((0, ""), Fault(0, "", "", sentence))

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
