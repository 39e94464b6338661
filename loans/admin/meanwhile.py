"""What others have saved while somebody wrote: it is told, and never overwritten unseen."""

from django.db import models
from django.utils import timezone

from loans.admin import reading
from loans.models import Change


def latest_change(row: models.Model) -> int:
    """The number of the log's latest entry that changed the row; 0 where there is none."""
    entry = _changes(row).values_list("pk", flat=True).first()
    return entry or 0


def changes_since(row: models.Model, seen: str) -> list[str]:
    """What has been changed since the entry that a form was shown with, as sentences."""
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
    entries = reading.in_words(reversed(_changes(row).filter(pk__gt=number)))
    return [_sentence(entry) for entry in entries]


def _changes(row: models.Model):
    return reading.entries_of(row).filter(action=Change.Action.CHANGE)


def _sentence(entry: reading.EntryInWords) -> str:
    values = "; ".join(
        f"{difference.label}: {''.join(part.text for part in difference.after)}"
        for difference in entry.differences
    )
    at = timezone.localtime(entry.change.at)
    return (
        f"{entry.change.by} ändrade medan du skrev (kl. {at:%H.%M}): {values}. "
        "I formuläret står det som du skrev. Rätta det som ska rättas och spara igen: då gäller "
        "det som står här."
    )
