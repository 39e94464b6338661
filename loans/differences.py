"""Two versions of a project side by side, in the words of its page: what shows, and nothing else.

Long texts are shown by their passages that differ, within a room that keeps the page light.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.comparing import Piece, marked, steps
from loans.facts import Fact, ProjectInWords, Words
from loans.labels import LABELS
from loans.models.versions import PublishedVersion

LANGUAGES = ("sv", "en")

MOST_COMPARED = 200
"""Paragraphs, or words of a paragraph, that are compared one by one; where more lie between the
first difference and the last, all of them count as changed."""

AROUND = 80
"""Characters of what stayed the same that are shown on either side of what did not."""

ROOM = 9_000
"""Characters of long texts on a page, so that it stays light whatever was written."""

NO_END = 10_000_000
"""Room for whatever can be written."""

DESCRIPTION = "description"

TEXTS = {"title", "summary", "physical_investment", "social_intervention", "social_goals_text"}
"""What is written freely beside the description: of these too the words that differ are marked."""

EACH = 100
"""What a passage takes of that room beside its characters."""


class Passage(NamedTuple):
    """A paragraph before and after; one of them is empty where it was removed or added."""

    before: list[Piece]
    after: list[Piece]

    @property
    def length(self) -> int:
        return EACH + sum(len(piece.text) for piece in [*self.before, *self.after])


class Difference(NamedTuple):
    """What became of one label of the page: its values, or passages of a text.

    `is_replaced`: the value added stands where the one removed stood. `note` says what is not
    shown, for want of room where `is_cut`.
    """

    label: str
    removed: Sequence[Words] = ()
    added: Sequence[Words] = ()
    is_replaced: bool = False
    passages: Sequence[Passage] = ()
    lang: str = ""
    note: str = ""
    is_cut: bool = False


class Room:
    """How many more characters of long texts the page has room for.

    A passage that finds no room has cost its comparing all the same: there is an end to trying.
    """

    def __init__(self, size: int = ROOM):
        self._left, self._tries = size, size // EACH

    @property
    def is_open(self) -> bool:
        return self._left > EACH and self._tries > 0

    def takes(self, passage: Passage) -> bool:
        """Whether there is room for the passage, which is then taken."""
        fits = passage.length <= self._left
        self._left -= passage.length if fits else 0
        self._tries -= 1
        return fits


class Shown:
    """All that a page shows of a version, in its order and without links. Read once."""

    def __init__(self, version: PublishedVersion, language: str):
        self.project = ProjectInWords(version, language)

    @cached_property
    def values(self) -> dict[str, list[Words]]:
        project = self.project
        texts = {"title": [project.title], "summary": [project.summary]}
        return (
            {name: [words for words in shown if words.text] for name, shown in texts.items()}
            | {DESCRIPTION: [Words(text) for text in self.paragraphs]}
            | {fact.name: [_unlinked(fact, w) for w in fact.values] for fact in project.every_fact}
        )

    @cached_property
    def paragraphs(self) -> list[str]:
        """The description as a browser shows it: white space folded."""
        return [" ".join(paragraph.split()) for paragraph in self.project.paragraphs]

    @property
    def lang(self) -> str:
        """The description's language where it is not the page's."""
        return self.project.description.lang


def differences(old: Shown, new: Shown, room: Room) -> list[Difference]:
    """What shows differently, in the order of the page. Both are in the same language."""
    return [
        _of_description(old, new, room)
        if name == DESCRIPTION
        else _of_text(name, old.values[name], new.values[name], room)
        if name in TEXTS
        else _of_values(name, old.values[name], new.values[name])
        for name in names_that_differ(old, new)
    ]


def shows_differently(old: dict, new: dict) -> bool:
    """Whether the page of one content reads otherwise than that of another, in either language."""
    versions = [PublishedVersion(content=content) for content in (old, new)]
    return any(
        names_that_differ(*(Shown(version, language) for version in versions))
        for language in LANGUAGES
    )


def names_that_differ(old: Shown, new: Shown) -> list[str]:
    """The names of what shows differently. Cheap: no text is taken apart.

    Values that only stand in another order are the same: staff never order them, names do.
    """
    return [name for name in old.values if _alike(name, old) != _alike(name, new)]


def _alike(name: str, shown: Shown) -> list[str]:
    """What two versions are held against each other by."""
    texts = [_folded(words) for words in shown.values[name]]
    return texts if name == DESCRIPTION else sorted(texts)


def _folded(words: Words) -> str:
    """The text without what nobody sees: how much white space there is, and of which kind."""
    return " ".join(words.text.split())


def _unlinked(fact: Fact, words: Words) -> Words:
    """Only the words: what they led to may be gone. A web address stands whole."""
    text = words.href if fact.name == "source_url" else words.text
    return words._replace(text=text, href="")


def _of_values(name: str, before: list[Words], after: list[Words]) -> Difference:
    removed, added = _beyond(before, after), _beyond(after, before)
    is_replaced = len(before) == len(after) == 1
    return Difference(str(LABELS[name]), removed, added, is_replaced)


def _of_text(name: str, before: list[Words], after: list[Words], room: Room) -> Difference:
    """Its words that differ; as a whole where it is new, gone, in another language or too long."""
    if before and after and before[0].lang == after[0].lang and room.is_open:
        passage = _passage(" ".join(before[0].text.split()), " ".join(after[0].text.split()))
        if room.takes(passage):
            return Difference(str(LABELS[name]), passages=[passage], lang=after[0].lang)
    return _of_values(name, before, after)


def _beyond(these: list[Words], those: list[Words]) -> list[Words]:
    """Which of these are not among those; of two alike, one is left where only one is there."""
    left = Counter(map(_folded, those))
    found = []
    for words in these:
        left[_folded(words)] -= 1
        if left[_folded(words)] < 0:
            found.append(words)
    return found


# --- The description --------------------------------------------------------------------------


def _of_description(old: Shown, new: Shown, room: Room) -> Difference:
    label = str(LABELS[DESCRIPTION])
    if old.paragraphs and new.paragraphs and old.lang != new.lang:
        # Only an English page changes its language: the Swedish text stands in for a missing one.
        come = _("Texten finns nu på engelska."), _("Texten finns inte längre på engelska.")
        return Difference(label, note=come[bool(new.lang)])
    shown, left_out = [], 0
    for before, after in _pairs(old.paragraphs, new.paragraphs):
        passage = _passage(before, after) if room.is_open else None
        if passage and room.takes(passage):
            shown.append(passage)
        else:
            left_out += 1
    told = new if new.paragraphs else old
    note, is_cut = _left_out(left_out), left_out > 0
    return Difference(label, passages=shown, lang=told.lang, note=note, is_cut=is_cut)


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that differ, before and after; one that came or went has an empty other side."""
    for kind, start, end, new_start, new_end in steps(old, new, MOST_COMPARED):
        if kind != "equal":
            yield from zip_longest(old[start:end], new[new_start:new_end], fillvalue="")


def _passage(before: str, after: str) -> Passage:
    if not (before and after):
        return Passage(*([Piece(text, True)] if text else [] for text in (before, after)))
    left, right = marked(before.split(), after.split(), MOST_COMPARED)
    return Passage(_in_short(left), _in_short(right))


def _in_short(pieces: list[Piece]) -> list[Piece]:
    """The pieces that say something, with little of what stayed the same around them."""
    last = len(pieces) - 1
    return [
        piece if piece.is_marked else Piece(_around(piece.text, at > 0, at < last), False)
        for at, piece in enumerate(pieces)
        if piece.text
    ]


def _around(text: str, follows: bool, precedes: bool) -> str:
    """The ends of a text that stand beside a mark: the beginning where it follows one."""
    if len(text) <= 2 * AROUND:
        return text
    head = text[:AROUND].rsplit(" ", 1)[0] if follows else ""
    tail = text[-AROUND:].split(" ", 1)[-1] if precedes else ""
    return f"{head} … {tail}".strip()


def _left_out(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s ändrat stycke visas inte, för att sidan inte ska bli för lång.",
        "%(number)s ändrade stycken visas inte, för att sidan inte ska bli för lång.",
        number,
    ) % {"number": number}
