"""Imports of projects: a whole file or nothing, tried dry by doing all of it and taking it back.

Makes working copies, borrowers and initiatives; never a member or reference data. The same file
twice changes nothing. `docs/importing.md` describes the file.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation

from loans import publishing
from loans.editing import accounts
from loans.editing.actions import PUBLISH, publish_all, require_complete
from loans.editing.bulk import unwatched
from loans.editing.imports.cells import shown
from loans.editing.imports.parties import Borrowers, resolve_initiatives
from loans.editing.imports.projects import Projects
from loans.editing.imports.reading import rows_of
from loans.editing.imports.report import Fault, Outcome, Report, Row
from loans.models import Project
from loans.models.references import reference_of, serial_of

__all__ = ["Fault", "Outcome", "Report", "import_projects"]

WHY = "Import"
NEEDED = (
    "loans.add_project",
    "loans.change_project",
    "loans.add_initiative",
    "members.add_borrower",
)
"""What an import does, and so what its signer must be allowed to do."""


def import_projects(
    data: bytes,
    kind: str,
    *,
    by=None,
    why: str = WHY,
    apply: bool = False,
    publish: bool = False,
    progress: Callable[[int, int], None] = unwatched,
) -> Report:
    """Imports a file (`kind`: json or csv) and reports; writes nothing where there are faults.

    Without `apply` it does the same and takes it all back. `by` signs; a dry run may go without.
    PermissionDenied where `by` may not do what is asked. The file is read before the others who
    write have to wait, and a file that can't be read lets nobody wait.
    """
    if by or apply or publish:
        _require_permission(by, publish=publish)
    report = Report()
    with translation.override("sv"):
        if rows := rows_of(data, kind, report.faults):
            with transaction.atomic():
                _import(rows, report, by=by, why=why, publish=publish, progress=progress)
                report.applied = apply and not report.faults
                if not report.applied:
                    transaction.set_rollback(True)
    return report


def _require_permission(by, *, publish: bool) -> None:
    needed = (*NEEDED, PUBLISH) if publish else NEEDED
    if not (by and by.has_perms(needed)):
        raise PermissionDenied("Du får inte importera och publicera projekt.")


def _import(rows: list[Row], report: Report, *, by, why: str, publish: bool, progress) -> None:
    publishing.lock()
    by = by or accounts.system()
    _check_keys(rows, report)
    projects = _write(rows, report, by=by, why=why, progress=progress)
    if publish and not report.faults:
        _publish(rows, projects, report, by=by, why=why)


def _write(rows: list[Row], report: Report, *, by, why: str, progress) -> list[Project]:
    signed = {"by": by, "why": why}
    borrowers = Borrowers(report).resolve(rows, **signed)
    initiatives = resolve_initiatives(rows, report, **signed)
    return Projects(rows, report).write(borrowers, initiatives, progress=progress, **signed)


def _check_keys(rows: list[Row], report: Report) -> None:
    """Every row needs a reference, and no two rows the same reference or address."""
    free = _first_free(rows)
    for row in rows:
        if "reference" not in row.cells or row.values.get("reference") == "":
            report.faults.add(row, "reference", f"Ange en referens. {reference_of(free)} är ledig.")
            free += 1
    for column in ("reference", "slug"):
        _check_repeats(rows, column, report)


def _first_free(rows: list[Row]) -> int:
    """The serial number after all that the register and the file have; a leap is a fault there."""
    named = [row.values["reference"] for row in rows if row.values.get("reference")]
    furthest = publishing.furthest()
    serials = [serial for name in named if (serial := serial_of(name)) <= furthest]
    return max([publishing.lock().last_serial, *serials]) + 1


def _check_repeats(rows: list[Row], column: str, report: Report) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        value = row.values.get(column)
        if value and first.setdefault(value, row) is not row:
            report.faults.add(row, column, f"”{shown(value)}” står redan på {first[value].place}.")


def _publish(rows: list[Row], projects: list[Project], report: Report, *, by, why: str) -> None:
    """Publishes every project of the file as it now stands."""
    prefetch_related_objects(projects, "investment_type", "borrower__members")
    for row, project in zip(rows, projects, strict=True):
        try:
            _require_publishable(project)
        except ValidationError as error:
            report.faults.add(row, "", " ".join(error.messages))
    if not report.faults:
        report.published = publish_all(projects, by=by, why=why)


def _require_publishable(project: Project) -> None:
    if project.status == Project.Status.WITHDRAWN:
        raise ValidationError("Projektet är tillbakadraget och publiceras inte av en import.")
    require_complete(project)
