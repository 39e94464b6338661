"""Numbers and amounts read back from the words that a page shows."""

import re
from fractions import Fraction

SEPARATORS = {"sv": "\u00a0", "en": ","}
POINTS = {"sv": ",", "en": "."}
UNITS = {"miljard": 10**9, "billion": 10**9, "miljon": 10**6, "million": 10**6}
"""Swedish "miljarder" and "miljoner" begin so too."""

ROUGHLY = ("cirka", "approximately")


def numbers(text: str, language: str) -> list[int]:
    """Every whole number, grouped by thousands as the language does it: "1 204", "1,204"."""
    separator = SEPARATORS[language]
    found = re.findall(rf"(?<!\d)\d{{1,3}}(?:{separator}\d{{3}})+(?!\d)|\d+", text)
    return [int(number.replace(separator, "")) for number in found]


def says(text: str, sek: int, language: str) -> bool:
    """Whether an amount in words is that of `sek` whole SEK: to the krona, or, where it says that
    it is approximate, to the nearest tenth of its unit."""
    separator, point = SEPARATORS[language], re.escape(POINTS[language])
    found = re.findall(rf"\d+(?:{separator}\d{{3}})*(?:{point}\d+)?", text)
    if len(found) != 1:
        return False
    digits = found[0].replace(separator, "").replace(POINTS[language], ".")
    unit = next((size for name, size in UNITS.items() if name in text), 1)
    shown = Fraction(digits) * unit
    if text.strip().casefold().startswith(ROUGHLY):
        return abs(shown - sek) <= Fraction(unit, 20)
    return shown == sek
