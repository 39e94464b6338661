"""The privacy notice, kept in every version that was ever shown."""

import hashlib
import re
from datetime import datetime

from django.db import models
from django.db.models import Max, Q

from members.fields import PUBLIC, LineField, TextField

PARAGRAPHS = "Stycken med en tom rad emellan."


class NoticeQuerySet(models.QuerySet):
    def published(self):
        return self.filter(version__isnull=False).order_by("-version")

    def material(self):
        """Published versions that ask visitors again."""
        return self.published().filter(is_material=True)

    def update(self, **values):
        self._require_drafts()
        return super().update(**values)

    def delete(self):
        self._require_drafts()
        return super().delete()

    def _require_drafts(self):
        if self.published().exists():
            raise TypeError("A published notice is never altered or removed.")

    update.alters_data = True
    delete.alters_data = True
    delete.queryset_only = True


class PrivacyNotice(models.Model):
    """A draft while it has no version; once published it is never altered or removed."""

    version = models.PositiveIntegerField(
        "version",
        null=True,
        unique=True,
        editable=False,
        help_text=f"Ges vid publiceringen. {PUBLIC}",
    )
    title = LineField("rubrik", max_length=150, help_text=PUBLIC)
    title_en = LineField("rubrik på engelska", max_length=150, help_text=PUBLIC)
    text = TextField("text", max_length=8000, help_text=f"{PARAGRAPHS} {PUBLIC}")
    text_en = TextField("text på engelska", max_length=8000, help_text=f"{PARAGRAPHS} {PUBLIC}")
    is_material = models.BooleanField(
        "väsentlig ändring",
        default=True,
        help_text="Besökare som redan har gått vidare tillfrågas igen. Visas inte på sidan.",
    )
    published_at = models.DateTimeField(
        "publicerad", null=True, editable=False, help_text=f"Dagen: {PUBLIC.lower()}"
    )
    digest = models.CharField(
        "kontrollsumma", max_length=64, blank=True, editable=False, help_text=PUBLIC
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = "integritetsmeddelande"
        verbose_name_plural = "integritetsmeddelanden"
        permissions = [("publish_privacynotice", "Kan publicera integritetsmeddelandet")]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=True, published_at__isnull=True, digest="")
                | Q(version__isnull=False, published_at__isnull=False, digest__gt=""),
                name="notice_published_whole",
            ),
        ]

    def __str__(self):
        return f"version {self.version}" if self.version else f"utkast: {self.title}"

    def save(self, *args, **kwargs):
        self._require_draft()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._require_draft()
        return super().delete(*args, **kwargs)

    def _require_draft(self):
        PrivacyNotice.objects.filter(pk=self.pk)._require_drafts()

    def words_in(self, language: str) -> dict:
        """`title` and `paragraphs` in a language."""
        title, text = (self.title_en, self.text_en) if language == "en" else (self.title, self.text)
        return {"title": title, "paragraphs": re.split(r"\s*\n\s*\n\s*", text.strip())}

    def current_digest(self) -> str:
        """SHA-256 over the title and text in both languages, in hexadecimal."""
        parts = [self.title, self.text, self.title_en, self.text_en]
        return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()


def publish(notice: PrivacyNotice, *, at: datetime) -> PrivacyNotice:
    """Publishes a draft, as it is stored, under the next version. The first is always material.

    Knows neither who nor why, and expects to be the only one who writes: `loans.editing.notices`
    sees to both. ValidationError for an incomplete draft, PrivacyNotice.DoesNotExist for a
    published one.
    """
    draft = PrivacyNotice.objects.get(pk=notice.pk, version__isnull=True)
    draft.full_clean()
    draft.version = next_version()
    draft.is_material = asks_again(draft)
    draft.published_at = at
    draft.digest = draft.current_digest()
    draft.save()
    return draft


def next_version() -> int:
    """The number that the next published notice gets."""
    return (PrivacyNotice.objects.aggregate(latest=Max("version"))["latest"] or 0) + 1


def asks_again(draft: PrivacyNotice) -> bool:
    """Whether visitors who accepted an earlier version would be asked to read this one."""
    return draft.is_material or not PrivacyNotice.objects.published().exists()
