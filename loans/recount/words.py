"""Numbers and amounts read back from the words that a page shows."""

import re
from fractions import Fraction

SEPARATORS = {"sv": "\u00a0", "en": ","}
POINTS = {"sv": ",", "en": "."}
UNITS = {
    **dict.fromkeys(["miljard", "miljarder", "billion", "mdkr", "bn"], 10**9),
    **dict.fromkeys(["miljon", "miljoner", "million", "mnkr", "m"], 10**6),
}
SHORT = {"mdkr", "mnkr", "bn", "m"}
"""Units of amounts that are shortened."""

ROUGHLY = {"cirka", "approximately", "ca", "c."}


def numbers(text: str, language: str) -> list[int]:
    """Every whole number, grouped by thousands as the language does it: "1 204", "1,204"."""
    separator = SEPARATORS[language]
    found = re.findall(rf"(?<!\d)\d{{1,3}}(?:{separator}\d{{3}})+(?!\d)|\d+", text)
    return [int(number.replace(separator, "")) for number in found]


def whole(said: object) -> int | None:
    """A number as a file or a mark-up has it, in figures alone; None where there is none.
    ValueError for anything else."""
    if said in (None, ""):
        return None
    if not re.fullmatch("[0-9]+", str(said)):
        raise ValueError(f"{said} is no whole number.")
    return int(said)


def says(text: str, sek: int, language: str) -> bool:
    """Whether an amount in words is that of `sek` whole SEK: to the krona, or, where it says that
    it is approximate or is shortened, to the nearest tenth of its unit. A shortened one of a
    hundred units or more is told in whole units."""
    separator, point = SEPARATORS[language], re.escape(POINTS[language])
    found = re.findall(rf"\d+(?:{separator}\d{{3}})*(?:{point}\d+)?", text)
    if len(found) != 1:
        return False
    words = text.casefold().split()
    units = [word for word in words if word in UNITS]
    unit = UNITS[units[0]] if units else 1
    value = Fraction(found[0].replace(separator, "").replace(POINTS[language], "."))
    is_short = any(word in SHORT for word in units)
    if not is_short and words[0] not in ROUGHLY:
        return value * unit == sek
    step = unit if is_short and value >= 100 else Fraction(unit, 10)
    return abs(value * unit - sek) <= step / 2
