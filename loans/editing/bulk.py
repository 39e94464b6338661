"""Many rows at once, under the same rules and with the same log as one by one.

The database itself checks the constraints, and only where it refuses is a row asked what is
wrong with it; so a row costs a tenth of what `save` costs.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from loans import publishing
from loans.editing.actions import leave_status
from loans.editing.log import changed, record_all, snapshots
from loans.editing.turns import take_turn
from loans.editing.visibility import TOLD_AT_ONCE
from loans.models import Change, Project
from loans.models.references import is_reference, serial_of

FEW = 8
"""So many rows are asked one by one what is wrong with them."""


MOST_ERRORS = 10_000
"""Rows that break a rule after which no more are looked for: others wait meanwhile. As many as an
import takes, so that it names every one."""


class InvalidRowsError(Exception):
    """`errors`: the position of each row that breaks a rule → its ValidationError.

    There may be more where `is_cut`.
    """

    def __init__(self, errors: dict[int, ValidationError]):
        super().__init__(errors)
        self.errors = errors
        self.is_cut = len(errors) >= MOST_ERRORS


def unwatched(done: int, total: int) -> None:
    """The progress of work that nobody watches."""


def create_all(
    rows: Sequence[models.Model],
    *,
    by,
    why: str = "",
    many: Sequence[dict] = (),
    progress: Callable[[int, int], None] = unwatched,
) -> None:
    """Stores new rows of one model; `many` holds each row's many-to-many fields, as in `save`.

    All or none, in one transaction. InvalidRowsError names the rows that break a rule.
    """

    with transaction.atomic():
        take_turn(by)
        moment = publishing.Moment()

        def store(batch, related):
            _create(batch, related, by=by, why=why, at=moment.at)

        errors = _give_references(rows)
        _in_batches(rows, many or [{} for _ in rows], store, progress, errors)
        if rows and type(rows[0]) in TOLD_AT_ONCE:
            moment.make_public()


def change_all(
    projects: Sequence[Project],
    *,
    by,
    why: str = "",
    many: Sequence[dict] = (),
    progress: Callable[[int, int], None] = unwatched,
) -> list[dict[str, list]]:
    """Stores changed working copies; returns the fields of each that differ: [before, after].

    `many` holds those many-to-many fields that are to change. Otherwise as `create_all`.
    """
    said: list[dict[str, list]] = []

    with transaction.atomic():
        take_turn(by)
        moment = publishing.Moment()

        def store(batch, related):
            said.extend(_change(batch, related, by=by, why=why, at=moment.at))

        _in_batches(projects, many or [{} for _ in projects], store, progress)
    return said


def _in_batches(
    rows: Sequence,
    many: Sequence[dict],
    store: Callable,
    progress: Callable,
    known: dict[int, ValidationError] | None = None,
) -> None:
    """Stores batch by batch, going on past faults so that many are found at once.

    `known`: rows whose fault has been found. The caller's transaction takes everything back where
    InvalidRowsError is raised.
    """
    errors = _repeated(rows) | (known or {})

    def attempt(positions: list[int]) -> None:
        store([rows[n] for n in positions], [many[n] for n in positions])

    for batch in publishing.batches(range(len(rows))):
        errors = _invalid(rows, batch, MOST_ERRORS - len(errors)) | errors
        good = [n for n in batch if n not in errors]
        errors |= _refused(rows, good, attempt, MOST_ERRORS - len(errors))
        progress(batch.stop, len(rows))
    if errors:
        raise InvalidRowsError(errors)


def _refused(
    rows: Sequence, positions: list[int], attempt: Callable, most: int
) -> dict[int, ValidationError]:
    """Attempts the positions, or says which of them the database's constraints refuse.

    Halves what is refused until few rows are left to be asked, which is costly; about `most` are.
    """
    if not positions or most <= 0:
        return {}
    try:
        with transaction.atomic():
            attempt(positions)
        return {}
    except IntegrityError:
        if len(positions) > FEW:
            half = len(positions) // 2
            errors = _refused(rows, positions[:half], attempt, most)
            return errors | _refused(rows, positions[half:], attempt, most - len(errors))
        errors = {n: error for n in positions if (error := _whole_error(rows[n]))}
        if not errors:
            raise
        return errors


def _give_references(rows: Sequence[models.Model]) -> dict[int, ValidationError]:
    """Numbers the projects that have no reference; the faults of those that lie too far on.

    A reference that is none is left for the field's own rule.
    """
    projects = {n: row for n, row in enumerate(rows) if isinstance(row, Project)}
    if not projects:
        return {}
    furthest = publishing.furthest()
    for project in projects.values():
        if not project.reference:
            project.reference = publishing.next_reference()
    serials = {n: serial_of(p.reference) for n, p in projects.items() if is_reference(p.reference)}
    if near := [serial for serial in serials.values() if serial <= furthest]:
        publishing.reserve(max(near))
    far = ((n, serial) for n, serial in serials.items() if serial > furthest)
    return {n: publishing.too_far(serial) for n, serial in islice(far, MOST_ERRORS)}


def _repeated(rows: Sequence[models.Model]) -> dict[int, ValidationError]:
    """Rows that take a value that must be unique from a row before them."""
    seen, errors = set(), {}
    for position, row in enumerate(rows):
        for field, value in _unique_values(row):
            if (field.name, value) in seen:
                message = row.unique_error_message(type(row), (field.name,))
                errors[position] = ValidationError({field.name: message})
            seen.add((field.name, value))
    return errors


def _unique_values(row: models.Model) -> Iterator[tuple[models.Field, object]]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.unique and not field.primary_key and value is not None:
            yield field, value


def _invalid(rows: Sequence, batch: range, most: int) -> dict[int, ValidationError]:
    """The rows of a batch that break a rule, but for those that only the database checks; the
    first `most` of them."""
    if most <= 0:
        return {}
    taken = _taken(rows[batch.start : batch.stop])
    found = ((n, error) for n in batch if (error := _error(rows[n], taken)))
    return dict(islice(found, most))


def _taken(rows: Sequence[models.Model]) -> dict[tuple[str, object], int]:
    """Unique values of these rows that the database has already, and the rows that have them."""
    wanted: dict[str, list] = {}
    for row in rows:
        for field, value in _unique_values(row):
            wanted.setdefault(field.name, []).append(value)
    stored = type(rows[0])._base_manager
    return {
        (name, value): key
        for name, values in wanted.items()
        for value, key in stored.filter(**{f"{name}__in": values}).values_list(name, "pk")
    }


def _error(row: models.Model, taken: dict) -> ValidationError | None:
    """What breaks a rule. The costly whole check is made only where the quick one finds a fault."""
    try:
        row.full_clean(exclude=_fetched(row), validate_unique=False, validate_constraints=False)
        if any(taken.get((f.name, v), row.pk) != row.pk for f, v in _unique_values(row)):
            row.full_clean()
    except ValidationError as error:
        return _whole_error(row) or error
    return None


def _fetched(row: models.Model) -> set[str]:
    """Relations whose row is at hand, so that it need not be looked up again."""
    fields = row._meta.concrete_fields
    return {
        field.name
        for field in fields
        if field.is_relation and field.is_cached(row) and getattr(row, field.attname)
    }


def _whole_error(row: models.Model) -> ValidationError | None:
    try:
        row.full_clean()
    except ValidationError as error:
        return error
    return None


def _create(rows: list, many: list[dict], *, at: datetime, **signed) -> None:
    """Stores and logs a batch of new rows."""
    for row in rows:
        leave_status(row, {})
    type(rows[0])._base_manager.bulk_create(rows)
    _relate(rows, many)
    stored = snapshots(rows)
    entries = [(row, changed({}, stored[row.pk])) for row in rows]
    record_all(entries, Change.Action.CREATE, at=at, **signed)


def _change(rows: list[Project], many: list[dict], *, at: datetime, **signed) -> list[dict]:
    """Stores and logs a batch of changed rows; the fields of each that differ."""
    before = snapshots(rows)
    for row, related in zip(rows, many, strict=True):
        leave_status(row, before[row.pk])
        row.save()
        for name, others in related.items():
            getattr(row, name).set(others)
    after = snapshots(rows)
    fields = [changed(before[row.pk], after[row.pk]) for row in rows]
    entries = [(row, of_row) for row, of_row in zip(rows, fields, strict=True) if of_row]
    record_all(entries, Change.Action.CHANGE, at=at, **signed)
    return fields


def _relate(rows: Sequence[models.Model], many: Sequence[dict]) -> None:
    """Stores the many-to-many fields of rows that have none yet."""
    names = {name for related in many for name in related}
    for name in names:
        field = rows[0]._meta.get_field(name)
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        through = field.remote_field.through
        through._base_manager.bulk_create(
            through(**{source: row.pk, target: other.pk})
            for row, related in zip(rows, many, strict=True)
            for other in {other.pk: other for other in related.get(name, ())}.values()
        )
