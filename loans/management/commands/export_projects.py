from django.conf import settings
from django.utils.translation import override

from config.command import CannotRunError
from config.command import Command as PlainCommand
from loans.formats import table
from loans.formats.csv_files import EXCEL
from loans.formats.extract import Extract, of_list
from loans.management.files import named, write, write_out
from loans.management.signing import require_legible


class Command(PlainCommand):
    help = """
Writes published projects as a file: the same bytes as the site gives for the same question.

QUERY is what stands after the question mark in the address of the list, such as
"category=boende&sort=title"; without it, every published project is written. Nothing is changed.
With --output the file is in its place only once it is whole; a pipe or a device gets it as it is
made.

Exit status: 0 done, 2 it could not run (a wrong query, a file that can't be written), 141 whoever
reads the output has gone.
"""

    def add_arguments(self, parser):
        parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="which projects")
        parser.add_argument("--format", required=True, choices=table.SUFFIXES, help="of the file")
        parser.add_argument("--dialect", choices=[EXCEL], default="", help="of CSV; default: plain")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of headings and names; default: sv",
        )
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def handle(self, *args, **options):
        require_legible("The query", options["query"])
        chosen = table.of(options["format"], options["dialect"])
        extract = of_list(options["query"], options["format"], language=options["language"])
        if not extract.selection.is_valid:
            raise CannotRunError(f"The query is wrong. {faults(extract)}")
        if not chosen.holds(extract.totals["number"]):
            raise CannotRunError(
                f"The format holds {chosen.most_rows:,} projects, and the query selects "
                f"{extract.totals['number']:,}: narrow it, or choose another format."
            )
        blocks = chosen.blocks(extract)
        if options["output"] is None:
            write_out(self.stdout, blocks)
        else:
            write(named(options["output"]), blocks)


def faults(extract: Extract) -> str:
    """What is wrong with the query, in the file's language."""
    with override(extract.language):
        found = extract.selection.errors
    said = [(name, message) for name, messages in found.items() for message in messages]
    return " ".join(f"{name}: {message}" if name else message for name, message in said)
