"""A project's reference: its serial number, written as `P-0007`."""

import re

from django.core.validators import RegexValidator

PATTERN = re.compile(r"P-([0-9]{4}|[1-9][0-9]{4,8})")
"""At least four digits, without zeros to spare: one number has one reference."""

well_formed = RegexValidator(rf"\A{PATTERN.pattern}\Z", "Skriv referensen som P-0007.")


def is_reference(text: str) -> bool:
    """Whether the text is written as references are."""
    return PATTERN.fullmatch(text) is not None


def serial_of(reference: str) -> int:
    """The serial number that a reference is written from. ValueError for any other text."""
    if not is_reference(reference):
        raise ValueError(f"{reference!r} is no reference.")
    return int(reference.removeprefix("P-"))


def reference_of(serial: int) -> str:
    """A serial number as a reference."""
    return f"P-{serial:04d}"
