"""Two texts side by side: where they are alike and where not, at a cost with a ceiling."""

from difflib import SequenceMatcher
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a text; marked where the other side has something else."""

    text: str
    is_marked: bool


def marked(old: list[str], new: list[str], most: int) -> tuple[list[Piece], list[Piece]]:
    """Both sides in pieces, from their words; one that the other side alone has is empty here.

    At most `most` words between the first difference and the last are compared one by one.
    """
    left, right = [], []
    for kind, start, end, new_start, new_end in steps(old, new, most):
        left.append(Piece(" ".join(old[start:end]), kind != "equal"))
        right.append(Piece(" ".join(new[new_start:new_end]), kind != "equal"))
    return left, right


def steps(old: list[str], new: list[str], most: int) -> list[tuple]:
    """As `SequenceMatcher.get_opcodes`, for lists of any length.

    Its time grows with the square of the items, or worse. So what begins and ends alike is taken
    off, and what is left is one change where it is longer than `most` items.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    between = old[start : len(old) - end], new[start : len(new) - end]
    found = [("equal", 0, start, 0, start)]
    if max(map(len, between)) > most:
        found.append(("replace", start, len(old) - end, start, len(new) - end))
    else:
        between_them = SequenceMatcher(None, *between).get_opcodes()
        found += [(kind, *(start + place for place in places)) for kind, *places in between_them]
    return [*found, ("equal", len(old) - end, len(old), len(new) - end, len(new))]


def _common(old: list[str], new: list[str]) -> int:
    """How many items stand alike at the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
