"""Amounts, days and years in words, in Swedish or English. Amounts are said to the krona,
but for what `rounded` and `short` are for."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

HARD_SPACE = "\u00a0"
EN_DASH = "–"

MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


class Scale(NamedTuple):
    """A unit of amounts in words, used where `unit // parts` divides the amount."""

    unit: int
    parts: int
    one: str
    many: str
    english: str
    short: str
    """Swedish, with its krona."""
    english_short: str


# Swedish "miljard" is 10⁹, which English calls a billion.
SCALES = [
    Scale(10**9, 10_000, "miljard", "miljarder", "billion", "mdkr", "bn"),
    Scale(10**6, 100, "miljon", "miljoner", "million", "mnkr", "m"),
]


def amount(sek: int, language: str, *, approximate: bool = False) -> str:
    """Whole SEK in words: "68 miljoner kronor", "SEK 3.8 billion", "1 234 567 kronor".

    Milliards have at most four decimals and millions two, and only where they are exact.
    """
    words = _amount_in_english(sek) if language == "en" else _amount_in_swedish(sek)
    if not approximate:
        return words
    return f"approximately {words}" if language == "en" else f"cirka {words}"


def short(sek: int, language: str, *, approximate: bool = False) -> str:
    """Whole SEK where room is scarce: "171 mnkr", "3,8 mdkr", "SEK 3.8 bn", "950 000 kr".

    Rounded to a tenth of its unit, from a hundred units on to whole ones; what is less than a
    million is said to the krona. The exact value belongs behind it.
    """
    scale = next((s for s in SCALES if _rounded_to(sek, s.unit // 1000) >= s.unit), None)
    value = number(_in_units(sek, scale.unit) if scale else sek, language)
    if language == "en":
        words = f"SEK{HARD_SPACE}{value}" + (f"{HARD_SPACE}{scale.english_short}" if scale else "")
        return f"c.{HARD_SPACE}{words}" if approximate else words
    words = f"{value}{HARD_SPACE}{scale.short if scale else 'kr'}"
    return f"ca{HARD_SPACE}{words}" if approximate else words


def _in_units(sek: int, unit: int) -> Decimal:
    shown = Decimal(_rounded_to(sek, unit if sek >= 100 * unit else unit // 10)) / unit
    return _shortest(shown)


def rounded(sek: int) -> int:
    """To a tenth of a milliard or of a million, in whole SEK; what is smaller as it is.

    For what is reckoned from approximate amounts: more digits would say what nobody knows.
    """
    unit = next((scale.unit for scale in SCALES if sek >= scale.unit), 10)
    return _rounded_to(sek, unit // 10)


def _rounded_to(sek: int, step: int) -> int:
    return (sek + step // 2) // step * step


def number(value: int | Decimal, language: str) -> str:
    """Grouped by thousands: hard space and decimal comma in Swedish, comma and point in English."""
    english = f"{value:,}"
    if language == "en":
        return english
    return english.replace(",", HARD_SPACE).replace(".", ",")


def percent(part: int, whole: int, language: str) -> str:
    """How large a part is: "12 %", and "<1 %" of what is there but rounds to nothing; nothing of
    nothing."""
    if not whole:
        return ""
    rounded_share = (200 * part + whole) // (2 * whole)
    shown = "<1" if part and not rounded_share else str(rounded_share)
    return f"{shown}%" if language == "en" else f"{shown}{HARD_SPACE}%"


def day(value: date, precision: str, language: str) -> str:
    """As precisely as it is known: "12 juni 2024", "oktober 2020", "2023"."""
    month = MONTHS[language].split()[value.month - 1]
    return {
        "day": f"{value.day}{HARD_SPACE}{month} {value.year}",
        "month": f"{month} {value.year}",
        "year": f"{value.year}",
    }[precision]


def moment(at: datetime, language: str) -> str:
    """A day and its time, as the clock shows it at `at`: "12 juni 2024 kl. 14.05"."""
    clock = f"at {at:%H:%M}" if language == "en" else f"kl.{HARD_SPACE}{at:%H.%M}"
    return f"{day(at.date(), 'day', language)} {clock}"


def period(start: int | None, end: int | None, language: str) -> str:
    """Years: "2020–2025", "från 2022", "till 2032"; nothing where neither is known."""
    if start and end:
        return f"{start}{EN_DASH}{end}" if start != end else f"{start}"
    if start:
        return f"from {start}" if language == "en" else f"från {start}"
    if end:
        return f"until {end}" if language == "en" else f"till {end}"
    return ""


def _shortest(value: Decimal) -> Decimal:
    """Without decimals where they are zero."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


def _scaled(sek: int) -> tuple[Decimal, Scale] | None:
    for scale in SCALES:
        if sek >= scale.unit and sek % (scale.unit // scale.parts) == 0:
            return _shortest(Decimal(sek) / scale.unit), scale
    return None


def _amount_in_swedish(sek: int) -> str:
    if found := _scaled(sek):
        value, scale = found
        unit = scale.one if value == 1 else scale.many
        return f"{number(value, 'sv')}{HARD_SPACE}{unit} kronor"
    return f"{number(sek, 'sv')}{HARD_SPACE}{'krona' if sek == 1 else 'kronor'}"


def _amount_in_english(sek: int) -> str:
    if found := _scaled(sek):
        value, scale = found
        return f"SEK{HARD_SPACE}{number(value, 'en')}{HARD_SPACE}{scale.english}"
    return f"SEK{HARD_SPACE}{number(sek, 'en')}"
