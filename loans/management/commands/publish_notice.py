import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from config.command import CannotRunError
from loans.editing.notices import (
    PUBLISH_NOTICE,
    already_published,
    publish_notice,
    save_draft,
    stored_draft,
)
from loans.management.files import contents, named
from loans.management.signing import SignedCommand, reason, signer
from privacy.models import PrivacyNotice

FIELDS = ("title", "text", "title_en", "text_en")
LARGEST_FILE = 100_000
WHY = "Publicerades med kommandot publish_notice"


class Command(SignedCommand):
    help = """
Publishes a new version of the privacy notice, either a draft from the admin, by its number, or
a JSON file with the four texts "title", "text", "title_en" and "text_en".

Every visitor is then asked again; with --minor only those who have not accepted before. A
published version is never altered or removed. Nothing is published where the texts are those of
the latest version.

Exit status: 0 done or nothing to do, 1 the texts have faults, 2 it could not run.
"""

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("draft", type=int, nargs="?", metavar="DRAFT", help="a draft's number")
        source.add_argument("--file", help="a JSON file with the four texts")
        parser.add_argument(
            "--by", required=True, metavar="USERNAME", help="the member of staff who signs"
        )
        parser.add_argument("--why", metavar="TEXT", help="the reason, for the log")
        parser.add_argument(
            "--minor", action="store_true", help="not material: ask nobody again who has accepted"
        )

    def handle(self, *args, **options):
        path = named(options["file"]) if options["file"] is not None else None
        by = signer(options["by"], permission=PUBLISH_NOTICE)
        signed = {"by": by, "why": reason(options["why"] or WHY)}
        with translation.override("sv"):
            draft = self.from_file(path) if path is not None else of_number(options["draft"])
            if same := already_published(draft):
                self.stdout.write(f"Nothing has changed since {same}.")
                return
            notice = self.publish(draft, is_minor=options["minor"], **signed)
        asked = "visitors are asked again" if notice.is_material else "nobody is asked again"
        self.stdout.write(f"Version {notice.version} is published; {asked}.")
        self.stdout.write(f"SHA-256 {notice.digest}")

    def publish(self, draft: PrivacyNotice, *, is_minor: bool, **signed) -> PrivacyNotice:
        """Both or none: a new draft is saved and the draft published."""
        try:
            with transaction.atomic():
                if draft.pk is None:
                    save_draft(draft, **signed)
                return publish_notice(draft, is_minor=is_minor, **signed)
        except ValidationError as error:
            self.refuse(error, "The draft")

    def from_file(self, path: Path) -> PrivacyNotice:
        try:
            notice = PrivacyNotice(**texts(contents(path, LARGEST_FILE)))
            notice.full_clean()
        except ValidationError as error:
            self.refuse(error, path.name)
        return notice

    def refuse(self, error: ValidationError, what: str):
        for field, messages in by_field(error).items():
            self.stdout.write(": ".join(part for part in (field, " ".join(messages)) if part))
        self.fail(f"{what} has faults; nothing was published.")


def of_number(number: int) -> PrivacyNotice:
    try:
        return stored_draft(PrivacyNotice(pk=number))
    except ValidationError as error:
        raise CannotRunError(f"Number {number}: {' '.join(error.messages)}") from error


def texts(data: bytes) -> dict[str, str]:
    """The four texts, and nothing else. ValidationError for any other file."""
    if len(data) > LARGEST_FILE:
        raise ValidationError("Filen är större än 100 kB.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValidationError("Filen är inte JSON i UTF-8.") from error
    if not isinstance(found, dict) or set(found) != set(FIELDS):
        raise ValidationError(f"Skriv ett objekt med {', '.join(FIELDS)}, och inget annat.")
    if not all(isinstance(text, str) for text in found.values()):
        raise ValidationError("Skriv de fyra värdena som texter.")
    return {name: text.strip() for name, text in found.items()}


def by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
