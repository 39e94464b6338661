from config.command import Command as BaseCommand
from loans import publishing
from loans.management.progress import Progress


class Command(BaseCommand):
    help = """
Makes the index of search anew from every version ever published.

Publishing keeps the index up to date by itself. Run this after an upgrade whose notes say so: when
the rules have changed by which words are found, or the word list behind them. Visitors see the old
index until it is done. Nobody can publish or save meanwhile: on SQLite they are told so after 20
seconds, and try again. All or nothing: interrupted, it changes nothing.
"""

    def handle(self, *args, **options):
        with Progress("Indexing versions") as progress:
            number = publishing.rebuild_search(progress=progress)
        self.stdout.write(f"{number} versions indexed.")
