"""The staff's log: what was done, by whom, when and why."""

from django.conf import settings
from django.db import models

from loans.models.frozen import Frozen, FrozenQuerySet
from members.fields import LineField

VIEW_ACCOUNTS = {"auth.User": "auth.view_user", "auth.Group": "auth.view_group"}
"""Whose entries are read by those alone who may see the accounts themselves."""


class ChangeQuerySet(FrozenQuerySet):
    def readable_by(self, user):
        """Without what concerns accounts that this member of staff may not see."""
        hidden = [label for label, may in VIEW_ACCOUNTS.items() if not user.has_perm(may)]
        return self.exclude(model__in=hidden)


class Change(Frozen):
    """One entry for each action, whatever the way in. Written by `editing`, never altered.

    `fields` holds each changed field as [before, after]; many-to-many fields are lists of
    keys. `digest` is taken over the entry and its predecessor's digest, so that an altered,
    missing or moved entry shows.
    """

    class Action(models.TextChoices):
        CREATE = "create", "skapade"
        CHANGE = "change", "ändrade"
        DELETE = "delete", "tog bort"
        PUBLISH = "publish", "publicerade"
        REPUBLISH = "republish", "publicerade på nytt"
        WITHDRAW = "withdraw", "drog tillbaka"

    model = models.CharField("slag", max_length=60)
    object_key = models.CharField("nyckel", max_length=120)
    object_label = models.CharField("gäller", max_length=200)
    action = models.CharField("åtgärd", max_length=20, choices=Action.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="av"
    )
    why = LineField("varför", max_length=500, blank=True)
    at = models.DateTimeField("när", db_index=True)
    fields = models.JSONField("fält före och efter", default=dict)
    previous_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField("kontrollsumma", max_length=64, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["model", "object_key"], name="change_of_object")]
        verbose_name = "händelse"
        verbose_name_plural = "händelselogg"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    action__in=["create", "change", "delete", "publish", "republish", "withdraw"]
                ),
                name="change_action_known",
                violation_error_message="Händelseloggen känner inte åtgärden.",
            )
        ]

    def __str__(self):
        return f"{self.object_label}: {self.get_action_display()}"
