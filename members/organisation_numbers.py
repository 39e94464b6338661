"""Organisation numbers: read as they are usually written, judged, and shown."""

import re

from django.core.exceptions import ValidationError
from stdnum import luhn

SPACES_AND_HYPHENS = str.maketrans("", "", "- \u00a0")

# With the century's place filled by 16, and as the number for value added tax.
LONGER_FORMS = re.compile(r"16([0-9]{10})|SE([0-9]{10})01", re.IGNORECASE)


def bare(written: str) -> str:
    """The ten digits of a number written in any of its usual ways; other text without its spaces
    and hyphens."""
    digits = written.translate(SPACES_AND_HYPHENS)
    longer = LONGER_FORMS.fullmatch(digits)
    return (longer[1] or longer[2]) if longer else digits


def shown(digits: str) -> str:
    """Ten digits as NNNNNN-NNNN; nothing where there are none."""
    return f"{digits[:6]}-{digits[6:]}" if digits else ""


def valid(digits: str) -> None:
    """ValidationError but for ten digits, the third at least 2, the last a check digit (Luhn).

    A third digit below 2 belongs to a personal identity number, which must never be stored.
    Source of the rules: the Swedish Tax Agency's description of organisation numbers (SKV 709).
    """
    if not re.fullmatch(r"[1-9][0-9]{9}", digits):
        raise ValidationError("Skriv organisationsnumret som NNNNNN-NNNN.", code="format")
    if int(digits[2]) < 2:
        raise ValidationError(
            "Det är ett personnummer eller fel skrivet: tredje siffran i ett "
            "organisationsnummer är minst 2.",
            code="person",
        )
    if not luhn.is_valid(digits):
        raise ValidationError(
            "Kontrollsiffran stämmer inte. Jämför med källan.", code="check_digit"
        )
