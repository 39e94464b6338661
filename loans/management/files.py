"""The files that a command is given to read."""

from pathlib import Path

from config.command import CannotRunError
from loans.management.signing import require_legible


def named(name: str) -> Path:
    """The file of that name. CannotRunError where the name can't be shown."""
    require_legible("The file's name", name)
    return Path(name)


def contents(path: Path, largest: int) -> bytes:
    """The file, up to a byte more than the `largest` that is accepted. CannotRunError where it
    can't be read, or is no file."""
    try:
        # A pipe or a device might never end.
        if path.exists() and not path.is_file():
            raise CannotRunError(f"{path} is no file: name one that can be read to its end.")
        with path.open("rb") as file:
            return file.read(largest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRunError(f"{path} can't be read: {reason}.") from error
