"""Efforts that several projects are phases of."""

from django.db import models

from loans.models.reference import IN_ENGLISH
from members.fields import KEY_IN_ADDRESSES, PUBLIC, NameField, SlugField, TextField


class Initiative(models.Model):
    """A "satsning": projects that are phases of one effort. Public through its projects."""

    slug = SlugField(
        "adressnamn",
        max_length=80,
        unique=True,
        help_text=KEY_IN_ADDRESSES,
    )
    name = NameField("namn", max_length=120, unique=True, help_text=PUBLIC)
    name_en = NameField("namn på engelska", max_length=120, blank=True, help_text=IN_ENGLISH)
    description = TextField("beskrivning", max_length=4000, blank=True, help_text=PUBLIC)
    description_en = TextField(
        "beskrivning på engelska", max_length=4000, blank=True, help_text=IN_ENGLISH
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "satsning"
        verbose_name_plural = "satsningar"

    def __str__(self):
        return self.name
