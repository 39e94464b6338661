from django.core.exceptions import PermissionDenied

from config.command import CannotRunError
from loans.editing.actions import PUBLISH
from loans.editing.imports import Report, import_projects
from loans.editing.imports.reading import LARGEST_FILE, READERS
from loans.management.files import contents, named
from loans.management.progress import Progress
from loans.management.signing import SignedCommand, reason, signer


class Command(SignedCommand):
    help = """
Imports projects from a JSON or CSV file; docs/importing.md describes its columns.

Without --apply it only tries: it says what would be new or changed and what is wrong, and
changes nothing. With --apply all projects of the file are imported, or none if anything is
wrong. The same file twice changes nothing. Projects become working copies, which the public
sees only once they are published, here with --publish or later in the admin.

Exit status: 0 done, 1 the file has faults (each is listed with its row and column), 2 it could
not run.
"""

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file to import")
        parser.add_argument("--apply", action="store_true", help="import, and don't just try")
        parser.add_argument(
            "--publish", action="store_true", help="also publish every project of the file"
        )
        parser.add_argument("--by", metavar="USERNAME", help="the member of staff who signs")
        parser.add_argument("--why", metavar="TEXT", help="the reason, for the log")
        parser.add_argument("--format", choices=list(READERS), help="default: by the file's suffix")

    def handle(self, *args, **options):
        path = named(options["file"])
        kind = options["format"] or path.suffix.lower().removeprefix(".")
        if kind not in READERS:
            raise CannotRunError(
                f"{path.name} ends in neither .json nor .csv: say which it is with --format."
            )
        signed = {
            "by": who_signs(options),
            "why": reason(options["why"] or f"Import av {path.name}"),
        }
        modes = {"apply": options["apply"], "publish": options["publish"]}
        with Progress("Importing") as progress:
            report = run(contents(path, LARGEST_FILE), kind, progress=progress, **signed, **modes)
        self.show(report, **modes)

    def show(self, report: Report, *, apply: bool, publish: bool) -> None:
        if report.faults:
            for fault in report.faults:
                self.stdout.write(str(fault))
            faults = "1 fault" if len(report.faults) == 1 else f"{len(report.faults)} faults"
            self.fail(f"{faults} in the file; nothing was imported.")
        for line in lines(report, publish=publish):
            self.stdout.write(line)
        if not apply:
            self.stdout.write("Tried only; nothing was changed. Import with --apply --by USERNAME.")


def run(data: bytes, kind: str, *, by, **options) -> Report:
    try:
        return import_projects(data, kind, by=by, **options)
    except PermissionDenied as refusal:
        raise CannotRunError(
            f"{by.get_username()!r} may not import projects: name an editor with --by."
        ) from refusal


def who_signs(options: dict):
    """Who signs, or None for a dry run that nobody needs to sign."""
    username, publish = options["by"], options["publish"]
    if username:
        return signer(username, permission=PUBLISH if publish else None)
    if options["apply"] or publish:
        what = "--apply" if options["apply"] else "--publish"
        raise CannotRunError(f"{what} needs --by USERNAME: the member of staff who signs.")
    return None


def lines(report: Report, *, publish: bool):
    """What was done, project by project, and the numbers."""
    for outcome in report.outcomes:
        yield f"{outcome.reference} {outcome.word}: {outcome.title}"
        for name, (before, after) in outcome.fields.items():
            yield f"    {name}: {shown(before)} → {shown(after)}"
    for what, names in [("borrower", report.borrowers), ("initiative", report.initiatives)]:
        yield from (f"new {what}: {name}" for name in names)
    yield from (f"note: {remark}" for remark in report.remarks)
    words = ("new", "changed", "unchanged")
    yield ", ".join(f"{report.count(word)} {word}" for word in words) + (
        f"; {report.published} published" if publish else ""
    )


def shown(value) -> str:
    text = "–" if value in (None, "", []) else str(value).replace("\n", " ⏎ ")
    return text if len(text) <= 120 else f"{text[:120]}…"
