"""Where the hits of a search stand in the texts of a version: what is marked, which piece of a
text shows the most of them, and where those are that aren't shown.

Texts are in parts, hit or not; how a hit is marked is for templates to say.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from loans.search.fields import Passage, passages
from loans.search.index import is_found
from loans.search.question import Question, Term, Way
from loans.search.vocabulary import Spelling
from loans.search.words import Word, joined, tidy, words_in

PROSE = ("summary", "description")
"""The fields of which a piece may be shown: those that are written in sentences."""

LENGTH = 160
WHOLE = 200
"""Characters of a piece of a paragraph, and of a paragraph that isn't cut."""

_BREAK = re.compile(r"\n\s*\n\s*")
_SPACE = re.compile(r"\s")
_TELLING = re.compile(r"\S")


Readings = Mapping[str, Collection[Spelling]]
"""Word of a question → the words of the register that it finds."""


class Part(NamedTuple):
    text: str
    is_hit: bool = False


class Hit(NamedTuple):
    """A place in a tidy text, and the number of what is found there among all that is sought."""

    start: int
    end: int
    sought: int


class Piece(NamedTuple):
    """A piece of a text, the numbers of what it shows, and the language it is in."""

    parts: tuple[Part, ...]
    shows: frozenset[int]
    language: str


