"""Changes to working data. Each is one transaction, signed, cleaned whole and logged once.

PermissionDenied where the account that signs is deactivated by the time its turn comes.
"""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from loans import publishing
from loans.content import with_all_related
from loans.editing.log import changed, record, record_all, snapshot
from loans.editing.turns import take_turn
from loans.editing.visibility import (
    has_been_public,
    is_public_change,
    keep_key,
    versions_showing,
)
from loans.models import Change, Project, PublishedVersion
from loans.models.references import serial_of
from members.models import Borrower

PUBLISH = "loans.publish_project"
WITHDRAWN_WITHOUT_REASON = "Skriv varför projektet dras tillbaka."


def save(row: models.Model, *, by, why: str = "", many: dict | None = None) -> models.Model:
    """Saves a row with its many-to-many fields (`many`: name → rows).

    ValidationError where it breaks a rule; nothing is stored then.
    """
    with recorded(row, by=by, why=why):
        row.full_clean()
        row.save()
        for name, rows in (many or {}).items():
            getattr(row, name).set(rows)
    return row


@contextmanager
def recorded(row: models.Model, *, by, why: str = ""):
    """What is saved inside is one action: one transaction, one entry, versions kept in step."""
    with transaction.atomic():
        take_turn(by)
        before = snapshot(row)
        _give_reference(row, new=not before)
        leave_status(row, before)
        yield
        fields = changed(before, snapshot(row))
        if not fields:
            return
        action = Change.Action.CHANGE if before else Change.Action.CREATE
        moment = publishing.Moment()
        record(row, action, by=by, why=why, fields=fields, at=moment.at)
        if before:
            keep_key(row, before)
            _require_owners(row)
        if is_public_change(type(row), fields):
            moment.make_public()
        _carry_over(row, before, by=by, why=why, moment=moment)


def publish(project: Project, *, by, approved_by=None, why: str = "") -> bool:
    """Makes the working copy public. False where the public already sees exactly that."""
    return bool(publish_all([project], by=by, approved_by=approved_by, why=why))


def publish_all(projects: list[Project], *, by, approved_by=None, why: str = "") -> int:
    """Publishes several; returns how many got a new version. All or none.

    The working copies are read again under the lock. PermissionDenied where `by` may not
    publish; ValidationError where a project is not ready for the public.
    """
    _require_permission(by)
    signed = {"by": by, "approved_by": approved_by, "why": why}
    with transaction.atomic():
        take_turn(by)
        moment = publishing.Moment()
        keys = [project.pk for project in projects]
        return sum(
            _publish_batch(batch, moment=moment, **signed) for batch in publishing.batches(keys)
        )


def withdraw(project: Project, *, by, why: str) -> None:
    """Takes a published project from the public; its address answers 410 from then on."""
    withdraw_all([project], by=by, why=why)


def withdraw_all(projects: list[Project], *, by, why: str) -> None:
    """Withdraws several. All or none: ValidationError where one of them is not published."""
    _require_permission(by)
    if not why.strip():
        raise ValidationError({"why": WITHDRAWN_WITHOUT_REASON})
    with transaction.atomic():
        take_turn(by)
        moment = publishing.Moment()
        stored = list(Project.objects.filter(pk__in=[project.pk for project in projects]))
        current = PublishedVersion.objects.current().filter(project__in=stored)
        public = set(current.values_list("project", flat=True))
        if hidden := [project for project in stored if project.pk not in public]:
            raise ValidationError(f"{hidden[0].reference} är inte publicerat.")
        publishing.withdraw(stored, moment=moment)
        entries = [(p, {"status": [p.status, Project.Status.WITHDRAWN]}) for p in stored]
        Project.objects.filter(pk__in=[p.pk for p in stored]).update(
            status=Project.Status.WITHDRAWN
        )
        record_all(entries, Change.Action.WITHDRAW, by=by, why=why, at=moment.at)


