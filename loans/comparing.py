"""Two texts side by side: where they are alike and where not, at a cost with a ceiling."""

from difflib import SequenceMatcher


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
