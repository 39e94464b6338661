"""The staff's log: what an object looked like, and an entry for what was done to it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from loans import publishing
from loans.models import Change, Loan, Project

GENESIS = "0" * 64
"""What the first entry names as its predecessor."""


def snapshot(row: models.Model | None) -> dict[str, Any]:
    """Every stored value of a row, many-to-many fields and a project's loans included.

    Related rows stand as their keys. A row that is not stored has no values.
    """
    return snapshots([row]).get(row.pk, {}) if row and row.pk else {}


def snapshots(rows: list[models.Model]) -> dict[int, dict[str, Any]]:
    """Primary key → stored values, of rows of one model. As many queries for many as for one."""
    model = type(rows[0])
    many = [field.name for field in model._meta.many_to_many]
    related = [f.name for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    stored = (
        model._base_manager.filter(pk__in=[row.pk for row in rows])
        .select_related(*related)
        .prefetch_related(*many, *(["loans"] if model is Project else []))
    )
    return {row.pk: _values(row) for row in stored}


def _values(stored: models.Model) -> dict[str, Any]:
    values = {f.name: _value(stored, f) for f in stored._meta.concrete_fields if f.name != "id"}
    for field in stored._meta.many_to_many:
        values[field.name] = sorted(key_of(row) for row in getattr(stored, field.name).all())
    if isinstance(stored, Project):
        loans = sorted(stored.loans.all(), key=lambda loan: loan.reference)
        values["loans"] = [_loan(loan) for loan in loans]
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def key_of(row: models.Model) -> str:
    """The lasting key of a row: its reference, slug or code, or else its number."""
    for name in ("reference", "slug", "code"):
        if getattr(row, name, None):
            return getattr(row, name)
    return str(row.pk)


def changed(before: dict, after: dict) -> dict[str, list]:
    """The fields that differ, each as [before, after]."""
    names = {**before, **after}
    return {
        name: [before.get(name), after.get(name)]
        for name in names
        if before.get(name) != after.get(name)
    }


def record(
    row, action: str, *, by, why: str = "", fields: dict | None = None, at: datetime | None = None
) -> Change:
    """Appends one entry. The caller's transaction holds the lock of the register's state."""
    return record_all([(row, fields or {})], action, by=by, why=why, at=at)[0]


def record_all(rows, action: str, *, by, why: str = "", at: datetime | None = None) -> list[Change]:
    """Appends an entry for each (row, fields), all of the same moment: `at`, or now.

    ValidationError at `why` where it breaks the rules of the log.
    """
    require_fit(why)
    digest = Change.objects.order_by("-id").values_list("digest", flat=True).first() or GENESIS
    at = at or timezone.now()
    entries = []
    for row, fields in rows:
        entry = Change(
            model=row._meta.label,
            object_key=key_of(row),
            object_label=str(row)[:200],
            action=action,
            by=by,
            why=why,
            at=at,
            fields=fields,
            previous_digest=digest,
        )
        entry.digest = digest = digest_of(entry)
        entries.append(entry)
    return Change.objects.bulk_create(entries, batch_size=publishing.BATCH)


def require_fit(why: str) -> None:
    """ValidationError at `why` where it is longer than the log has room for, stands on several
    lines or would be run as a formula."""
    try:
        Change._meta.get_field("why").run_validators(why)
    except ValidationError as error:
        raise ValidationError({"why": error.messages}) from error


def digest_of(entry: Change) -> str:
    """SHA-256, in hexadecimal, over the predecessor's digest and all that the entry says."""
    said = [
        entry.previous_digest,
        entry.model,
        entry.object_key,
        entry.object_label,
        entry.action,
        entry.by_id,
        entry.why,
        entry.at.timestamp(),
        entry.fields,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def broken_links(chain: Sequence[Change]) -> list[int]:
    """Keys of the entries that do not say what their digest says, or do not follow their
    predecessor; `chain` is the whole log, the first entry first.

    That the latest entries have been removed does not show.
    """
    predecessors = [GENESIS, *(entry.digest for entry in chain)]
    return [
        entry.pk
        for entry, predecessor in zip(chain, predecessors, strict=False)
        if entry.previous_digest != predecessor or entry.digest != digest_of(entry)
    ]


def _value(row, field):
    if isinstance(field, models.ForeignKey):
        related = getattr(row, field.name)
        return related and key_of(related)
    return getattr(row, field.name)


def _loan(loan: Loan) -> dict[str, Any]:
    return {
        "reference": loan.reference,
        "amount": loan.amount,
        "disbursed_on": loan.disbursed_on,
        "matures_on": loan.matures_on,
    }
