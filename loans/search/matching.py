"""A question and the words there are → which versions answer it, the best first.

Sets of versions are whole numbers: bit i stands for the version with the primary key i. How well
a word is found is a number of points, the fewer the better: first as it is spelt, in names before
goals before texts and there exact before inflected before a part; then with other dots and rings;
then misspelt. A version has the points of all words together.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import islice
from operator import or_
from typing import NamedTuple

from loans.models.search import SearchFind
from loans.search.fields import Rank
from loans.search.question import Question, Term, Way
from loans.search.vocabulary import Kind, Spelling, Vocabulary

Levels = dict[int, int]
"""Points → the set of versions that have them."""

Phrases = Callable[[dict[str, int]], dict[str, int]]
"""From phrases, each with the versions that have its words, each with those that have itself."""


MOST_MISSPELT = 5
"""Words of a question in which a slip is forgiven."""

MOST_PHRASES = 300
"""Of a question with its synonyms. SQLite takes no more than a thousand."""

EVERY = -1
"""The set of all versions there are."""


class Answer(NamedTuple):
    """`levels` are the sets of versions that answer, the best first; none where nothing was asked
    for. `unwanted` are those which don't after all. `readings` are the words that each word of the
    question found, `having` gives the versions that have one of those, and `terms` are the versions
    that have each of the terms that are wanted."""

    levels: tuple[int, ...]
    unwanted: int
    readings: dict[str, dict[Spelling, Kind]]
    having: Callable[[Spelling], int]
    terms: tuple[int, ...]


def answer(question: Question, vocabulary: Vocabulary, phrases: Phrases) -> Answer:
    """Costs a query, and one more where there are phrases."""
    readings = _readings(question, vocabulary)
    finds = _Finds(readings, vocabulary)
    finds.seek(question.ways, phrases)
    terms = [finds.wanted(term) for term in question.wanted]
    levels = _together(terms)
    ordered = tuple(levels[points] for points in sorted(levels))
    unwanted = reduce(or_, map(finds.unwanted, question.unwanted), 0)
    return Answer(ordered, unwanted, readings, finds.having, tuple(map(_any, terms)))


def _readings(question: Question, vocabulary: Vocabulary) -> dict[str, dict[Spelling, Kind]]:
    """The words that each word of a question finds. A slip is forgiven in a few of them: looking
    for what may be meant takes a hundredth of a second and more."""
    found = {word: vocabulary.readings(word) for word in question.words}
    unread = [word for word, readings in found.items() if not readings]
    return found | {word: vocabulary.misspelt(word) for word in unread[:MOST_MISSPELT]}


def points(kind: Kind, rank: int) -> int:
    if kind <= Kind.PART:
        return rank * (Kind.PART + 1) + kind
    return len(Rank) * kind + rank


class _Finds:
    """Where the words and phrases of a question stand."""

    def __init__(self, readings: dict[str, dict[Spelling, Kind]], vocabulary: Vocabulary):
        self.readings = readings
        self.keys = {
            spelling: vocabulary.key(spelling) for found in readings.values() for spelling in found
        }
        self.sets = _read(set(self.keys.values()))
        self.phrases: dict[str, int] = {}

    def having(self, spelling: Spelling) -> int:
        """The versions that have a word which was found."""
        return _any(self.sets.get(self.keys[spelling], {}))

    def seek(self, ways: Iterable[Way], phrases: Phrases) -> None:
        """Finds the phrases among what has their words; of synonyms' many forms not more than the
        databases take at once."""
        typed_first = sorted(ways, key=lambda way: way.is_synonym)
        every = ((phrase, way) for way in typed_first for phrase in way.phrases)
        among = {phrase: self._having(way) for phrase, way in islice(every, MOST_PHRASES)}
        self.phrases = phrases(among) if among else {}

    def wanted(self, term: Term) -> Levels:
        return _best(map(self._way, term))

    def unwanted(self, term: Term) -> int:
        """What has a word as spelt or inflected; where nothing has, with other dots and rings."""
        way = term[0]
        if way.phrases:
            return self._having_phrase(way, EVERY)
        found = self._with(way.words, Kind.INFLECTED)
        return found or self._with(way.words, Kind.FOLDED)

    def _way(self, way: Way) -> Levels:
        words = _worst(self._levels(word, way.is_synonym) for word in way.words)
        if not way.phrases:
            return words
        levels = words if way.words else {points(Kind.EXACT, Rank.TEXTS): EVERY}
        found = {each: self._having_phrase(way, among) for each, among in levels.items()}
        return {each: versions for each, versions in found.items() if versions}

    def _having(self, way: Way) -> int:
        return _any(_worst(self._levels(word) for word in way.words)) if way.words else EVERY

    def _having_phrase(self, way: Way, among: int) -> int:
        return among & reduce(or_, (self.phrases.get(phrase, 0) for phrase in way.phrases))

    def _with(self, words: Iterable[str], worst: Kind) -> int:
        """What has one of some words, found in a way that is no worse."""
        found = [
            self.sets.get(self.keys[spelling], {})
            for word in words
            for spelling, kind in self.readings[word].items()
            if kind <= worst
        ]
        return reduce(or_, (versions for ranks in found for versions in ranks.values()), 0)

    def _levels(self, word: str, is_synonym: bool = False) -> Levels:
        """What has a word; a synonym is no better found than a part of a compound."""
        found: Levels = {}
        for spelling, kind in self.readings[word].items():
            for rank, versions in self.sets.get(self.keys[spelling], {}).items():
                which = points(max(kind, Kind.PART) if is_synonym else kind, rank)
                found[which] = found.get(which, 0) | versions
        return _best([found])


def having(spellings: Iterable[Spelling], vocabulary: Vocabulary) -> dict[Spelling, int]:
    """Each of some words with all versions that ever had it. Costs a query."""
    keys = {spelling: vocabulary.key(spelling) for spelling in spellings}
    sets = _read(set(keys.values()))
    return {spelling: _any(sets.get(key, {})) for spelling, key in keys.items()}


def _read(words: set[int]) -> dict[int, dict[int, int]]:
    """Word → rank → the versions that have it there. Costs a query where there are words."""
    rows = SearchFind.objects.filter(word__in=words).order_by("block")
    columns = rows.values_list("word", "rank", "block", "versions") if words else ()
    blocks: dict[tuple[int, int], list[tuple[int, bytes]]] = {}
    for word, rank, block, versions in columns:
        blocks.setdefault((word, rank), []).append((block, bytes(versions)))
    found: dict[int, dict[int, int]] = {}
    for (word, rank), parts in blocks.items():
        found.setdefault(word, {})[rank] = _joined(parts)
    return found


def _joined(blocks: list[tuple[int, bytes]]) -> int:
    size = SearchFind.BLOCK // 8
    whole = bytearray((blocks[-1][0] + 1) * size)
    for block, versions in blocks:
        whole[block * size : block * size + len(versions)] = versions
    return int.from_bytes(whole, "little")


def _best(each: Iterable[Levels]) -> Levels:
    """Every version at the fewest points that it has in any."""
    every = list(each)
    found: Levels = {}
    seen = 0
    for which in sorted({which for levels in every for which in levels}):
        versions = reduce(or_, (levels.get(which, 0) for levels in every)) & ~seen
        if versions:
            found[which] = versions
            seen |= versions
    return found


def _worst(each: Iterable[Levels]) -> Levels:
    """The versions that are in all, at the most points that they have in any."""
    return _combined(each, max)


def _together(each: Iterable[Levels]) -> Levels:
    """The versions that are in all, with the points of all together."""
    return _combined(each, lambda one, other: one + other)


def _combined(each: Iterable[Levels], points: Callable[[int, int], int]) -> Levels:
    first, *others = [*each] or [{}]
    for levels in others:
        both: Levels = {}
        for one, versions in first.items():
            for other, more in levels.items():
                if common := versions & more:
                    which = points(one, other)
                    both[which] = both.get(which, 0) | common
        first = both
    return first


def _any(levels: Levels) -> int:
    return reduce(or_, levels.values(), 0)
