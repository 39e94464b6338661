"""The files that a command is given to read and to write."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from shutil import copymode

from django.core.management.base import OutputWrapper

from config.command import READER_GONE, CannotRunError
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


def write(path: Path, blocks: Iterable[bytes]) -> None:
    """The whole file or none: what stood there before stays until the new one is whole. A link is
    followed; what is no file, such as a pipe, gets the blocks as they are made. CannotRunError
    where it can't be written; ends the command where the reader of a pipe has gone."""
    if path.is_dir():
        raise CannotRunError(f"{path} is a folder: name a file in it.")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(blocks)
        else:
            _replace(Path(os.path.realpath(path)), blocks)
    except BrokenPipeError:
        sys.exit(READER_GONE)
    except OSError as error:
        raise CannotRunError(f"{path} can't be written: {error.strerror or error}.") from error


def _replace(path: Path, blocks: Iterable[bytes]) -> None:
    """Written under a name that nobody else has, in the same folder, with the same rights."""
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.writelines(blocks)
        if path.exists():
            copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_out(stdout: OutputWrapper, blocks: Iterable[bytes]) -> None:
    """To standard output, as the blocks are made. CannotRunError where it can't be written; ends
    the command without a word where the reader has gone, as `head` does."""
    if (out := getattr(stdout, "buffer", None)) is None:
        raise CannotRunError("Standard output can't be written: it is closed.")
    try:
        out.writelines(blocks)
        out.flush()
    except OSError as error:
        _forget_unwritten(out.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(READER_GONE)
        reason = error.strerror or error
        raise CannotRunError(f"Standard output can't be written: {reason}.") from error


def _forget_unwritten(descriptor: int) -> None:
    """Python tries once more as it ends, and would say aloud that it failed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
