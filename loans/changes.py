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
from loans.differences import (
    NO_END,
    ROOM,
    Difference,
    Room,
    Shown,
    differences,
    names_that_differ,
)
from loans.facts import ProjectInWords
from loans.labels import LABELS
from loans.models.versions import PublishedVersion, VersionQuerySet
from loans.parting import in_parts
from loans.selection.paging import Paging

CHANGES = Q(shows_change=True)
"""The versions that are told of. As noted when they were published: to look for them in the
contents would cost more with every version in which nothing shows."""


PAGE_SIZE = 10
"""Changes on a page: each may have rewritten every short text."""


class MomentInWords(NamedTuple):
    """A time in Stockholm, in words and for machines: a day, with the hour where that matters."""

    words: str
    data: str


class Revision(NamedTuple):
    """What the public saw change at one moment; `other` tells of texts in the other language,
    `href` leads to what had no room."""

    moment: MomentInWords
    differences: list[Difference]
    other: str
    href: str = ""


class Past(NamedTuple):
    """When a project was published, and when its page last came to say something else.

    `is_again`: it had been withdrawn before, and what was shown then is shown no more.
    """

    published: MomentInWords
    is_again: bool
    changed: MomentInWords | None
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
        self._known = _known(version)
        self._published_at, self.is_again = self._known["first_at"], self._known["first"] > 1
        self._read(page)

    def _read(self, page: int) -> None:
        """The versions of the page's changes, and the one before, which the last is held
        against."""
        self.paging = self._paging(page, self._known["changes"], PAGE_SIZE)
        self._versions = []
        if self.exists:
            here = self.paging.slice
            self._versions = list(self._told()[here.start : here.stop + 1])
            if len(self._versions) <= here.stop - here.start:
                raise register.WithdrawnError

    def _told(self) -> VersionQuerySet:
        """Every version that shows a change, and the first."""
        told = register.history(self._version).filter(CHANGES | Q(number=self._known["first"]))
        return told.only("content", "number", "valid_from")

    def _paging(self, page: int, total: int, size: int) -> Paging:
        return Paging(total=total, number=page, href=self._href, language=self.language, size=size)

    def _href(self, page: int) -> str:
        return f"?page={page}" if page > 1 else "?"

    @property
    def exists(self) -> bool:
        """Whether there is such a page."""
        return self.paging.exists

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
        return [
            Revision(
                self._moment(version.valid_from),
                shown,
                other,
                _href_of_whole(version.number) if any(each.is_cut for each in shown) else "",
            )
            for version, shown, other in self._found
        ]

    @property
    def published(self) -> MomentInWords:
        """When the project was published."""
        return self._moment(self._published_at)

    def _moment(self, at: datetime) -> MomentInWords:
        """With the hour where something else on the page shares its day."""
        is_shared = self._days.count(timezone.localdate(at)) > 1
        return _moment(at, self.language, exact=is_shared)

    @cached_property
    def _days(self) -> list[date]:
        """Every day that the page says."""
        told = [version.valid_from for version, *_shown in self._found]
        told += [self._published_at] if self.reaches_back else []
        return [timezone.localdate(at) for at in told]

    @cached_property
    def _found(self) -> list[tuple[PublishedVersion, list[Difference], str]]:
        return [each for each in self._compared() if each[1] or each[2]]

    def _compared(
        self, size: int = ROOM
    ) -> Iterator[tuple[PublishedVersion, list[Difference], str]]:
        """Each version, what it shows differently, and what is said of the rest."""
        room = Room(size)
        other = "sv" if self.language == "en" else "en"
        pairs, others = (pairwise(self._shown(each)) for each in (self.language, other))
        for version, (new, old), (new_other, old_other) in zip(
            self._versions, pairs, others, strict=False
        ):
            said = _of_others((old, new), (old_other, new_other))
            yield version, differences(old, new, room), said

    def _shown(self, language: str) -> list[Shown]:
        return [Shown(version, language) for version in self._versions]


class WholeChange(History):
    """All that changed with one version, in as many pages as its texts need."""

    def __init__(self, version: PublishedVersion, language: str, page: int, number: int):
        self._number = number
        super().__init__(version, language, page)

    def _read(self, page: int) -> None:
        found = list(self._told().filter(number__lte=self._number)[:2])
        self._versions = found if len(found) == 2 and found[0].number == self._number else []
        self._whole = next(self._compared(NO_END), None)
        self._parts = in_parts(self._whole[1]) if self._whole else []
        self.paging = self._paging(page, len(self._parts), 1)

    def _href(self, page: int) -> str:
        return _href_of_whole(self._number) + (f"&page={page}" if page > 1 else "")

    @property
    def exists(self) -> bool:
        return bool(self._parts) and self.paging.exists

    @property
    def title(self) -> str:
        title = _("Ändringen %(moment)s: %(title)s") % {
            "moment": self.revisions[0].moment.words,
            "title": self.project.title.text,
        }
        return f"{title}, {self.paging.name}" if self.paging.is_needed else title

    @property
    def intro(self) -> str:
        return _("Här står allt som ändrades på projektets sida vid ett tillfälle.")

    @property
    def every_href(self) -> str:
        """The page of all changes."""
        return reverse("project-changes", args=[self._version.slug])

    @property
    def reaches_back(self) -> bool:
        return False

    def _moment(self, at: datetime) -> MomentInWords:
        return _moment(at, self.language, exact=True)

    @cached_property
    def _found(self) -> list[tuple[PublishedVersion, list[Difference], str]]:
        version, _all, other = self._whole
        return [(version, self._parts[self.paging.number - 1], other)]


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


def _moment(at, language: str, *, exact: bool = False) -> MomentInWords:
    local = timezone.localtime(at)
    if exact:
        return MomentInWords(wording.moment(local, language), local.isoformat(timespec="minutes"))
    return MomentInWords(wording.day(local.date(), "day", language), local.date().isoformat())


def _href_of_whole(number: int) -> str:
    return f"?version={number}"
