import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from config.command import CannotRunError
from config.command import Command as BaseCommand
from privacy.models import PrivacyNotice, publish

FIELDS = ("title", "text", "title_en", "text_en")
LARGEST_FILE = 100_000


class Command(BaseCommand):
    help = """
Publishes a new version of the privacy notice, either a draft from the admin, by its number, or
a JSON file with the four texts "title", "text", "title_en" and "text_en".

Every visitor is then asked again; with --minor only those who have not accepted before. A
published version is never altered or removed. Nothing is published where the texts are those of
the latest version.
"""

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("draft", type=int, nargs="?", metavar="DRAFT", help="a draft's number")
        source.add_argument("--file", type=Path, help="a JSON file with the four texts")
        parser.add_argument(
            "--minor", action="store_true", help="not material: ask nobody again who has accepted"
        )

    def handle(self, *args, **options):
        with translation.override("sv"), transaction.atomic():
            draft = self.from_file(options["file"]) if options["file"] else stored(options["draft"])
            latest = PrivacyNotice.objects.published().first()
            if latest and latest.digest == draft.current_digest():
                self.stdout.write(f"Nothing has changed since version {latest.version}.")
                return
            draft.is_material = draft.is_material and not options["minor"]
            draft.save()
            notice = publish(draft)
        asked = "visitors are asked again" if notice.is_material else "nobody is asked again"
        self.stdout.write(f"Version {notice.version} is published; {asked}.")
        self.stdout.write(f"SHA-256 {notice.digest}")

    def from_file(self, path: Path) -> PrivacyNotice:
        try:
            notice = PrivacyNotice(**texts(contents(path)))
            notice.full_clean()
        except ValidationError as error:
            for field, messages in by_field(error).items():
                self.stdout.write(": ".join(part for part in (field, " ".join(messages)) if part))
            self.fail(f"{path.name} has faults; nothing was published.")
        return notice


def stored(number: int) -> PrivacyNotice:
    draft = PrivacyNotice.objects.filter(pk=number).first()
    if draft is None:
        raise CannotRunError(f"There is no draft with the number {number}.")
    if draft.version:
        raise CannotRunError(f"Number {number} is published already, as version {draft.version}.")
    return draft


def contents(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRunError(f"{path} can't be read: {reason}.") from error


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
