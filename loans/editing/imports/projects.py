"""Makes working copies of the rows: new ones all at once, and those that differ one by one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from loans.editing.addresses import Addresses, project_addresses
from loans.editing.bulk import InvalidRowsError, change_all, create_all
from loans.editing.imports.cells import shown
from loans.editing.imports.columns import COLUMNS
from loans.editing.imports.parties import explain
from loans.editing.imports.report import Outcome, Report, Row
from loans.models import (
    Initiative,
    InvestmentType,
    Project,
    ProjectCategory,
    SocialGoal,
    TargetGroup,
)
from loans.publishing import batches
from members.models import Borrower

PLAIN = [
    column.name
    for column in COLUMNS
    if column.owner is Project and column.name not in {"reference", "slug", "decided_on"}
]
SINGLE = {"category": ProjectCategory, "investment_type": InvestmentType}
MANY = {"goals": SocialGoal, "target_groups": TargetGroup}


@dataclass
class Batch:
    """Rows, their projects, and the many-to-many fields to store with each."""

    rows: list[Row] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    many: list[dict] = field(default_factory=list)

    def add(self, row: Row, project: Project, many: dict) -> None:
        self.rows.append(row)
        self.projects.append(project)
        self.many.append(many)


class Projects:
    """The projects of a file beside those of the register."""

    def __init__(self, rows: list[Row], report: Report):
        self.rows, self.report, self.faults = rows, report, report.faults
        self.stored = _stored([row.values.get("reference", "") for row in rows])
        self.values = {
            name: {row.slug: row for row in model.objects.all()}
            for name, model in (SINGLE | MANY).items()
        }
        self.outcomes: dict[int, Outcome] = {}

    @cached_property
    def _addresses(self) -> Addresses:
        return project_addresses(also=[row.values.get("slug", "") for row in self.rows])

    def write(
        self,
        borrowers: dict[int, Borrower],
        initiatives: dict[str, Initiative],
        *,
        by,
        why: str,
        progress: Callable[[int, int], None],
    ) -> list[Project]:
        """Every project of the file as it is stored afterwards, in the file's order.

        Changed ones go first, since a new one may take an address that they leave.
        """
        new, changing = Batch(), Batch()
        projects = [
            self._read(row, self._relations(row, borrowers, initiatives), new, changing)
            for row in self.rows
        ]
        total = len(new.rows) + len(changing.rows)
        self._change(changing, by=by, why=why, progress=_part(progress, 0, total))
        self._create(new, by=by, why=why, progress=_part(progress, len(changing.rows), total))
        self.report.outcomes = [outcome for _, outcome in sorted(self.outcomes.items())]
        return projects

    def _read(self, row: Row, relations: dict, new: Batch, changing: Batch) -> Project:
        """The project that a row makes or changes, put among those, or leaves as it is."""
        project, related = self.stored.get(row.values.get("reference")), self._related(row)
        if project is None:
            project = self._new(row, relations)
            new.add(row, project, related)
        elif (other := self._fill(row, project, relations, related)) is not None:
            changing.add(row, project, other)
        else:
            self._tell(row, project, "unchanged")
        return project

    def _relations(self, row: Row, borrowers: dict, initiatives: dict) -> dict:
        """The related rows that the file gives, by the name of the project's field."""
        found = {}
        for name in SINGLE:
            if name in row.values:
                found[name] = self._value(row, name, row.values[name])
        if "initiative" in row.values:
            found["initiative"] = initiatives.get(row.values["initiative"])
        if row.number in borrowers:
            found["borrower"] = borrowers[row.number]
        elif "borrower" in row.values and not row.values.get("borrower"):
            self.faults.add(row, "borrower", "Ange vem som tar lånet.")
        return found

    def _related(self, row: Row) -> dict[str, list]:
        return {
            name: [found for slug in row.values[name] if (found := self._value(row, name, slug))]
            for name in MANY
            if name in row.values
        }

    def _value(self, row: Row, name: str, slug: str):
        """The row of reference data; a fault where there is none, since none is ever made."""
        found = self.values[name].get(slug)
        if slug and not found:
            self.faults.add(
                row, name, f"”{shown(slug)}” finns inte i registret. Välj bland: "
                f"{', '.join(self.values[name]) or '(inget)'}.",
            )  # fmt: skip
        return found

    def _new(self, row: Row, relations: dict) -> Project:
        values = row.values
        project = Project(reference=values.get("reference", ""), **relations)
        _set(project, row)
        project.slug = values.get("slug") or self._addresses.give(project.title or "projekt")
        project.internal_note = project.internal_note or annotations(row)
        return project

    def _fill(self, row: Row, project: Project, relations: dict, many: dict) -> dict | None:
        """Gives the working copy the row's values: what of `many` differs from what it had.

        None where nothing at all differs.
        """
        before = _state(project)
        for name, value in relations.items():
            setattr(project, name, value)
        _set(project, row)
        project.slug = row.values.get("slug") or project.slug
        other = {n: rows for n, rows in many.items() if set(getattr(project, n).all()) != set(rows)}
        return other if other or before != _state(project) else None

    def _change(self, batch: "Batch", **signed) -> None:
        try:
            fields = change_all(batch.projects, many=batch.many, **signed)
        except InvalidRowsError as invalid:
            self._explain(batch, invalid)
        else:
            for row, project, of_row in zip(batch.rows, batch.projects, fields, strict=True):
                self._tell(row, project, "changed", of_row)

    def _create(self, batch: "Batch", **signed) -> None:
        try:
            create_all(batch.projects, many=batch.many, **signed)
        except InvalidRowsError as invalid:
            self._explain(batch, invalid)
        for row, project in zip(batch.rows, batch.projects, strict=True):
            self._tell(row, project, "new")

    def _explain(self, batch: "Batch", invalid: InvalidRowsError) -> None:
        for position, error in invalid.errors.items():
            row, project = batch.rows[position], batch.projects[position]
            # A borrower that is named but could not be made has a fault of its own.
            told = project.borrower_id is None and row.values.get("borrower")
            explain(self.faults, row, error, _without_borrower if told else _column)
        if invalid.is_cut:
            self.faults.cut()

    def _tell(self, row: Row, project: Project, word: str, fields: dict | None = None) -> None:
        outcome = Outcome(project.reference, project.title, word, fields or {})
        self.outcomes[row.number] = outcome


