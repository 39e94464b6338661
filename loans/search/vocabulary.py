"""The words that published versions have, in memory: which of them somebody may mean by a word."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from loans.models.search import SearchWord
from loans.models.synonyms import SynonymGroup
from loans.search import forms
from members.swedish import unaccented

SHORTEST_BEGINNING = 3
SHORTEST_BEGINNING_OF_NAME = 4
SHORTEST_MISSPELT, LONGEST_MISSPELT = 5, 30
"""Letters of a word that finds what it is the beginning of, or what is spelt nearly like it."""


class Kind(IntEnum):
    """How a word is found, the best first."""

    EXACT = 0
    INFLECTED = 1
    PART = 2
    FOLDED = 3
    MISSPELT = 4


class Lists(NamedTuple):
    """The words of one language: by themselves, by what they are forms of, by what the pieces of
    compounds are forms of; without dots and rings → as spelt; and in order."""

    words: dict[str, int]
    bases: dict[str, list[str]]
    parts: dict[str, list[str]]
    undotted: dict[str, set[str]]
    in_order: list[str]
    parts_in_order: list[str]


Spelling = tuple[str, str]
"""A word and its language."""


class Vocabulary:
    """Reads all words when it is first asked; costs one query, and about 5 µs and 0.5 kB a word."""

    def key(self, spelling: Spelling) -> int:
        """The primary key of a word that it has."""
        word, language = spelling
        return self._lists[language].words[word]

    def beginning_alike(self, letter: str) -> Iterator[Spelling]:
        """All words that begin with a letter, with whatever dots, rings and accents."""
        for language, words in self._lists.items():
            alike = (each for each in self._initials[language] if unaccented(each) == letter)
            for initial in alike:
                yield from ((w, language) for w in _beginning_with(initial, words.in_order))

    def readings(self, word: str) -> dict[Spelling, Kind]:
        """The words that are found by `word`, each with the best way in which it is."""
        found: dict[Spelling, Kind] = {}
        for language, words in self._lists.items():
            _add(found, self._as_spelt(word, language, words), language)
        if forms.is_undotted(word):
            is_found = any(kind <= Kind.INFLECTED for kind in found.values())
            for spelt in self._dotted(word):
                _add(found, self._folded(spelt, is_found=is_found), "sv")
        return found

    def _as_spelt(self, word: str, language: str, words: Lists) -> Iterable[tuple[str, Kind]]:
        if word in words.words:
            yield word, Kind.EXACT
        bases = forms.bases(word, language)
        for basis in bases:
            yield from ((form, Kind.INFLECTED) for form in words.bases.get(basis, ()))
        for basis in bases:
            yield from ((compound, Kind.PART) for compound in words.parts.get(basis, ()))
        yield from ((begun, Kind.PART) for begun in self._begun(word, language, words))

    def _begun(self, word: str, language: str, words: Lists) -> Iterable[str]:
        """What a word begins: anything while it is no whole word, and later names put together."""
        if len(word) < SHORTEST_BEGINNING or not word.isalpha():
            return
        if not (is_whole := self._has(word) or _is_word(word)):
            for part in _beginning_with(word, words.parts_in_order):
                yield from words.parts[part]
        elif len(word) < SHORTEST_BEGINNING_OF_NAME:
            return
        for begun in _beginning_with(word, words.in_order):
            if not (is_whole and forms.is_known(begun, language)):
                yield begun

    def _dotted(self, word: str) -> set[str]:
        """What may be meant by a word without dots and rings, as it is spelt."""
        return {*forms.dotted(word), *self._lists["sv"].undotted.get(word, ())} - {word}

    def _folded(self, spelt: str, *, is_found: bool) -> Iterable[tuple[str, Kind]]:
        """What is found by a word with its dots; no compounds where something was found without
        them: "stad" means no "städ"."""
        if is_found:
            return [(form, Kind.FOLDED) for form in self._lists["sv"].bases.get(spelt, ())]
        return self._alike(spelt, "sv", Kind.FOLDED)

    def misspelt(self, word: str) -> dict[Spelling, Kind]:
        """What is one slip away; of words that the language has, nothing: they mean themselves."""
        found: dict[Spelling, Kind] = {}
        if not SHORTEST_MISSPELT <= len(word) <= LONGEST_MISSPELT or not word.isalpha():
            return found
        if _is_word(word):
            return found
        for language in forms.LANGUAGES:
            for spelt in sorted(forms.one_slip_away(word)):
                _add(found, self._alike(spelt, language, Kind.MISSPELT), language)
        return found

    def _alike(self, spelt: str, language: str, kind: Kind) -> Iterable[tuple[str, Kind]]:
        """The words that another spelling finds."""
        words = self._lists[language]
        if spelt in words.words or forms.is_known(spelt, language) or spelt in words.bases:
            for basis in {spelt, *forms.bases(spelt, language)}:
                for found in (words.bases, words.parts):
                    yield from ((each, kind) for each in found.get(basis, ()))
            if spelt in words.words:
                yield spelt, kind

    def _has(self, word: str) -> bool:
        return any(word in lists.words for lists in self._lists.values())

    @cached_property
    def synonyms(self) -> list[tuple[str, ...]]:
        """The groups of words that mean the same. Costs a query, once."""
        return SynonymGroup.objects.synonyms()

    @cached_property
    def _initials(self) -> dict[str, set[str]]:
        return {language: {w[0] for w in words.words} for language, words in self._lists.items()}

    @cached_property
    def _lists(self) -> dict[str, Lists]:
        lists = {language: Lists({}, {}, {}, {}, [], []) for language in forms.LANGUAGES}
        rows = SearchWord.objects.values_list("pk", "word", "language", "bases", "parts")
        for pk, word, language, bases, parts in rows.order_by("word").iterator(chunk_size=5_000):
            lists[language].words[word] = pk
            _list(lists[language].bases, word, bases)
            _list(lists[language].parts, word, parts)
        for words in lists.values():
            words.in_order.extend(sorted(words.words))
            words.parts_in_order.extend(sorted(words.parts))
            for spelt in (*words.words, *words.bases, *words.parts):
                if (undotted := unaccented(spelt)) != spelt:
                    words.undotted.setdefault(undotted, set()).add(spelt)
        return lists


def _is_word(word: str) -> bool:
    return any(forms.is_known(word, language) for language in forms.LANGUAGES)


def _beginning_with(beginning: str, in_order: list[str]) -> Iterable[str]:
    first = bisect_left(in_order, beginning)
    return takewhile(lambda each: each.startswith(beginning), islice(in_order, first, None))


def _add(found: dict[Spelling, Kind], words: Iterable[tuple[str, Kind]], language: str) -> None:
    for word, kind in words:
        spelling = word, language
        found[spelling] = min(kind, found.get(spelling, kind))


def _list(lists: dict[str, list[str]], word: str, keys: str) -> None:
    for key in keys.split():
        lists.setdefault(key, []).append(word)
