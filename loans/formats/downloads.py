"""The whole register as files: where each is, how large it is, and its checksum.

The size of a file is known only once it has been made. It is made once for each state of the
register and remembered in the process; of a register too large to be made while somebody waits it
is not said. A new privacy notice changes no file.
"""

from collections.abc import Iterator
from hashlib import sha256
from threading import Lock
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
"""Projects: about three seconds for all formats together."""

_measuring = Lock()
_kept: dict[tuple[str, str], dict[str, "Measure"]] = {}
"""Mark of the state and language → measures by the names of their formats."""


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
    measures = _measures(table.FORMATS, state)
    return [
        Download(link, _in_words(measures.get(each.name)))
        for each, link in zip(table.FORMATS, found, strict=True)
    ]


def measure(name: str, state: State) -> Measure | None:
    """Of the whole register in the format of that name, in the active language; None where the
    register is too large."""
    return _measures([each for each in table.FORMATS if each.name == name], state).get(name)


def _measures(formats: list[table.Format], state: State) -> dict[str, Measure]:
    """Some formats by their names, and what else is known; none where the register is too large."""
    key = mark(state), get_language()
    known = _kept.get(key, {})
    if all(each.name in known for each in formats):
        return known
    # One at a time: what another is measuring is likely what is wanted, and is there afterwards.
    with _measuring:
        known = _kept.get(key, {})
        if missing := [each for each in formats if each.name not in known]:
            known = known | _measured(missing, state)
            _keep(key, known)
        return known


def _measured(formats: list[table.Format], state: State) -> dict[str, Measure]:
    """The rows are read once for all."""
    whole = extract.of_list("", table.SUFFIXES[0], language=get_language(), state=state)
    if whole.totals["number"] > MOST_MEASURED:
        return {}
    whole = whole.keeping_rows()
    return {each.name: _measure(each.blocks(_at_its_path(whole, each))) for each in formats}


def _keep(key: tuple[str, str], measures: dict[str, Measure]) -> None:
    """Beside the other language's; what is of another state is forgotten."""
    for dead in [each for each in _kept if each[0] != key[0]]:
        del _kept[dead]
    _kept[key] = measures


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
