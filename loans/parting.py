"""Changes of long texts in parts, so that all of them can be read and each page stays light."""

from itertools import chain, zip_longest
from textwrap import wrap

from loans.differences import ROOM, Difference, Passage, Piece, Room

STRETCH = 4_000
"""Characters of either side of a passage, where it is longer than a page has room for."""


def in_parts(found: list[Difference]) -> list[list[Difference]]:
    """The same, in parts that each have room on a page."""
    parts, room = [[]], Room()
    for difference in found:
        parts[-1].append(difference._replace(passages=[]))
        for passage in chain.from_iterable(map(_stretches, difference.passages)):
            if not room.takes(passage):
                begun = parts[-1].pop() if not parts[-1][-1].passages else difference
                parts.append([begun._replace(passages=[])])
                room = Room()
                room.takes(passage)
            parts[-1][-1].passages.append(passage)
    return parts


def _stretches(passage: Passage) -> list[Passage]:
    """The passage; in several where it is longer than a page has room for."""
    if passage.length <= ROOM:
        return [passage]
    sides = (_cut(passage.before), _cut(passage.after))
    return [Passage(*pair) for pair in zip_longest(*sides, fillvalue=[])]


def _cut(pieces: list[Piece]) -> list[list[Piece]]:
    """One side in stretches of at most STRETCH characters, between words where there are any."""
    stretches, left = [], 0
    for piece in pieces:
        for text in wrap(piece.text, STRETCH, break_on_hyphens=False):
            if len(text) > left:
                stretches.append([])
                left = STRETCH
            stretches[-1].append(Piece(text, piece.is_marked))
            left -= len(text)
    return stretches
