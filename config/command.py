"""What every management command has in common: its exit status and its plain sentences."""

import sys

from django.core.management.base import BaseCommand, CommandParser
from django.core.management.base import DjangoHelpFormatter as HelpFormatter
from django.db import OperationalError, ProgrammingError

FAULTS = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130
READER_GONE = 141
"""What the shell says of a program whose reader, such as `head`, has had enough."""


class CannotRunError(Exception):
    """The work can't be done; the message is a sentence that says what to do."""


class Command(BaseCommand):
    """Ends with 0 when all is well, 1 where `handle` calls `fail`, 2 when it could not run."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=_Help, **kwargs)

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CannotRunError as reason:
            self._stop(str(reason), COULD_NOT_RUN)
        except (OperationalError, ProgrammingError) as error:
            self._stop(
                f"The database refused: {_first_line(error)}. Can it be reached and written, and "
                "has `manage.py migrate` been run?",
                COULD_NOT_RUN,
            )
        except KeyboardInterrupt:
            self._stop("Interrupted.", INTERRUPTED)

    def fail(self, sentence: str):
        """Ends the command because it found faults."""
        self._stop(sentence, FAULTS)

    def _stop(self, sentence: str, status: int):
        self.stdout.flush()
        self.stderr.write(sentence)
        sys.exit(status)


class _Help(HelpFormatter):
    """Keeps the line breaks of a command's own help."""

    def _fill_text(self, text, width, indent):
        return "\n".join(f"{indent}{line}" for line in text.strip().splitlines())


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
