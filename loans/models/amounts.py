"""Amounts as they are stored: whole SEK, at least one krona."""

from django.db import models
from django.db.models import Q

LARGEST = 10**12


class AmountField(models.BigIntegerField):
    """Whole SEK."""


def out_of_range(what: str) -> str:
    """What a person reads of an amount that cannot be believed."""
    return f"{what} ska vara minst 1 krona och högst tusen miljarder kronor."


def in_range(field: str, name: str, what: str) -> models.CheckConstraint:
    """The rule that an amount, where it is known, is a believable one."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True})
        | Q(**{f"{field}__gt": 0, f"{field}__lte": LARGEST}),
        name=name,
        violation_error_code=field,
        violation_error_message=out_of_range(what),
    )
