"""What has changed of a project since the public first saw it, and when.

Version is held against version; one in which nothing shows differently is left out. Says nothing
of who changed it or why.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loans import register, wording
from loans.differences import Difference, Room, Shown, differences, names_that_differ
from loans.facts import ProjectInWords
from loans.labels import LABELS
from loans.models.versions import PublishedVersion
from loans.selection.paging import Paging

CHANGES = Q(shows_change=True)
"""The versions that are told of. As noted when they were published: to look for them in the
contents would cost more with every version in which nothing shows."""


class Moment(NamedTuple):
    """A time in Stockholm, in words and for machines: a day, with the hour where that matters."""

    words: str
    data: str


class Revision(NamedTuple):
    """What the public saw change at one moment; `other` tells of texts in the other language."""

    moment: Moment
    differences: list[Difference]
    other: str


class Past(NamedTuple):
    """When a project was published, and when its page last came to say something else.

    `is_again`: it had been withdrawn before, and what was shown then is shown no more.
    """

    published: Moment
    is_again: bool
    changed: Moment | None
    href: str
    """The page of the changes; empty where there is nothing to see."""


def past(version: PublishedVersion, language: str) -> Past:
    """What a project's own page says of its past. Costs one query, which reads no content.

    WithdrawnError where the project has just been withdrawn.
    """
    known = _known(version)
    changed = known["changed_at"]
    return Past(
        published=_moment(known["first_at"], language),
        is_again=known["first"] > 1,
        changed=_moment(changed, language) if changed else None,
        href=reverse("project-changes", args=[version.slug]) if changed else "",
    )


class History:
    """A page of a project's changes, newest first. Costs two queries, whatever their number.

    What leads to rows begins with an underscore: templates, which draw, can't reach them.
    WithdrawnError where the project has just been withdrawn.
    """

    def __init__(self, version: PublishedVersion, language: str, page: int):
        self._version, self.language = version, language
        self.project = ProjectInWords(version, language)
        known = _known(version)
        self._first, self._published_at = known["first"], known["first_at"]
        self.is_again = known["first"] > 1
        self.paging = Paging(
            total=known["changes"], number=page, href=_href_of_page, language=language
        )
        self._versions = self._read() if self.paging.exists else []

    @property
    def title(self) -> str:
        """The page's title: of which project, and which page where there are several."""
        title = _("Ändringar: %(title)s") % {"title": self.project.title.text}
        return f"{title}, {self.paging.name}" if self.paging.is_needed else title

    @property
    def intro(self) -> str:
        return _(
            "Här står vad som har ändrats på projektets sida sedan det publicerades, "
            "det senaste först."
        )

    @property
    def query_string(self) -> str:
        """This very page's, in its shortest form."""
        return self.paging.href(page=self.paging.number).removesuffix("?")

    @property
    def reaches_back(self) -> bool:
        """Whether the page ends where the project was published."""
        return not self.paging.next_href

    @cached_property
    def revisions(self) -> list[Revision]:
        """Those of the page in which something shows."""
        return [Revision(self._moment(at), shown, other) for at, shown, other in self._found]

    @property
    def published(self) -> Moment:
        """When the project was published."""
        return self._moment(self._published_at)

    def _moment(self, at: datetime) -> Moment:
        """With the hour where something else on the page shares its day."""
        is_shared = self._days.count(timezone.localdate(at)) > 1
        return _moment(at, self.language, exact=is_shared)

    @cached_property
    def _days(self) -> list[date]:
        """Every day that the page says."""
        told = [at for at, *_shown in self._found]
        told += [self._published_at] if self.reaches_back else []
        return [timezone.localdate(at) for at in told]

    @cached_property
    def _found(self) -> list[tuple[datetime, list[Difference], str]]:
        return [each for each in self._compared() if each[1] or each[2]]

    def _compared(self) -> Iterator[tuple[datetime, list[Difference], str]]:
        """When each version came, what it shows differently, and what is said of the rest."""
        room = Room()
        other = "sv" if self.language == "en" else "en"
        pairs, others = (pairwise(self._shown(each)) for each in (self.language, other))
        for version, (new, old), (new_other, old_other) in zip(
            self._versions, pairs, others, strict=False
        ):
            said = _of_others((old, new), (old_other, new_other))
            yield version.valid_from, differences(old, new, room), said

    def _read(self) -> list[PublishedVersion]:
        """Those of the page's changes, and the one before, which the last is held against."""
        here = self.paging.slice
        told = register.history(self._version).filter(CHANGES | Q(number=self._first))
        found = list(told.only("content", "valid_from")[here.start : here.stop + 1])
        if len(found) <= here.stop - here.start:
            raise register.WithdrawnError
        return found

    def _shown(self, language: str) -> list[Shown]:
        return [Shown(version, language) for version in self._versions]


def _known(version: PublishedVersion) -> dict:
    """The number of the first version that the public may see, and when that came; how many
    changes have shown since, and when the last did."""
    known = register.history(version).aggregate(
        first=Min("number"),
        first_at=Min("valid_from"),
        changes=Count("pk", filter=CHANGES),
        changed_at=Max("valid_from", filter=CHANGES),
    )
    if known["first"] is None:
        raise register.WithdrawnError
    return known


def _of_others(ours: tuple[Shown, Shown], others: tuple[Shown, Shown]) -> str:
    """What only readers of the other language saw change, of the same two versions."""
    seen = names_that_differ(*ours)
    names = [name for name in names_that_differ(*others) if name not in seen]
    if not names:
        return ""
    is_swedish = others[0].project.language == "sv"
    said = (
        _("Den svenska texten ändrades: %(labels)s.")
        if is_swedish
        else _("Den engelska texten ändrades: %(labels)s.")
    )
    return said % {"labels": ", ".join(str(LABELS[name]) for name in names)}


def _moment(at, language: str, *, exact: bool = False) -> Moment:
    local = timezone.localtime(at)
    if exact:
        return Moment(wording.moment(local, language), local.isoformat(timespec="minutes"))
    return Moment(wording.day(local.date(), "day", language), local.date().isoformat())


def _href_of_page(page: int) -> str:
    return f"?page={page}" if page > 1 else "?"
