"""What the public is told, as it was approved: published versions and the register's state."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from loans.models.frozen import Frozen, FrozenQuerySet


class VersionQuerySet(FrozenQuerySet):
    """Questions of the published versions, in the field's words."""

    def close(self, at) -> int:
        """Ends the time of the current versions."""
        return self.current()._alter(valid_to=at)

    def hide(self, at) -> int:
        """Marks versions as withdrawn; the first withdrawal keeps its moment."""
        return self.filter(withdrawn_at__isnull=True)._alter(withdrawn_at=at)

    def current(self):
        return self.filter(valid_to__isnull=True)

    def valid_just_before(self, moment):
        """Versions valid up to `moment`, which is itself left out.

        Those of a withdrawn project are left out: they may have been withdrawn for cause.
        """
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=moment),
            valid_from__lt=moment,
            withdrawn_at__isnull=True,
        )

    def with_facet(self, facet: str, keys: list[str]):
        """Versions that have at least one of the keys."""
        values = FacetValue.objects.filter(version=OuterRef("pk"), facet=facet, key__in=keys)
        return self.filter(Exists(values))

    def with_phrases(self, phrases: list[str]):
        """Of the versions that have one of some phrases in a text, the primary key and, for each
        phrase, whether they have it. Phrases are as `search.words.plain` gives them."""
        having = {f"has_{n}": Q(search_text__contains=each) for n, each in enumerate(phrases)}
        found = self.filter(reduce(or_, having.values())).annotate(
            **{name: ExpressionWrapper(q, models.BooleanField()) for name, q in having.items()}
        )
        return found.values_list("pk", *having)

    def in_order(self, *keys):
        """Sorted by `keys`, unknown values last in both directions, ties by serial number."""
        directions = [
            F(key.removeprefix("-")).desc(nulls_last=True)
            if key.startswith("-")
            else F(key).asc(nulls_last=True)
            for key in keys
        ]
        return self.order_by(*directions, "serial")


class PublishedVersion(Frozen):
    """A project as approved and shown from `valid_from` until `valid_to` (half-open).

    Written by `publishing` alone. `content` holds every public value in both languages; the
    other columns repeat what lists sort, sum and search by. Nothing is altered afterwards
    but the end of its time, and whether it has been withdrawn. The decision was made between
    `decided_on` and `decided_latest_on`, the same day where it is known to the day. Where
    `shows_change`, its page showed something that it had not shown just before.
    """

    project = models.ForeignKey("loans.Project", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    valid_from = models.DateTimeField("gäller från")
    valid_to = models.DateTimeField("gäller till", null=True, blank=True)
    withdrawn_at = models.DateTimeField("tillbakadragen", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="publicerad av"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="godkänd av",
    )
    content = models.JSONField("innehåll")

    reference = models.CharField(max_length=12)
    serial = models.PositiveIntegerField()
    slug = models.CharField(max_length=120)
    title_key = models.CharField(max_length=240)
    title_key_en = models.CharField(max_length=240)
    member_key = models.CharField(max_length=240)
    loan_amount = models.BigIntegerField(null=True)
    amount_is_approximate = models.BooleanField()
    decided_on = models.DateField(null=True)
    decided_latest_on = models.DateField(null=True)
    search_text = models.TextField()
    shows_change = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = "publicerad version"
        verbose_name_plural = "publicerade versioner"
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(valid_to__isnull=True),
                name="version_current_once",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(valid_to__isnull=True), name="version_slug_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(valid_to__isnull=False),
                name="version_withdrawn_is_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["valid_from", "valid_to"], name="version_time"),
        ]

    def __str__(self):
        return f"{self.reference} version {self.number}"


class PublicSlug(Frozen):
    """An address that a project has had in public, today's included. It leads there for ever.

    Written by `publishing` when the first version with that address is. No two projects can
    ever have had the same.
    """

    project = models.ForeignKey("loans.Project", models.PROTECT, related_name="public_slugs")
    slug = models.CharField("adressnamn", max_length=120, unique=True)

    class Meta:
        verbose_name = "publik adress"
        verbose_name_plural = "publika adresser"

    def __str__(self):
        return self.slug


class FacetValue(Frozen):
    """A value that a version can be found by. A facet without value has the key `none`.

    The labels are repeated here so that a list of choices needs no join, and because a name
    belongs to the version that it was approved with.
    """

    version = models.ForeignKey(PublishedVersion, models.CASCADE, related_name="facet_values")
    facet = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    label = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "facet", "key"], name="facet_value_once")
        ]
        indexes = [models.Index(fields=["facet", "key"], name="facet_key")]

    def __str__(self):
        return f"{self.facet}={self.key}"


class RegisterState(models.Model):
    """One row: the number of the register's data version, moved by every public change.

    Every transaction that writes takes its lock first, so that writers queue.
    """

    data_version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    last_serial = models.PositiveIntegerField(
        default=0, help_text="The highest number given to a project; never used again."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="register_state_one_row"),
        ]

    def __str__(self):
        return f"data version {self.data_version}"
