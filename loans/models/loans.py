"""Drawn parts of a granted frame."""

from django.db import models
from django.db.models import F, Q

from loans.models.amounts import AmountField, in_range
from loans.models.projects import Project
from members.fields import PRIVATE, LineField


class Loan(models.Model):
    """A loan that was disbursed within the frame of a project."""

    project = models.ForeignKey(
        Project, models.PROTECT, related_name="loans", verbose_name="projekt", help_text=PRIVATE
    )
    reference = LineField(
        "lånets referens", max_length=40, unique=True, help_text=f"Långivarens egen. {PRIVATE}"
    )
    amount = AmountField("belopp", help_text=f"I hela kronor. {PRIVATE}")
    disbursed_on = models.DateField("utbetalt", help_text=PRIVATE)
    matures_on = models.DateField("förfaller", null=True, blank=True, help_text=PRIVATE)

    class Meta:
        ordering = ["disbursed_on", "reference"]
        verbose_name = "lån"
        verbose_name_plural = "lån"
        constraints = [
            in_range("amount", "loan_amount_in_range", "Beloppet"),
            models.CheckConstraint(
                condition=Q(matures_on__isnull=True) | Q(matures_on__gt=F("disbursed_on")),
                name="loan_matures_after_disbursement",
                violation_error_code="matures_on",
                violation_error_message="Lånet kan inte förfalla före utbetalningen.",
            ),
        ]

    def __str__(self):
        return self.reference
