"""What the public sees of the working data, and what therefore neither changes nor goes."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models

from loans.models import (
    Initiative,
    InvestmentType,
    Project,
    ProjectCategory,
    PublishedVersion,
    SocialGoal,
    SynonymGroup,
    TargetGroup,
)
from members.models import Borrower, County, Member
from privacy.models import PrivacyNotice

FACET_OF = {
    ProjectCategory: "category",
    InvestmentType: "investment_type",
    SocialGoal: "goal",
    TargetGroup: "target_group",
    Initiative: "initiative",
    Borrower: "borrower",
    Member: "member",
    County: "county",
}
"""By which facet the published projects that show a row are found."""

PUBLIC_AS_IT_STANDS = {
    ProjectCategory,
    InvestmentType,
    SocialGoal,
    TargetGroup,
    Member,
    County,
}
"""Models without drafts: what is stored is public."""

TOLD_AT_ONCE = PUBLIC_AS_IT_STANDS | {SynonymGroup}
"""Models whose every change makes the public see something else at once. No page shows synonyms
as a row of theirs, so they can be removed; but what a search finds follows from them."""

STAFFS_OWN = {"position", "is_active", "needs_social_intervention"}
"""The fields of models without drafts that the public is never told."""


def is_public_change(model: type[models.Model], fields: Iterable[str]) -> bool:
    """Whether the public is told something else at once where these fields have changed.

    What it sees through versions alone changes only as they are written anew.
    """
    return model in TOLD_AT_ONCE and not STAFFS_OWN.issuperset(fields)


def key_field(model: type[models.Model]) -> str:
    """The field by whose value addresses and facets know a row of the model."""
    return "code" if model is County else "slug"


def public_key(row: models.Model) -> str:
    """The key by which addresses and facets know a row: its slug, or a county's code."""
    return getattr(row, key_field(type(row)))


def versions_showing(row: models.Model, before: dict | None = None):
    """The versions, past ones included, that repeat a value of the row as it is stored.

    `before`: what the log's snapshot held of it earlier; those that showed it then are included.
    """
    if type(row) not in FACET_OF:
        return PublishedVersion.objects.none()
    stored = type(row)._base_manager.get(pk=row.pk)
    keys = [public_key(stored)]
    if isinstance(stored, Borrower):
        keys += [stored.heir.slug, *_former_heir(before or {})]
    return _versions_with(type(row), *keys)


def _former_heir(before: dict) -> list[str]:
    """The key of the borrower that a borrower was part of, if of any; its names are repeated."""
    former = Borrower.objects.filter(slug=before.get("merged_into")).first()
    return [former.heir.slug] if former else []


def has_been_public(row: models.Model) -> bool:
    """Whether the public sees the row, or has seen it in any version."""
    if row.pk is None:
        return False
    if isinstance(row, Project):
        return row.versions.exists()
    if isinstance(row, PrivacyNotice):
        return PrivacyNotice.objects.published().filter(pk=row.pk).exists()
    return type(row) in PUBLIC_AS_IT_STANDS or versions_showing(row).exists()


def keep_key(row: models.Model, before: dict) -> None:
    """ValidationError where the key of a row has changed that versions know by the one before."""
    if type(row) not in FACET_OF:
        return
    field = key_field(type(row))
    old = before[field]
    if old != public_key(row) and _versions_with(type(row), old).exists():
        name = row._meta.get_field(field).verbose_name
        raise ValidationError({field: f"Nyckeln ({name}) har varit publik och ändras inte."})


def _versions_with(model: type[models.Model], *keys: str):
    return PublishedVersion.objects.with_facet(FACET_OF[model], [*keys])
