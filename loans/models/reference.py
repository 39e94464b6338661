"""Reference data: the values that projects are sorted by. Public as it stands, without drafts."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.fields import KEY_IN_ADDRESSES, PRIVATE, PUBLIC, NameField, SlugField, TextField

IN_ENGLISH = f"På engelska; utan den visas den svenska. {PUBLIC}"


class ReferenceData(models.Model):
    """A value with a key that never changes once it has been used."""

    slug = SlugField(
        "adressnamn",
        max_length=80,
        unique=True,
        help_text=KEY_IN_ADDRESSES,
    )
    name = NameField("namn", max_length=120, unique=True, help_text=PUBLIC)
    name_en = NameField("namn på engelska", max_length=120, blank=True, help_text=IN_ENGLISH)
    description = TextField("beskrivning", max_length=2000, blank=True, help_text=PUBLIC)
    description_en = TextField(
        "beskrivning på engelska", max_length=2000, blank=True, help_text=IN_ENGLISH
    )
    position = models.PositiveSmallIntegerField(
        "ordning",
        default=0,
        help_text="Ordningen i personalens listor och val. För allmänheten gäller alfabetet.",
    )
    is_active = models.BooleanField(
        "kan väljas",
        default=True,
        help_text=f"Ett värde som inte kan väljas står kvar där det används. {PRIVATE}",
    )

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class IcmaCategory(models.TextChoices):
    """Project categories of ICMA's Social Bond Principles (2023)."""

    BASIC_INFRASTRUCTURE = "affordable-basic-infrastructure", _("Grundläggande infrastruktur")
    ESSENTIAL_SERVICES = "access-to-essential-services", _("Tillgång till grundläggande tjänster")
    HOUSING = "affordable-housing", _("Bostäder till rimlig kostnad")
    EMPLOYMENT = "employment-generation", _("Sysselsättning")
    FOOD = "food-security", _("Livsmedelsförsörjning")
    SOCIOECONOMIC = (
        "socioeconomic-advancement-and-empowerment",
        _("Socioekonomisk utveckling och egenmakt"),
    )


class IcmaPopulation(models.TextChoices):
    """Target populations of ICMA's Social Bond Principles (2023)."""

    POVERTY = "living-below-the-poverty-line", _("Lever under fattigdomsgränsen")
    MARGINALISED = "excluded-or-marginalised", _("Utestängda eller marginaliserade")
    DISABILITIES = "people-with-disabilities", _("Personer med funktionsnedsättning")
    MIGRANTS = "migrants-or-displaced", _("Migranter eller fördrivna")
    UNDEREDUCATED = "undereducated", _("Personer med kort utbildning")
    UNDERSERVED = "underserved", _("Saknar grundläggande tjänster")
    UNEMPLOYED = "unemployed", _("Arbetslösa")
    WOMEN = "women-or-sexual-and-gender-minorities", _("Kvinnor och könsminoriteter")
    AGES = "ageing-and-vulnerable-youth", _("Äldre och utsatta unga")
    OTHER = "other-vulnerable-groups", _("Andra utsatta grupper")


class Pictogram(models.TextChoices):
    """Drawings among templates/pictograms that stand for a category."""

    HOME = "home", "Hus"
    SAFETY = "safety", "Sköld"
    WELLBEING = "wellbeing", "Hjärta"
    PROJECT = "project", "Byggnad"


def icma_categories(values) -> None:
    """A list of keys of `IcmaCategory`."""
    if not isinstance(values, list) or not set(values) <= set(IcmaCategory.values):
        raise ValidationError("Välj bland ICMA:s kategorier.", code="icma_category")


def sdg_targets(values) -> None:
    """A list of targets of the UN's goals, such as ["11.7", "16.1"]."""
    if not isinstance(values, list) or not all(
        isinstance(value, str) and re.fullmatch(r"(1[0-7]|[1-9])\.(1?[0-9]|[a-d])", value)
        for value in values
    ):
        raise ValidationError('Skriv delmålen som i ["11.7", "16.1"].', code="sdg_target")


class ProjectCategory(ReferenceData):
    icma_categories = models.JSONField(
        "ICMA-kategorier",
        default=list,
        blank=True,
        validators=[icma_categories],
        help_text=f"Enligt Social Bond Principles. {PUBLIC}",
    )
    pictogram = models.CharField(
        "symbol",
        max_length=20,
        choices=Pictogram.choices,
        default=Pictogram.PROJECT,
        help_text=f"Står bredvid kategorins namn. {PUBLIC}",
    )

    class Meta(ReferenceData.Meta):
        verbose_name = "projektkategori"
        verbose_name_plural = "projektkategorier"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pictogram__in=Pictogram.values),
                name="category_pictogram_known",
                violation_error_code="pictogram",
                violation_error_message="Välj bland symbolerna.",
            )
        ]


class InvestmentType(ReferenceData):
    needs_social_intervention = models.BooleanField(
        "kräver social insats",
        default=False,
        help_text="Ett projekt av typen publiceras bara om den sociala insatsen är ifylld. "
        f"{PRIVATE}",
    )

    class Meta(ReferenceData.Meta):
        verbose_name = "investeringstyp"
        verbose_name_plural = "investeringstyper"


class SocialGoal(ReferenceData):
    sdg_targets = models.JSONField(
        "delmål i Agenda 2030",
        default=list,
        blank=True,
        validators=[sdg_targets],
        help_text=f'Som i ["11.7", "16.1"]. {PUBLIC}',
    )

    class Meta(ReferenceData.Meta):
        verbose_name = "socialt mål"
        verbose_name_plural = "sociala mål"


class TargetGroup(ReferenceData):
    icma_population = models.CharField(
        "ICMA-målgrupp", max_length=50, blank=True, choices=IcmaPopulation.choices, help_text=PUBLIC
    )

    class Meta(ReferenceData.Meta):
        verbose_name = "målgrupp"
        verbose_name_plural = "målgrupper"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(icma_population__in=["", *IcmaPopulation.values]),
                name="target_group_icma_population_known",
                violation_error_code="icma_population",
                violation_error_message="Välj bland ICMA:s målgrupper.",
            )
        ]
