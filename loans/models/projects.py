"""The staff's working copy of the projects. The public never reads it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from loans.labels import LABELS
from loans.models import references, years
from loans.models.amounts import AmountField, in_range
from loans.models.choices import Precision, Purpose
from loans.models.initiatives import Initiative
from loans.models.reference import (
    IN_ENGLISH,
    InvestmentType,
    ProjectCategory,
    SocialGoal,
    TargetGroup,
)
from loans.models.versions import PublicSlug
from members.fields import PRIVATE, PUBLIC, LineField, SlugField, TextField
from members.models import Borrower
from members.validators import web_address

DESCRIPTION_LENGTH = 32_000


class Project(models.Model):
    """A financed project as staff work on it. `publishing` carries it over to the public."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Utkast"
        IN_REVIEW = "in_review", "Under granskning"
        PUBLISHED = "published", "Publicerad"
        WITHDRAWN = "withdrawn", "Tillbakadragen"

    reference = models.CharField(
        LABELS["reference"],
        max_length=12,
        unique=True,
        validators=[references.well_formed],
        help_text=f"Projektets beständiga nyckel; ges när projektet skapas. {PUBLIC}",
    )
    slug = SlugField(
        LABELS["slug"],
        max_length=120,
        unique=True,
        help_text="Sista delen av sidans adress. Ändras den leder den gamla adressen vidare. "
        f"{PUBLIC}",
    )
    title = LineField(LABELS["title"], max_length=90, help_text=f"Behöver inte vara unik. {PUBLIC}")
    title_en = LineField("rubrik på engelska", max_length=90, blank=True, help_text=IN_ENGLISH)
    summary = LineField(
        LABELS["summary"],
        max_length=300,
        blank=True,
        help_text=f"En eller två meningar, visas i listan. {PUBLIC}",
    )
    summary_en = LineField(
        "sammanfattning på engelska", max_length=300, blank=True, help_text=IN_ENGLISH
    )
    description = TextField(
        LABELS["description"],
        max_length=DESCRIPTION_LENGTH,
        blank=True,
        help_text=f"Stycken med en tom rad emellan. {PUBLIC}",
    )
    description_en = TextField(
        "projektbeskrivning på engelska",
        max_length=DESCRIPTION_LENGTH,
        blank=True,
        help_text=IN_ENGLISH,
    )
    borrower = models.ForeignKey(
        Borrower,
        models.PROTECT,
        related_name="projects",
        verbose_name=LABELS["borrower"],
        help_text=f"Den som tar lånet. Medlemmen följer av låntagaren. {PUBLIC}",
    )
    investment_type = models.ForeignKey(
        InvestmentType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=LABELS["investment_type"],
        help_text=PUBLIC,
    )
    physical_investment = LineField(
        LABELS["physical_investment"],
        max_length=150,
        blank=True,
        help_text=f"Ett till några ord: ”ROT-renovering”. {PUBLIC}",
    )
    physical_investment_en = LineField(
        "fysisk investering på engelska", max_length=150, blank=True, help_text=IN_ENGLISH
    )
    social_intervention = LineField(
        LABELS["social_intervention"],
        max_length=300,
        blank=True,
        help_text=f"Insatsen för att förebygga eller lösa en social utmaning. {PUBLIC}",
    )
    social_intervention_en = LineField(
        "social insats på engelska", max_length=300, blank=True, help_text=IN_ENGLISH
    )
    social_goals_text = LineField(
        LABELS["social_goals_text"],
        max_length=300,
        blank=True,
        help_text=f"Så som målen är formulerade. {PUBLIC}",
    )
    social_goals_text_en = LineField(
        "sociala mål på engelska", max_length=300, blank=True, help_text=IN_ENGLISH
    )
    loan_amount = AmountField(
        LABELS["loan_amount"],
        null=True,
        blank=True,
        help_text=f"Den beviljade ramen i hela kronor. Tomt om okänt. {PUBLIC}",
    )
    amount_is_approximate = models.BooleanField(
        "beloppet är ungefärligt", default=False, help_text=f"Visas som ”cirka”. {PUBLIC}"
    )
    category = models.ForeignKey(
        ProjectCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=LABELS["category"],
        help_text=PUBLIC,
    )
    goals = models.ManyToManyField(
        SocialGoal,
        blank=True,
        related_name="projects",
        verbose_name="mål (kodade)",
        help_text=f"De mål i registret som projektets egna ord motsvarar. {PUBLIC}",
    )
    target_groups = models.ManyToManyField(
        TargetGroup,
        blank=True,
        related_name="projects",
        verbose_name="målgrupper",
        help_text=PUBLIC,
    )
    total_cost = AmountField(
        LABELS["total_cost"],
        null=True,
        blank=True,
        help_text=f"Hela investeringen i hela kronor. {PUBLIC}",
    )
    purpose = models.CharField(
        LABELS["purpose"], max_length=20, blank=True, choices=Purpose.choices, help_text=PUBLIC
    )
    decided_on = models.DateField(
        LABELS["decided_on"],
        null=True,
        blank=True,
        validators=years.OF_DAYS,
        help_text=f"Kommitténs beslut; första dagen om bara månad eller år är känt. {PUBLIC}",
    )
    decided_precision = models.CharField(
        "beslutets noggrannhet",
        max_length=5,
        blank=True,
        choices=Precision.choices,
        help_text=f"Hur noga dagen är känd. {PUBLIC}",
    )
    start_year = models.PositiveSmallIntegerField(
        LABELS["start_year"], null=True, blank=True, validators=years.OF_YEARS, help_text=PUBLIC
    )
    end_year = models.PositiveSmallIntegerField(
        LABELS["end_year"], null=True, blank=True, validators=years.OF_YEARS, help_text=PUBLIC
    )
    place_name = LineField(LABELS["place_name"], max_length=120, blank=True, help_text=PUBLIC)
    latitude = models.DecimalField(
        "latitud", max_digits=8, decimal_places=5, null=True, blank=True,
        help_text=f"WGS 84, decimalgrader: 58,58. {PUBLIC}",
    )  # fmt: skip
    longitude = models.DecimalField(
        "longitud", max_digits=8, decimal_places=5, null=True, blank=True,
        help_text=f"WGS 84, decimalgrader: 16,19. {PUBLIC}",
    )  # fmt: skip
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=LABELS["initiative"],
        help_text=f"Om projektet är en etapp i något större. {PUBLIC}",
    )
    also_green = models.BooleanField(
        LABELS["also_green"],
        default=False,
        help_text=f"Investeringen har också ett Grönt lån. {PUBLIC}",
    )
    source_url = models.URLField(
        LABELS["source_url"],
        max_length=300,
        blank=True,
        validators=[web_address],
        help_text=f"En sida om projektet. {PUBLIC}",
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=Status.choices,
        default=Status.DRAFT,
        editable=False,
        help_text="Ändras med åtgärderna publicera och dra tillbaka.",
    )
    publish_at = models.DateTimeField("publiceras", null=True, blank=True, help_text=PRIVATE)
    internal_note = TextField("intern anteckning", max_length=8000, blank=True, help_text=PRIVATE)
    created_at = models.DateTimeField("skapad", auto_now_add=True)

    class Meta:
        ordering = ["reference"]
        verbose_name = "projekt"
        verbose_name_plural = "projekt"
        permissions = [("publish_project", "Kan publicera och dra tillbaka projekt")]
        constraints = [
            in_range("loan_amount", "project_amount_in_range", "Lånebeloppet"),
            models.CheckConstraint(
                condition=Q(amount_is_approximate=False) | Q(loan_amount__isnull=False),
                name="project_approximate_amount_known",
                violation_error_code="loan_amount",
                violation_error_message="Ett ungefärligt belopp behöver ett belopp.",
            ),
            in_range("total_cost", "project_total_cost_in_range", "Den totala kostnaden"),
            models.CheckConstraint(
                condition=Q(total_cost__isnull=True)
                | Q(loan_amount__isnull=True)
                | Q(total_cost__gte=F("loan_amount")),
                name="project_cost_covers_amount",
                violation_error_code="total_cost",
                violation_error_message="Den totala kostnaden kan inte vara mindre än lånet.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decided_precision="")
                | Q(decided_on__isnull=False, decided_precision__in=["day", "month", "year"]),
                name="project_decision_has_precision",
                violation_error_code="decided_on decided_precision",
                violation_error_message="Ange både beslutets dag och hur noga den är känd, "
                "eller ingetdera.",
            ),
            years.day_in_range("decided_on", "project_decision_in_range"),
            years.year_in_range("start_year", "project_start_year_in_range"),
            years.year_in_range("end_year", "project_end_year_in_range"),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=F("start_year")),
                name="project_ends_after_start",
                violation_error_code="end_year",
                violation_error_message="Slutåret kan inte komma före startåret.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # "Not null" is said aloud: a comparison with null would let half a place pass.
                | Q(latitude__isnull=False, latitude__gte=55, latitude__lte=70)
                & Q(longitude__isnull=False, longitude__gte=10, longitude__lte=25),
                name="project_place_in_sweden",
                violation_error_code="latitude longitude",
                violation_error_message="Ange både latitud (55–70) och longitud (10–25), "
                "eller ingetdera.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "published", "withdrawn"]),
                name="project_status_known",
                violation_error_message="Okänd status.",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["", "new_investment", "refinancing"]),
                name="project_purpose_known",
                violation_error_code="purpose",
                violation_error_message="Välj nyinvestering eller refinansiering.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def clean(self):
        day = self.decided_on
        rounded = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)} if day else {}
        if day and day != rounded.get(self.decided_precision, day):
            raise ValidationError(
                {"decided_on": "Ange första dagen i den månad eller det år som är känt."}
            )
        claims = PublicSlug.objects.filter(slug=self.slug)
        if self.slug and claims.exclude(project=self.pk).exists():
            raise ValidationError(
                {"slug": "Adressen har tillhört ett annat projekt och leder dit."}
            )