class Marker:
    """Marks what a question finds. Each word of each way in which it may be found has a number of
    its own, and so has each phrase in all its forms together."""

    def __init__(self, question: Question, readings: Readings):
        self._words: dict[Spelling, list[int]] = {}
        self._phrases: list[tuple[list[str], int]] = []
        self._slots: list[int] = []
        self._known: dict[Passage, list[Hit]] = {}
        self._terms = [self._numbered(term, readings) for term in question.wanted]

    # --- What is hit ---

    def hits(self, passage: Passage) -> list[Hit]:
        """The places of a tidy text where something sought stands, in their order."""
        if passage not in self._known:
            self._known[passage] = self._hits(passage) if self._may_hit(passage) else []
        return self._known[passage]

    def _hits(self, passage: Passage) -> list[Hit]:
        words = list(words_in(passage.text))
        found = [
            Hit(word.start, word.end, number)
            for word in words
            for spelling in word.spellings
            for number in self._words.get((spelling, passage.language), ())
            if is_found(spelling, passage)
        ]
        return sorted({*found, *self._hits_of_phrases(words)})

    def _may_hit(self, passage: Passage) -> bool:
        """Whether something sought stands there, be it within other words: most texts have no hit,
        and taking one apart costs fifty times as much."""
        letters = joined(passage.text)
        sought = self._sought.get(passage.language, ())
        return any(word in letters for word in sought) or any(
            phrase[0] in letters for phrase, _number in self._phrases
        )

    @cached_property
    def _sought(self) -> dict[str, list[str]]:
        """The words of each language."""
        found: dict[str, list[str]] = {}
        for word, language in self._words:
            found.setdefault(language, []).append(word)
        return found

    def _hits_of_phrases(self, words: list[Word]) -> Iterator[Hit]:
        for phrase, number in self._phrases:
            for place in range(len(words) - len(phrase) + 1):
                said = words[place : place + len(phrase)]
                if [word.text for word in said] == phrase:
                    yield Hit(said[0].start, said[-1].end, number)

    # --- What is shown ---

    def piece(self, content: dict, language: str, seen: Collection[int]) -> Piece | None:
        """The piece of a version's prose that shows the most different words of the question, and
        of those first the ones that aren't seen elsewhere; None where the prose has none.

        On English pages it may be Swedish, where only that shows what isn't seen.
        """
        missed = self._slots_missed(seen)
        best, found = (0, 0), None
        for passage, is_other in _prose(content, language):
            hits = self.hits(passage)
            for paragraph in _paragraphs(passage.text):
                score, place = self._best_place(hits, paragraph, missed)
                if score > best and (score[0] or not is_other):
                    best, found = score, (passage, hits, paragraph, place)
            if best == (len(missed), len(self._slots_in_all)):
                break
        return _cut(*found) if found else None

    def unseen(self, content: dict, language: str, seen: Collection[int]) -> list[Passage]:
        """Of what a version is found by and isn't seen, where it stands: one passage for each,
        in the page's language where there is one, and then in the order of the fields."""
        if not self._slots_missed(seen):
            return []
        texts = sorted(tidied(content), key=lambda each: is_in_other(each, content, language))
        having = [(each, {hit.sought for hit in self.hits(each)}) for each in texts]
        missing = self._missing(seen, {number for _each, has in having for number in has})
        told = []
        for passage, has in having:
            if has & missing:
                told.append(passage)
                missing -= has
        return told

    # --- Within ---

    def _numbered(self, term: Term, readings: Readings) -> list[frozenset[int]]:
        """The numbers of each way. Places are compared by slots: each word as it was typed has one,
        and what means the same as a term has that of its first word."""
        first = len(self._slots)
        typed, *others = term
        return [
            self._numbers(typed, readings),
            *(self._numbers(way, readings, first) for way in others),
        ]

    def _numbers(self, way: Way, readings: Readings, slot: int | None = None) -> frozenset[int]:
        first = number = len(self._slots)
        if way.phrases:
            self._phrases += ((phrase.split(), number) for phrase in way.phrases)
        for number, word in enumerate(() if way.phrases else way.words, first):
            for spelling in readings.get(word, ()):
                self._words.setdefault(spelling, []).append(number)
        numbers = range(first, number + 1)
        self._slots += [number if slot is None else slot for number in numbers]
        return frozenset(numbers)

    @cached_property
    def _slots_in_all(self) -> set[int]:
        return set(self._slots)

    def _slots_missed(self, seen: Collection[int]) -> set[int]:
        """The slots of the terms that are seen in none of their ways."""
        terms = [ways for ways in self._terms if not any(way <= {*seen} for way in ways)]
        return {self._slots[number] for ways in terms for way in ways for number in way}

    def _best_place(
        self, hits: list[Hit], paragraph: tuple[int, int], missed: set[int]
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first place of a paragraph, no longer than a piece, that shows the most; with how
        many slots that are missed it shows, and how many in all."""
        inside = [hit for hit in hits if paragraph[0] <= hit.start and hit.end <= paragraph[1]]
        best, found = (0, 0), paragraph
        for place, first in enumerate(inside):
            beside = [first, *_until(inside[place + 1 :], first.start + LENGTH)]
            slots = {self._slots[hit.sought] for hit in beside}
            if (score := (len(slots & missed), len(slots))) > best:
                best, found = score, (first.start, max(hit.end for hit in beside))
        return best, found

    def _missing(self, seen: Collection[int], has: set[int]) -> set[int]:
        """What must be told so that each term is, in the way that needs the least."""
        found: set[int] = set()
        for term in self._terms:
            ways = [way - {*seen} for way in term if way <= has]
            found |= min(ways, key=len, default=frozenset())
        return found


def parts(text: str, hits: Iterable[Hit], start: int = 0, end: int | None = None):
    """A tidy text, or a piece of it, in parts. Hits with nothing but space between are one."""
    end = len(text) if end is None else end
    found, told = [], start
    for first, last in _joined(
        text, [hit for hit in hits if start <= hit.start and hit.end <= end]
    ):
        found += [Part(text[told:first]), Part(text[first:last], is_hit=True)]
        told = last
    found.append(Part(text[told:end]))
    return tuple(part for part in found if part.text)


def tidied(content: dict) -> list[Passage]:
    """All that is searched of a version, as places in it are counted."""
    return [each._replace(text=tidy(each.text)) for each in passages(content)]


def is_in_other(passage: Passage, content: dict, language: str) -> bool:
    """Whether a page in `language` shows another text in this one's place."""
    texts = passage.field.texts(content)
    return passage.language != language and any(
        text and its_language == language for text, its_language in texts
    )


def _prose(content: dict, language: str) -> list[tuple[Passage, bool]]:
    """The prose of which a page in `language` may show a piece, its own first; with whether the
    page has another text in its place."""
    prose = (each for each in tidied(content) if each.field.name in PROSE)
    found = [
        (each, is_in_other(each, content, language))
        for each in prose
        if each.language in {language, "sv"}
    ]
    return sorted(found, key=itemgetter(1))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, start + len(text[start : found.start()].rstrip())
        start = found.end()
    yield start, start + len(text[start:].rstrip())


def _until(hits: Iterable[Hit], end: int) -> Iterator[Hit]:
    """The hits that end before some place; they come in order."""
    for hit in hits:
        if hit.start > end:
            return
        if hit.end <= end:
            yield hit


def _joined(text: str, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    """The places of hits, those that overlap or touch as one."""
    start = end = None
    for hit in hits:
        if end is not None and not _TELLING.search(text, end, hit.start):
            end = max(end, hit.end)
            continue
        if end is not None:
            yield start, end
        start, end = hit.start, hit.end
    if end is not None:
        yield start, end


def _cut(
    passage: Passage, hits: list[Hit], paragraph: tuple[int, int], place: tuple[int, int]
) -> Piece:
    """The paragraph round a place, with dots where it is cut."""
    start, end = _around(passage.text, paragraph, place)
    shown = parts(passage.text, hits, start, end)
    before = (Part("… "),) if start > paragraph[0] else ()
    after = (Part(" …"),) if end < paragraph[1] else ()
    shows = frozenset(hit.sought for hit in hits if start <= hit.start and hit.end <= end)
    return Piece((*before, *shown, *after), shows, passage.language)


def _around(text: str, paragraph: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """As much of a paragraph round a place as a piece may have, in whole words."""
    (least, most), (first, last) = paragraph, place
    if most - least <= WHOLE:
        return paragraph
    start = max(least, first - max(0, LENGTH - (last - first)) // 2)
    end = max(last, min(most, start + LENGTH))
    start = min(start, max(least, end - LENGTH))
    if start > least:
        space = _SPACE.search(text, start - 1, first)
        start = space.end() if space else first
    if end < most:
        spaces = list(_SPACE.finditer(text, last, end + 1))
        end = spaces[-1].start() if spaces else last
    return start, end
