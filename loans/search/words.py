"""The words of a text, as they are searched, with the places where they stand."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from members.swedish import searchable

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:[-\u00ad\u2010\u2011'’][^\W_]+)*")
_JOINT = re.compile(r"[-\u00ad\u2010\u2011'’]")


class Word(NamedTuple):
    """A word without capitals, and where it stands in the text. One with hyphens or apostrophes
    is written without them and has `pieces`, the words between."""

    text: str
    start: int
    end: int
    pieces: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """What it is found as: "rotrenovering", "rot" and "renovering" for "ROT-renovering"."""
        return (self.text, *self.pieces)


def tidy(text: str) -> str:
    """A text in the form of Unicode in which `words_in` counts places."""
    return unicodedata.normalize("NFC", text)


def words_in(text: str) -> Iterator[Word]:
    """Every word of a tidy text. Figures are words too."""
    for found in _WORD.finditer(text):
        pieces = _JOINT.split(_folded(found[0]))
        yield Word("".join(pieces), *found.span(), tuple(pieces) if len(pieces) > 1 else ())


def _folded(text: str) -> str:
    """Without capitals, and without the marks that some lose theirs by."""
    folded = text.casefold()
    if folded.isascii() or len(folded) == len(text):
        return folded
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def joined(text: str) -> str:
    """A text in which each of its words stands as it is searched, among whatever else."""
    return _JOINT.sub("", searchable(text))


def plain(text: str) -> str:
    """A text as its words alone, with a space before and after each: what phrases are sought in."""
    return f" {' '.join(word.text for word in words_in(tidy(text)))} "
