"""From working copy to published version: the only writer of versions and of the state.

Nothing here knows of workflow or of the staff's log; both are `editing`'s, which calls this.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from loans.content import columns_of, content_of, refreshed
from loans.differences import shows_differently
from loans.facets import FACETS
from loans.models import FacetValue, Project, PublicSlug, PublishedVersion, RegisterState
from loans.models.references import reference_of
from loans.search import index

BATCH = 500
"""Rows that are read and written at a time, so that memory stays flat."""


LONGEST_LEAP = 1_000_000
"""So far beyond the last serial number may one be given from outside, so that a slip of the pen
does not use up the numbers."""


def batches(rows: Sequence) -> Iterator[Sequence]:
    """The rows, BATCH at a time."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def lock() -> RegisterState:
    """The state of the register, locked until the transaction ends, so that writers queue."""
    return RegisterState.objects.select_for_update().get_or_create(pk=1)[0]


class Moment:
    """When an action happens. All that it writes bears the same time, in the register's order:
    never earlier than what was made public before. Made under the lock."""

    def __init__(self):
        self.at: datetime = max(timezone.now(), lock().changed_at)
        self._is_public = False

    def make_public(self) -> None:
        """Moves the data version, once for the action."""
        if not self._is_public:
            state = lock()
            state.data_version += 1
            state.changed_at = self.at
            state.save()
        self._is_public = True


def publish(
    projects: list[Project], *, by, moment: Moment, approved_by=None
) -> list[PublishedVersion]:
    """Publishes each working copy as it stands; one that equals its version stays as it is."""
    contents = {project.pk: content_of(project) for project in projects}
    return _write(contents, by=by, approved_by=approved_by, moment=moment)


def republish(versions, *, by, moment: Moment) -> list[PublishedVersion]:
    """Gives current versions the names of today; changes that wait in working copies stay out.

    Whoever renamed signs, and nobody else has approved it: `approved_by` is empty.
    """
    known: dict = {}
    contents = {v.project_id: refreshed(v.content, known) for v in versions.current()}
    return _write(contents, by=by, approved_by=None, moment=moment)


def withdraw(projects: list[Project], *, moment: Moment) -> None:
    """Closes the current versions and hides all, past days included."""
    moment.make_public()
    versions = PublishedVersion.objects.filter(project__in=projects)
    versions.close(moment.at)
    versions.hide(moment.at)


@transaction.atomic
def rebuild_search(*, progress: Callable[[int, int], None]) -> int:
    """Makes the index of search anew; how many versions it holds. What is found may change."""
    Moment().make_public()
    return index.rebuild(progress)


def next_reference() -> str:
    """A reference that was never given before."""
    with transaction.atomic():
        state = lock()
        state.last_serial += 1
        state.save()
    return reference_of(state.last_serial)


def furthest() -> int:
    """The highest serial number that may be given from outside today."""
    return lock().last_serial + LONGEST_LEAP


def reserve(serial: int) -> None:
    """Makes sure that a serial number given from outside is not given again.

    ValidationError where it lies too far beyond the last one.
    """
    with transaction.atomic():
        state = lock()
        if serial > furthest():
            raise too_far(serial)
        state.last_serial = max(state.last_serial, serial)
        state.save()


def too_far(serial: int) -> ValidationError:
    """What a person reads of a serial number beyond `furthest`."""
    free = reference_of(lock().last_serial + 1)
    return ValidationError(
        {"reference": f"{reference_of(serial)} ligger för långt fram: {free} är nästa lediga."}
    )


def differences(project: Project, version: PublishedVersion | None) -> dict[str, tuple[Any, Any]]:
    """Public values of the working copy that differ from its current version: (public, working).

    Empty where nothing is published. Asks the database nothing of a project read with all that
    `content_of` reads.
    """
    if version is None:
        return {}
    public, working = version.content, content_of(project)
    return {
        name: (public.get(name), value)
        for name, value in working.items()
        if public.get(name) != value
    }


def _write(contents: dict[int, dict], **signed) -> list[PublishedVersion]:
    """New versions for the projects whose content has changed, in one transaction."""
    written = []
    with transaction.atomic():
        lock()
        for keys in batches(list(contents)):
            shown = _shown(keys)
            batch = {key: contents[key] for key in keys if shown.get(key) != contents[key]}
            if batch:
                written += _write_batch(batch, shown, **signed)
    return written


def _shown(keys: Sequence[int]) -> dict[int, dict]:
    """What the public sees of the projects that are published."""
    current = PublishedVersion.objects.current().filter(project__in=keys)
    return dict(current.values_list("project", "content"))


def _write_batch(
    contents: dict[int, dict], shown: dict[int, dict], *, by, approved_by, moment: Moment
) -> list[PublishedVersion]:
    moment.make_public()
    earlier = PublishedVersion.objects.filter(project__in=contents)
    numbers = dict(earlier.order_by().values_list("project").annotate(Max("number")))
    earlier.close(moment.at)
    versions = PublishedVersion.objects.bulk_create(
        PublishedVersion(
            project_id=key,
            number=numbers.get(key, 0) + 1,
            valid_from=moment.at,
            published_by=by,
            approved_by=approved_by,
            content=content,
            shows_change=key in shown and shows_differently(shown[key], content),
            **columns_of(content),
        )
        for key, content in contents.items()
    )
    _keep_addresses(versions)
    _keep_values(versions)
    index.add(versions)
    return versions


def _keep_addresses(versions: list[PublishedVersion]) -> None:
    """From now on the versions' addresses lead to their projects."""
    keys = [version.project_id for version in versions]
    known = set(PublicSlug.objects.filter(project__in=keys).values_list("project", "slug"))
    told = [(version.project_id, version.slug) for version in versions]
    PublicSlug.objects.bulk_create(
        PublicSlug(project_id=project, slug=slug)
        for project, slug in told
        if (project, slug) not in known
    )


def _keep_values(versions: list[PublishedVersion]) -> None:
    """What the versions are found by."""
    FacetValue.objects.bulk_create(
        FacetValue(version=version, facet=facet.name, **value._asdict())
        for version in versions
        for facet in FACETS
        for value in facet.values(version.content)
    )
