"""The years that a project can be about: none that only a slip of the pen could mean."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

YEARS = range(1900, 2200)
FIRST_DAY, LAST_DAY = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)

A_YEAR = f"Ange ett år från {YEARS[0]} till {YEARS[-1]}."
A_DAY = f"Ange en dag från år {YEARS[0]} till {YEARS[-1]}."

OF_YEARS = [MinValueValidator(YEARS[0], A_YEAR), MaxValueValidator(YEARS[-1], A_YEAR)]
OF_DAYS = [MinValueValidator(FIRST_DAY, A_DAY), MaxValueValidator(LAST_DAY, A_DAY)]


def year_in_range(field: str, name: str) -> models.CheckConstraint:
    """The rule that a year, where it is known, is one of `YEARS`."""
    return _within(field, YEARS[0], YEARS[-1], name, A_YEAR)


def day_in_range(field: str, name: str) -> models.CheckConstraint:
    """The rule that a day, where it is known, lies in `YEARS`."""
    return _within(field, FIRST_DAY, LAST_DAY, name, A_DAY)


def _within(field: str, first, last, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True})
        | Q(**{f"{field}__gte": first, f"{field}__lte": last}),
        name=name,
        violation_error_code=field,
        violation_error_message=message,
    )
