"""What staff do to chosen projects: what will happen, the doing of it, and what to tell then."""

import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.db.models import Prefetch

from loans import editing, publishing
from loans.admin.reading import Difference, differences_in_words
from loans.content import content_of, with_all_related
from loans.editing.actions import WITHDRAWN_WITHOUT_REASON
from loans.labels import LABELS
from loans.models import Project, PublishedVersion

LOOKED_FOR = [
    *("summary", "description", "investment_type", "category", "loan_amount"),
    *("physical_investment", "social_intervention", "decided_on"),
]
"""Values that may be unknown, but are missed on a project's page."""


class Prospect(NamedTuple):
    """What will happen to a project, in words; nothing where `happens` is False.

    `empty`: which of the values that a reader looks for are missing.
    """

    project: Project
    words: str
    happens: bool = True
    differences: list[Difference] = []
    empty: str = ""


class Deed(NamedTuple):
    """`carry_out` returns the messages to show afterwards, each with its level.

    `nothing`: the heading where none of the projects has anything to be done.
    `without_reason`: what is said where a reason is needed and missing; empty where it may be.
    `is_bound`: only what was shown on the page before may be carried out.
    """

    name: str
    verb: str
    nothing: str
    explanation: str
    without_reason: str
    is_bound: bool
    foresee: Callable[[Project], Prospect]
    carry_out: Callable[..., list[tuple[int, str]]]


def with_public(projects):
    """Projects with all that a comparison with the public reads, in a few queries."""
    versions = PublishedVersion.objects.current()
    return with_all_related(projects).prefetch_related(
        Prefetch("versions", versions, to_attr="current_versions")
    )


def waiting(project: Project) -> dict:
    """What publishing would change, of a project read by `with_public`."""
    return publishing.differences(project, next(iter(project.current_versions), None))


def waiting_among(projects) -> list[int]:
    """The keys of those whose changes wait. Reads all that are published, in a few queries."""
    published = projects.filter(status=Project.Status.PUBLISHED)
    return [project.pk for project in with_public(published) if waiting(project)]


def seen(projects: list[Project]) -> str:
    """A digest of what a page shows of the projects, to tell whether it still holds."""
    contents = [content_of(project) for project in sorted(projects, key=lambda p: p.pk)]
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()


def _foresee_publication(project: Project) -> Prospect:
    if not project.current_versions:
        again = project.status == Project.Status.WITHDRAWN
        words = "Blir publikt igen." if again else "Nytt: blir publikt."
        return Prospect(project, words, differences=_all_values(project), empty=_missing(project))
    differences = differences_in_words(waiting(project))
    if not differences:
        return Prospect(project, "Har inget nytt att publicera.", happens=False)
    labels = ", ".join(difference.label.lower() for difference in differences)
    return Prospect(project, f"Ändras: {labels}.", differences=differences)


def _all_values(project: Project) -> list[Difference]:
    """Each value that becomes public, beside the nothing that is public now."""
    content = {name: (None, value) for name, value in content_of(project).items()}
    found = differences_in_words(content)
    return [difference for difference in found if difference.before != difference.after]


def _missing(project: Project) -> str:
    content = content_of(project)
    labels = [str(LABELS[name]).lower() for name in LOOKED_FOR if not _has(content[name])]
    return ", ".join(labels)


def _has(value) -> bool:
    return bool(value["sv"] if isinstance(value, dict) and "sv" in value else value)


def _publish(projects: list[Project], *, by, why: str) -> list[tuple[int, str]]:
    number = editing.publish_all(projects, by=by, why=why)
    unchanged = len(projects) - number
    told = [(messages.SUCCESS, f"{number} projekt publicerades.")] if number else []
    if unchanged:
        told.append((messages.INFO, f"{unchanged} projekt hade inget nytt att publicera."))
    return told


def _foresee_withdrawal(project: Project) -> Prospect:
    if project.status != Project.Status.PUBLISHED:
        return Prospect(project, "Är inte publicerat: ingenting händer.", happens=False)
    return Prospect(project, "Dras tillbaka från allmänheten.")


def _withdraw(projects: list[Project], *, by, why: str) -> list[tuple[int, str]]:
    published = [p for p in projects if p.status == Project.Status.PUBLISHED]
    if not published:
        return [(messages.WARNING, "Inget av projekten var publicerat.")]
    editing.withdraw_all(published, by=by, why=why)
    return [(messages.SUCCESS, f"{len(published)} projekt drogs tillbaka.")]


PUBLICATION = Deed(
    name="publish",
    verb="Publicera",
    nothing="Det finns inget nytt att publicera",
    explanation="Allmänheten ser ändringen med en gång, på alla sidor och i alla format.",
    without_reason="",
    is_bound=True,
    foresee=_foresee_publication,
    carry_out=_publish,
)
WITHDRAWAL = Deed(
    name="withdraw",
    verb="Dra tillbaka",
    nothing="Det finns inget att dra tillbaka",
    explanation="Projektet försvinner ur registret, även för dagar som har varit. Adressen svarar "
    "att projektet är tillbakadraget. Arbetskopian finns kvar och kan publiceras igen.",
    without_reason=WITHDRAWN_WITHOUT_REASON,
    is_bound=False,
    foresee=_foresee_withdrawal,
    carry_out=_withdraw,
)