def delete(row: models.Model, *, by, why: str = "") -> None:
    """Removes a row that the public has never seen, or one that search alone goes by.

    ValidationError for any other, and for one that something else needs.
    """
    with transaction.atomic():
        take_turn(by)
        if has_been_public(row):
            raise ValidationError(f"{row} är eller har varit publik och kan inte tas bort.")
        moment, fields = publishing.Moment(), changed(snapshot(row), {})
        record(row, Change.Action.DELETE, by=by, why=why, fields=fields, at=moment.at)
        if is_public_change(type(row), fields):
            moment.make_public()
        try:
            row.delete()
        except models.ProtectedError as error:
            user = next(iter(error.protected_objects))
            raise ValidationError(f"{row} används av {user} och kan inte tas bort.") from error


def _carry_over(row, before: dict, *, by, why: str, moment: publishing.Moment) -> None:
    """A changed name reaches the published projects at once, signed by whoever changed it."""
    versions = versions_showing(row, before).current()
    if versions.exists():
        _require_permission(by)
        written = publishing.republish(versions, by=by, moment=moment)
        projects = Project.objects.in_bulk([version.project_id for version in written])
        entries = [(project, {}) for project in projects.values()]
        why = why or f"{row} ändrades"
        record_all(entries, Change.Action.REPUBLISH, by=by, why=why, at=moment.at)


def _publish_batch(keys: list[int], *, by, approved_by, why: str, moment: publishing.Moment) -> int:
    projects = list(with_all_related(Project.objects.filter(pk__in=keys)))
    for project in projects:
        require_complete(project)
    versions = publishing.publish(projects, by=by, approved_by=approved_by, moment=moment)
    numbers = {version.project_id: version.number for version in versions}
    entries = [
        (project, fields)
        for project in projects
        if (fields := _publication(project, numbers.get(project.pk)))
    ]
    Project.objects.filter(pk__in=keys).update(status=Project.Status.PUBLISHED)
    record_all(entries, Change.Action.PUBLISH, by=by, why=why, at=moment.at)
    return len(versions)


def _publication(project: Project, number: int | None) -> dict[str, list]:
    """What the log says of a publication; nothing where nothing happened."""
    fields = {}
    if number:
        fields["version"] = [number - 1 or None, number]
    if project.status != Project.Status.PUBLISHED:
        fields["status"] = [project.status, Project.Status.PUBLISHED]
    return fields


def require_complete(project: Project) -> None:
    """ValidationError where the public would be told too little."""
    borrower = project.borrower.heir
    if not borrower.members.all():
        raise ValidationError(f"{project.reference}: ange vilken medlem som står bakom {borrower}.")
    kind = project.investment_type
    if kind and kind.needs_social_intervention and not project.social_intervention:
        raise ValidationError(
            f"{project.reference}: investeringstypen kräver att den sociala insatsen är ifylld."
        )


def _require_permission(by) -> None:
    if not by.has_perm(PUBLISH):
        raise PermissionDenied("Bara granskare och administratörer ändrar det som är publikt.")


def _require_owners(row) -> None:
    """ValidationError where the public would no longer be told who is behind a borrower."""
    if not isinstance(row, Borrower) or row.heir.members.exists():
        return
    if versions_showing(row).current().exists():
        if row.heir == row:
            raise ValidationError(
                {"members": f"{row} har publicerade projekt: ange minst en medlem."}
            )
        raise ValidationError({"merged_into": f"Ange först en medlem för {row.heir}."})


def leave_status(row, before: dict) -> None:
    """A save never moves a project's status: only the actions do, perhaps since it was read."""
    if isinstance(row, Project):
        row.status = before.get("status", Project.Status.DRAFT)


def _give_reference(row, *, new: bool) -> None:
    if not isinstance(row, Project) or not new:
        return
    if row.reference:
        row._meta.get_field("reference").clean(row.reference, row)
        publishing.reserve(serial_of(row.reference))
    else:
        row.reference = publishing.next_reference()
