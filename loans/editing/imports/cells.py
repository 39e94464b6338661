"""How one cell is read, whether it came from JSON (a value) or from CSV (a text).

Each reader gives the value or raises ValueError with a Swedish sentence that says what to do.
None and empty texts never reach them.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from loans.models import references
from loans.models.years import YEARS
from members import organisation_numbers
from members.validators import SEPARATOR

YES = {"true", "1", "ja"}
NO = {"false", "0", "nej"}
LONGEST_LIST = 50


def text(raw: Any) -> str:
    """Text without spaces round it; line breaks in one form."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise ValueError("Skriv en text.")
    value = str(raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value):
        raise ValueError("Texten innehåller styrtecken som inte kan visas. Skriv den på nytt.")
    return value


def texts(raw: Any) -> list[str]:
    """A list in JSON; in CSV one cell with | between. Each value once, in the file's order."""
    parts = raw.split(SEPARATOR) if isinstance(raw, str) else raw
    if not isinstance(parts, list):
        raise ValueError("Skriv en lista.")
    values = dict.fromkeys(text(part) for part in parts if part is not None)
    if len(values) > LONGEST_LIST:
        raise ValueError(f"Listan har {len(values)} värden. Högst {LONGEST_LIST} tas emot.")
    return [value for value in values if value]


def reference(raw: Any) -> str:
    """A reference as `P-0007`."""
    value = text(raw)
    if not references.is_reference(value):
        raise ValueError(f"”{shown(value)}” är ingen referens. Skriv den som P-0007.")
    return value


def organisation_number(raw: Any) -> str:
    """Ten digits; the model's own rules judge them."""
    return organisation_numbers.bare(text(raw))


def whole(raw: Any) -> int:
    """A whole number; a text may have spaces between thousands."""
    digits = re.sub(r"\s", "", text(raw))
    if not re.fullmatch(r"-?[0-9]{1,15}", digits, re.ASCII):
        raise ValueError(f"”{shown(raw)}” är inget heltal. Skriv bara siffror, som 68000000.")
    return int(digits)


def degrees(raw: Any) -> Decimal:
    """Decimal degrees with point or comma, to five decimals (about a metre)."""
    try:
        value = Decimal(text(raw).replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > 180:
        raise ValueError(f"”{shown(raw)}” är inga decimalgrader. Skriv som 58,58812.")
    return value.quantize(Decimal("0.00001"))


def flag(raw: Any) -> bool:
    """True for true, 1 or ja; False for false, 0 or nej."""
    word = str(raw).strip().casefold() if isinstance(raw, bool | str | int) else ""
    if word not in YES | NO:
        raise ValueError(f"”{shown(raw)}” är varken ja eller nej. Skriv ja eller nej.")
    return word in YES


def day(raw: Any) -> tuple[date, str]:
    """The first day that fits, and how precisely the day is known: day, month or year."""
    value = text(raw)
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value, re.ASCII)
    try:
        year, month, number = match.groups()
        found = date(int(year), int(month or 1), int(number or 1))
    except (AttributeError, ValueError):
        found = None
    if not found or found.year not in YEARS:
        raise ValueError(
            f"”{shown(value)}” är ingen dag. Skriv 2020-10-12, 2020-10 eller 2020, så noga som "
            "dagen är känd."
        )
    return found, "day" if number else "month" if month else "year"


def ignored(raw: Any) -> None:
    """Whatever it is, it is not stored."""


def shown(value: Any) -> str:
    """A value as a message can repeat it."""
    words = ascii(value)[1:-1] if not str(value).isprintable() else str(value)
    return words if len(words) <= 40 else f"{words[:40]}…"
