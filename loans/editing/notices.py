"""The privacy notice as staff keep it: drafts, and the deed that shows one of them to visitors."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from loans import publishing
from loans.editing.actions import recorded
from loans.editing.log import changed, record, snapshot
from loans.editing.turns import take_turn
from loans.models import Change
from privacy import models as privacy
from privacy.models import PrivacyNotice

PUBLISH_NOTICE = "privacy.publish_privacynotice"
PUBLISHED_WITHOUT_REASON = "Skriv varför meddelandet publiceras."


def save_draft(notice: PrivacyNotice, *, by, why: str = "") -> PrivacyNotice:
    """Saves a draft. ValidationError where it breaks a rule or has been published meanwhile."""
    with recorded_draft(notice, by=by, why=why):
        notice.full_clean()
        notice.save()
    return notice


@contextmanager
def recorded_draft(notice: PrivacyNotice, *, by, why: str = ""):
    """What is saved of a draft inside is one action, as in `recorded`."""
    with transaction.atomic():
        take_turn(by)
        if notice.pk:
            stored_draft(notice)
        with recorded(notice, by=by, why=why):
            yield


def publish_notice(notice: PrivacyNotice, *, by, why: str, is_minor: bool = False) -> PrivacyNotice:
    """Shows a draft to visitors, as it is stored, under the next version.

    `is_minor`: whoever has accepted is not asked again, whatever the draft says. PermissionDenied
    where `by` may not; ValidationError without a reason, or where the draft is gone, published
    already, incomplete or no different from the latest version.
    """
    if not by.has_perm(PUBLISH_NOTICE):
        raise PermissionDenied("Bara administratörer publicerar integritetsmeddelandet.")
    if not why.strip():
        raise ValidationError({"why": PUBLISHED_WITHOUT_REASON})
    with transaction.atomic():
        take_turn(by)
        draft = stored_draft(notice)
        if same := already_published(draft):
            raise ValidationError(f"Texterna är desamma som i {same}.")
        draft.is_material = draft.is_material and not is_minor
        return _publish(draft, by=by, why=why)


def publish_first_notice(notice: PrivacyNotice, *, by, why: str) -> None:
    """Publishes the notice that comes with the program, where there is none, not even a draft.

    It needs no permission: the program's own account signs.
    """
    with transaction.atomic():
        take_turn(by)
        if PrivacyNotice.objects.exists():
            raise ValidationError("Det finns redan ett integritetsmeddelande.")
        _publish(save_draft(notice, by=by, why=why), by=by, why=why)


def stored_draft(notice: PrivacyNotice) -> PrivacyNotice:
    """The draft as it now is. ValidationError where it is gone or has been published."""
    stored = PrivacyNotice.objects.filter(pk=notice.pk).first()
    if stored is None:
        raise ValidationError("Utkastet har tagits bort.")
    if stored.version:
        raise ValidationError(f"Utkastet är redan publicerat, som {stored}.")
    return stored


def already_published(notice: PrivacyNotice) -> PrivacyNotice | None:
    """The latest version, where it says exactly the same."""
    latest = PrivacyNotice.objects.published().first()
    return latest if latest and latest.digest == notice.current_digest() else None


def _publish(draft: PrivacyNotice, *, by, why: str) -> PrivacyNotice:
    moment, before = publishing.Moment(), snapshot(draft)
    draft.save()
    published = privacy.publish(draft, at=moment.at)
    fields = changed(before, snapshot(published))
    record(published, Change.Action.PUBLISH, by=by, why=why, fields=fields, at=moment.at)
    return published