def annotations(row: Row) -> str:
    """What a file says beside the values, for the internal note of a new project."""
    sources = [
        url for url in row.values.get("sources") or [] if url != row.values.get("source_url")
    ]
    listed = f"Källor: {', '.join(sources)}" if sources else ""
    return "\n\n".join(part for part in (row.values.get("note"), listed) if part)


def _stored(references: list[str]) -> dict[str, Project]:
    found: dict[str, Project] = {}
    projects = Project.objects.select_related("borrower", *SINGLE, "initiative")
    projects = projects.prefetch_related(*MANY)
    for batch in batches(references):
        found |= projects.in_bulk(batch, field_name="reference")
    return found


def _part(progress: Callable[[int, int], None], before: int, total: int) -> Callable:
    """The progress of a part of the work, after `before` steps of `total`."""
    return lambda done, _: progress(before + done, total)


def _set(project: Project, row: Row) -> None:
    for name in PLAIN:
        if name in row.values:
            setattr(project, name, row.values[name])
    if "decided_on" in row.values:
        project.decided_on, project.decided_precision = row.values["decided_on"]


def _state(project: Project) -> dict:
    return {
        field.attname: getattr(project, field.attname) for field in project._meta.concrete_fields
    }


def _column(field: str) -> str:
    return {"decided_precision": "decided_on", "__all__": ""}.get(field, field)


def _without_borrower(field: str) -> str | None:
    """For a row whose borrower has a fault of its own, told already."""
    return None if field == "borrower" else _column(field)
