"""The whole register as files: where each is, how large it is, and its checksum.

The size of a file is known only once it has been made. It is made once for each state of the
register and remembered in the process; of a register too large to be made while somebody waits it
is not said.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language

from loans import wording
from loans.facts import Words
from loans.formats import extract, links, table
from loans.formats.links import Link
from loans.formats.marks import mark
from loans.register import State

MOST_MEASURED = 1_000
"""Projects: about two seconds for all formats together."""


class Measure(NamedTuple):
    """`size` in bytes; `checksum` is SHA-256."""

    size: int
    checksum: str


class Download(NamedTuple):
    """`size` says nothing where it isn't known."""

    link: Link
    size: Words


def downloads(state: State) -> list[Download]:
    """The whole register in every format, in the active language."""
    found = links.forms("projects").files
    return [
        Download(link, _in_words(measure(each.name, state)))
        for each, link in zip(table.FORMATS, found, strict=True)
    ]


def measure(name: str, state: State) -> Measure | None:
    """Of the whole register in the format of that name, in the active language; None where the
    register is too large."""
    return _measured(get_language(), State(*state), mark(state)).get(name)


@lru_cache(maxsize=8)
def _measured(language: str, state: State, _mark: str) -> dict[str, Measure]:
    """Every format by its name; none where the register is too large. The rows are read once."""
    whole = extract.of_list("", table.SUFFIXES[0], language=language, state=state)
    if whole.totals["number"] > MOST_MEASURED:
        return {}
    whole = whole.keeping_rows()
    return {each.name: _measure(each.blocks(_at_its_path(whole, each))) for each in table.FORMATS}


def _at_its_path(whole: extract.Extract, each: table.Format) -> extract.Extract:
    return whole._replace(path=reverse("projects-file", args=[each.suffix]))


def _measure(blocks: Iterator[bytes]) -> Measure:
    size, checksum = 0, sha256()
    for block in blocks:
        size += len(block)
        checksum.update(block)
    return Measure(size, checksum.hexdigest())


def _in_words(found: Measure | None) -> Words:
    """ "123 kB": thousands of bytes, at least one."""
    if found is None:
        return Words("")
    thousands = wording.number(max(1, round(found.size / 1000)), get_language())
    return Words(f"{thousands}{wording.HARD_SPACE}kB", data=found.size)
