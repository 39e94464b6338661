"""Values of a project that are fixed: their keys, and their words for staff and public alike."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """How exactly the day of a decision is known."""

    DAY = "day", _("dag")
    MONTH = "month", _("månad")
    YEAR = "year", _("år")


class Purpose(TextChoices):
    """What a loan pays for."""

    NEW_INVESTMENT = "new_investment", _("nyinvestering")
    REFINANCING = "refinancing", _("refinansiering")
