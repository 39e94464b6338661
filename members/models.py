"""Who borrows: counties, the public bodies that are members, and borrowers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from members import validators
from members.fields import KEY_IN_ADDRESSES, PUBLIC, NameField, OrganisationNumberField, SlugField
from members.swedish import alphabetical


def _characters(field: str, number: int) -> models.lookups.Exact:
    return models.lookups.Exact(Length(field), number)


def _ten_characters(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(organisation_number__isnull=True)
        | _characters("organisation_number", 10),
        name=name,
        violation_error_code="organisation_number",
        violation_error_message="Organisationsnumret har tio siffror.",
    )


class County(models.Model):
    """A county, as Statistics Sweden (SCB) numbers them."""

    code = models.CharField(
        "länskod", max_length=2, unique=True, validators=[validators.code_digits], help_text=PUBLIC
    )
    name = NameField("namn", max_length=60, unique=True, help_text=PUBLIC)

    class Meta:
        ordering = ["code"]
        verbose_name = "län"
        verbose_name_plural = "län"

    def __str__(self):
        return self.name


class Member(models.Model):
    """A municipality or a region. All are kept; `joined_on` tells which are members."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")

    kind = models.CharField("slag", max_length=20, choices=Kind.choices, help_text=PUBLIC)
    name = NameField("namn", max_length=100, unique=True, help_text=f"Det officiella. {PUBLIC}")
    code = models.CharField(
        "SCB-kod",
        max_length=4,
        unique=True,
        validators=[validators.code_digits],
        help_text=f"Fyra siffror för en kommun, två för en region. {PUBLIC}",
    )
    county = models.ForeignKey(
        County, models.PROTECT, related_name="bodies", verbose_name="län", help_text=PUBLIC
    )
    organisation_number = OrganisationNumberField(
        "organisationsnummer", null=True, blank=True, unique=True, help_text=PUBLIC
    )
    joined_on = models.DateField("medlem sedan", null=True, blank=True, help_text=PUBLIC)
    left_on = models.DateField("utträde", null=True, blank=True, help_text=PUBLIC)
    website = models.URLField(
        "webbplats", blank=True, validators=[validators.web_address], help_text=PUBLIC
    )
    slug = SlugField(
        "adressnamn",
        max_length=100,
        unique=True,
        help_text=KEY_IN_ADDRESSES,
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "medlem"
        verbose_name_plural = "medlemmar"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["municipality", "region"]),
                name="member_kind_known",
                violation_error_code="kind",
                violation_error_message="Välj kommun eller region.",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(joined_on__isnull=False, left_on__gt=models.F("joined_on")),
                name="member_left_after_joined",
                violation_error_code="left_on",
                violation_error_message="Utträdet måste komma efter inträdet.",
            ),
            models.CheckConstraint(
                condition=models.Q(_characters("code", 4), kind="municipality")
                | models.Q(_characters("code", 2), kind="region"),
                name="member_code_fits_kind",
                violation_error_code="code",
                violation_error_message="Koden har fyra siffror för en kommun, två för en region.",
            ),
            _ten_characters("member_organisation_number_length"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        digits = {self.Kind.MUNICIPALITY: 4, self.Kind.REGION: 2}.get(self.kind)
        if digits and len(self.code) != digits:
            raise ValidationError(
                {"code": f"Koden för en {self.get_kind_display()} har {digits} siffror."}
            )


class Borrower(models.Model):
    """The one that takes the loan: a member itself, or a company that members own."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        COMPANY = "company", _("kommunalt eller regionalt bolag")
        ASSOCIATION = "association", _("kommunalförbund")
        FOUNDATION = "foundation", _("stiftelse")

    name = NameField("namn", max_length=120, unique=True, help_text=PUBLIC)
    kind = models.CharField("slag", max_length=20, choices=Kind.choices, help_text=PUBLIC)
    organisation_number = OrganisationNumberField(
        "organisationsnummer", null=True, blank=True, unique=True, help_text=PUBLIC
    )
    members = models.ManyToManyField(
        Member,
        related_name="borrowers",
        verbose_name="medlemmar",
        help_text=f"Kommunen eller regionen själv, eller ägarna. {PUBLIC}",
    )
    aliases = NameField(
        "andra namn",
        max_length=200,
        blank=True,
        validators=[validators.names_in_a_list],
        help_text="Förkortningar och äldre namn, med komma emellan. Visas inte på sidorna, "
        "men allmänheten hittar projekten med dem.",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="uppgått i",
        help_text="En äldre post: allmänheten leds vidare till den nya.",
    )
    slug = SlugField(
        "adressnamn",
        max_length=120,
        unique=True,
        help_text=KEY_IN_ADDRESSES,
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "låntagare"
        verbose_name_plural = "låntagare"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["municipality", "region", "company", "association", "foundation"]
                ),
                name="borrower_kind_known",
                violation_error_code="kind",
                violation_error_message="Välj låntagarens slag.",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
                name="borrower_not_merged_into_itself",
                violation_error_code="merged_into",
                violation_error_message="En låntagare kan inte uppgå i sig själv.",
            ),
            _ten_characters("borrower_organisation_number_length"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.merged_into != self and self in self._heirs():
            message = f"{self.merged_into} har i sin tur uppgått i {self}. Välj en annan."
            raise ValidationError({"merged_into": message})

    @property
    def other_names(self) -> list[str]:
        """The names of `aliases`, each by itself."""
        return [name.strip() for name in self.aliases.split(",") if name.strip()]

    @property
    def heir(self) -> "Borrower":
        """The borrower that this one has become part of, at the end of the chain; or itself."""
        return [self, *self._heirs()][-1]

    @property
    def absorbed(self) -> list["Borrower"]:
        """Those that have become part of this one, directly or by way of each other, by name."""
        found: list[Borrower] = []
        waiting = [self]
        while waiting:
            new = [row for row in waiting.pop().merged.all() if row not in [self, *found]]
            found += new
            waiting += new
        return sorted(found, key=lambda row: (alphabetical(row.name), row.slug))

    def _heirs(self) -> list["Borrower"]:
        """Those that it has become part of, one after another; itself last if that is a circle."""
        found: list[Borrower] = []
        following = self.merged_into
        while following is not None and following not in found:
            found.append(following)
            following = following.merged_into if following != self else None
        return found
