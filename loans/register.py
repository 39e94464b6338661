"""Which versions: what the public is told now, or was told at the end of any day."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Min, Subquery
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from loans.models.versions import PublicSlug, PublishedVersion, RegisterState, VersionQuerySet
from privacy.models import PrivacyNotice


class WithdrawnError(Exception):
    """A project was withdrawn while its page was being made."""


class State(NamedTuple):
    """What every page depends on, in one row."""

    data_version: int
    changed_at: datetime | None
    required_notice: int | None
    latest_notice: int | None


def current() -> VersionQuerySet:
    """The register as it stands: one version for each published project."""
    return PublishedVersion.objects.current()


def as_of(day: date) -> VersionQuerySet:
    """The register as it stood at the end of `day`, Stockholm time.

    Projects that were withdrawn since are left out. ValueError for a day that has not come.
    """
    if day > timezone.localdate():
        raise ValueError("The register of a future day is not known.")
    zone = timezone.get_default_timezone()
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return PublishedVersion.objects.valid_just_before(midnight)


def began_on() -> date | None:
    """The first day of which the register can still be read; None where it is empty. One query."""
    shown = PublishedVersion.objects.filter(withdrawn_at__isnull=True)
    first = shown.aggregate(first=Min("valid_from"))["first"]
    return timezone.localdate(first) if first else None


def by_slug(slug: str) -> PublishedVersion | None:
    """The published project at an address, or at an address that it has had in public."""
    return current().filter(project__in=_owner(slug)).first()


def was_withdrawn(slug: str) -> bool:
    """Whether a project that was withdrawn has stood at this address."""
    withdrawn = PublishedVersion.objects.filter(withdrawn_at__isnull=False)
    return withdrawn.filter(project__in=_owner(slug)).exists()


def history(version: PublishedVersion) -> VersionQuerySet:
    """What the public has been shown of the version's project, newest first; not what was
    withdrawn."""
    versions = PublishedVersion.objects.filter(withdrawn_at__isnull=True)
    return versions.filter(project=version.project_id).order_by("-number")


def _owner(slug: str):
    return PublicSlug.objects.filter(slug=slug).values("project")


def state() -> State:
    """The state of the register and of the notice; one query."""
    notices = PrivacyNotice.objects
    row = (
        RegisterState.objects.annotate(
            required=Subquery(notices.material().values("version")[:1]),
            latest=Subquery(notices.published().values("version")[:1]),
        )
        .values_list("data_version", "changed_at", "required", "latest")
        .first()
    )
    # Whoever writes takes the row first: where there is none, nothing is published either.
    return State(*row) if row else State(0, None, None, None)


def remember_state(get_response):
    """Middleware: `request.register_state`, read once for a request and only when asked for."""

    def middleware(request):
        request.register_state = SimpleLazyObject(state)
        return get_response(request)

    return middleware
