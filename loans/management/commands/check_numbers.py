from time import monotonic

from config.command import CannotRunError
from config.command import Command as PlainCommand
from loans.management.progress import Progress
from loans.recount.check import Check, NoEntryError
from loans.recount.files import READERS

MOST_SHOWN = 20


def how_many(text: str) -> int:
    """A whole number from one up. CannotRunError for anything else."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise CannotRunError("--sample takes a whole number from 1 up.")
    return int(text)


class Command(PlainCommand):
    help = """
Proves that every number of the public pages agrees with the projects behind it.

It reads every page in both languages as a visitor gets it, follows every number to its list, and
counts anew from the published contents, with code of its own: number, sum, median, words, and
which projects the list names over all its pages. Of the list, and of the page of every member,
borrower, category, investment type, goal and initiative, it reads the files in every format and the
print view: the same projects in the same order with the same amounts, and the same totals. For
about 300 lists with filters it reads the numbers of those filters, the print view and the CSV file.
Nothing is written. Without --sample everything is read, which takes minutes where there are
hundreds of projects.

Exit status: 0 all numbers agree, 1 some don't (the first 20 are listed with the page, the words,
the link, what the page says and what the recount finds), 2 it could not run.
"""

    def add_arguments(self, parser):
        parser.add_argument(
            "--sample",
            metavar="N",
            help="only N pages of each kind in each language, and N links from each kind",
        )

    def handle(self, *args, **options):
        begun = monotonic()
        sample = options["sample"]
        check = Check(sample=None if sample is None else how_many(str(sample)))
        try:
            with Progress("Reading pages") as progress:
                check.read_pages(progress)
            with Progress("Following links") as progress:
                check.follow_links(progress)
        except NoEntryError as reason:
            raise CannotRunError(
                f"The site doesn't let its own visitor in: {reason} Are SITE_URL and "
                "ALLOWED_HOSTS those of the site?"
            ) from reason
        if not check.is_of_one_state:
            raise CannotRunError("The register was changed meanwhile: run it again.")
        self.show(check, monotonic() - begun)

    def show(self, check: Check, seconds: float) -> None:
        read, faults = check.read, list(dict.fromkeys(check.faults))
        done = (
            f"{read.numbers:,} numbers on {read.pages:,} pages and files, "
            f"{read.links:,} links followed, {read.files:,} files of {read.with_files:,} pages in "
            f"{len(READERS) + 1} formats; filtered lists as CSV and print; in {seconds:.0f} s"
        )
        for fault in faults[:MOST_SHOWN]:
            self.stdout.write(f"{fault}.")
        if more := faults[MOST_SHOWN:]:
            self.stdout.write(f"… and {len(more):,} more.")
        if faults:
            self.fail(f"{len(faults):,} differences among {done}.")
        self.stdout.write(f"All agree: {done}.")
