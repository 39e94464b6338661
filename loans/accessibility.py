"""When the site's accessibility was assessed, and a check that asks for it anew after a year.

The statement itself stands in `templates/about/`; the law's eleven parts are named in
`tests/loans/test_accessibility_statement.py`.
"""

from datetime import date

from django.core.checks import Info, register
from django.utils import timezone

ASSESSED_ON = date(2026, 11, 23)
"""The day of the latest assessment."""
UPDATED_ON = date(2026, 11, 23)
"""The day on which the statement was last changed."""

MONTHS = 12
OLD = "accessibility.I001"


@register("accessibility", deploy=True)
def is_fresh(app_configs=None, **options) -> list[Info]:
    """Digg asks for a new assessment once a year. It informs, and fails no check: what is in order
    must not be out of order the day after by the calendar alone."""
    if months_between(ASSESSED_ON, timezone.localdate()) < MONTHS:
        return []
    return [
        Info(
            f"The site's accessibility was last assessed on {ASSESSED_ON}: {MONTHS} months ago "
            "or more.",
            hint="Assess it anew, correct the statement in templates/about/ in both languages, "
            "and write the days in loans/accessibility.py.",
            id=OLD,
        )
    ]


def months_between(earlier: date, later: date) -> int:
    """Whole months."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)
