"""The privacy notice, kept in every version that was ever shown."""

import hashlib
import re

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from members.fields import LineField, TextField


class NoticeQuerySet(models.QuerySet):
    def published(self):
        return self.filter(version__isnull=False).order_by("-version")

    def material(self):
        """Published versions that ask visitors again."""
        return self.published().filter(is_material=True)

    def delete(self):
        if self.published().exists():
            raise TypeError("A published notice is never removed.")
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class PrivacyNotice(models.Model):
    """A draft while it has no version; once published it is never altered or removed."""

    version = models.PositiveIntegerField(
        "version", null=True, unique=True, editable=False, help_text="Ges vid publiceringen."
    )
    title = LineField("rubrik", max_length=150)
    title_en = LineField("rubrik på engelska", max_length=150)
    text = TextField("text", max_length=8000, help_text="Stycken med en tom rad emellan.")
    text_en = TextField("text på engelska", max_length=8000)
    is_material = models.BooleanField(
        "väsentlig ändring",
        default=True,
        help_text="Besökare som redan har godkänt tillfrågas igen.",
    )
    published_at = models.DateTimeField("publicerad", null=True, editable=False)
    digest = models.CharField("kontrollsumma", max_length=64, blank=True, editable=False)

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
        if PrivacyNotice.objects.published().filter(pk=self.pk).exists():
            raise TypeError("A published notice is never altered or removed.")

    def words_in(self, language: str) -> dict:
        """`title` and `paragraphs` in a language."""
        title, text = (self.title_en, self.text_en) if language == "en" else (self.title, self.text)
        return {"title": title, "paragraphs": re.split(r"\s*\n\s*\n\s*", text.strip())}

    def current_digest(self) -> str:
        """SHA-256 over the title and text in both languages, in hexadecimal."""
        parts = [self.title, self.text, self.title_en, self.text_en]
        return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()


def publish(notice: PrivacyNotice) -> PrivacyNotice:
    """Publishes a draft under the next version. The first is always material.

    ValidationError for an incomplete draft, PrivacyNotice.DoesNotExist for a published one.
    """
    with transaction.atomic():
        # All rows are locked, so that two people can't be given the same number.
        list(PrivacyNotice.objects.select_for_update().order_by("pk"))
        draft = PrivacyNotice.objects.get(pk=notice.pk, version__isnull=True)
        draft.full_clean()
        latest = PrivacyNotice.objects.aggregate(latest=Max("version"))["latest"] or 0
        draft.version = latest + 1
        draft.is_material = draft.is_material or not latest
        draft.published_at = timezone.now()
        draft.digest = draft.current_digest()
        draft.save()
    return draft
