"""What a search found word by word, among the versions of one moment.

The words of the register are those of all versions ever published. Whatever is told here is asked
of the versions of the moment first: what was withdrawn isn't named.
"""

from collections.abc import Collection, Iterator
from functools import cached_property, reduce
from operator import and_
from typing import NamedTuple

from loans.portfolio.index import Found, Index
from loans.search import matching
from loans.search.nearest import near, nearest, one_of_each
from loans.search.question import Question, Term
from loans.search.vocabulary import Kind, Spelling

MOST_MEANT = 3


class Sought(NamedTuple):
    """A term that was wanted, with the versions that have it."""

    term: Term
    versions: int

    @property
    def words(self) -> tuple[str, ...]:
        """Those that were typed."""
        return self.term[0].words


class Searched:
    """`among` is the set of what everything but the search selects."""

    def __init__(self, index: Index, found: Found, among: int):
        self._index, self._found, self._among = index, found, among

    @cached_property
    def terms(self) -> list[Sought]:
        """Everything that was wanted, with those of all versions of the moment that have it."""
        found = zip(self._found.question.wanted, self._found.answer.terms, strict=True)
        return [Sought(term, versions & self._index.keys) for term, versions in found]

    @property
    def lacking(self) -> list[Sought]:
        """What no version has."""
        return [each for each in self.terms if not each.versions]

    def number_without(self, words: Collection[str], rest: Question) -> int | None:
        """How many answer the `rest` of the question, which lacks the terms that some words make.
        None where the rest asks for something new, as words do that a synonym has side by side."""
        kept = [each for each in self.terms if not set(words).issuperset(each.words)]
        wanted = tuple(each.term for each in kept)
        asked = self._index.widened(rest)
        if not kept or asked != self._found.question._replace(wanted=wanted):
            return None
        return self._number(reduce(and_, (each.versions for each in kept)))

    def read_otherwise(self) -> Iterator[tuple[str, list[Spelling]]]:
        """Each word that no version has as it was typed, with the words that were found instead:
        those that are spelt most like it."""
        for term, versions in self.terms:
            ways = [way for way in term if way.phrases or self._are_had(way.words)]
            if not versions or len(ways) > 1 or ways[0].phrases or ways[0].is_synonym:
                continue
            for word in ways[0].words:
                kinds = self._readings(word)
                if min(kinds.values()) >= Kind.FOLDED:
                    yield word, nearest(word, kinds)

    def meant(self) -> dict[str, list[Spelling]]:
        """Each word that finds nothing, with up to three that may have been meant, best first.

        Where some of them lead to projects with all else that was asked, none but those. Costs a
        query."""
        unknown = [w for each in self.lacking for w in each.words if not self._readings(w)]
        close = {word: near(word, self._index.vocabulary) for word in dict.fromkeys(unknown)}
        every = {spelling for found in close.values() for spelling in found}
        having = matching.having(every, self._index.vocabulary)
        rest = reduce(and_, (each.versions for each in self.terms if each.versions), -1)
        numbers = {each: self._number(versions & rest) for each, versions in having.items()}
        return {
            word: _best([each for each in found if having[each] & self._index.keys], numbers)
            for word, found in close.items()
        }

    def _number(self, versions: int) -> int:
        """How many of some versions the rest of the query selects, without what is unwanted."""
        wanted = versions & self._index.keys & ~self._found.answer.unwanted
        return (self._index.of_keys(wanted) & self._among).bit_count()

    def _are_had(self, words: Collection[str]) -> bool:
        return bool(words) and all(map(self._readings, words))

    def _readings(self, word: str) -> dict[Spelling, Kind]:
        """The words that a word found, of those that a version of the moment has."""
        found = self._found.readings[word].items()
        having, keys = self._found.answer.having, self._index.keys
        return {spelling: kind for spelling, kind in found if having(spelling) & keys}


def _best(words: list[Spelling], numbers: dict[Spelling, int]) -> list[Spelling]:
    telling = [each for each in words if numbers[each]] or words
    return one_of_each(telling)[:MOST_MEANT]
