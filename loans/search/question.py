"""What somebody types in the field of search → what has to be found, and what must not be.

Words part it, quotation marks join them to a phrase, and a minus before either excludes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loans.search import exceptions
from loans.search.words import Word, plain, tidy, words_in

_TERM = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("”“„»«″", '"'))


class Way(NamedTuple):
    """One way to be found: by all `words` and, where there are such, one of the `phrases`, which
    are as `search.words.plain` gives them."""

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    is_synonym: bool = False


Term = tuple[Way, ...]
"""What has to be found in one way or another. The first is that which was typed."""


class Question(NamedTuple):
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def ways(self) -> Iterator[Way]:
        return (way for term in (*self.wanted, *self.unwanted) for way in term)

    @property
    def words(self) -> list[str]:
        """Every word that is looked for, each once."""
        return list(dict.fromkeys(word for way in self.ways for word in way.words))


class Typed(NamedTuple):
    """A term with the place where it stands in the tidy text, its quotation marks included."""

    term: Term
    is_wanted: bool
    start: int
    end: int


def read(text: str) -> Question:
    """The question that a text asks. Small words count only where there are no others."""
    every = list(typed(text))
    wanted = [each.term for each in every if each.is_wanted]
    unwanted = [each.term for each in every if not each.is_wanted]
    return Question(_telling(wanted), tuple(dict.fromkeys(unwanted)))


def typed(text: str) -> Iterator[Typed]:
    """Every term of a text, in its order."""
    for found in _TERM.finditer(tidy(text).translate(_QUOTES)):
        is_wanted = not found["minus"]
        if found["phrase"] is not None:
            where = found.start("phrase") - 1, found.end()
            yield from (Typed(term, is_wanted, *where) for term in _phrase(found["phrase"]))
            continue
        first = found.start("words")
        for word in words_in(found["words"]):
            yield Typed(_term(word), is_wanted, first + word.start, first + word.end)


def without(text: str, words: Iterable[str]) -> str:
    """A text without the wanted terms that some words make, alone or together."""
    return _put(text, set(words), "")


def replaced(text: str, word: str, other: str) -> str:
    """A text with another word where it asks for one by itself."""
    return _put(text, {word}, other)


def _put(text: str, words: set[str], other: str) -> str:
    rest = tidy(text)
    for term, is_wanted, start, end in reversed(list(typed(text))):
        if is_wanted and words.issuperset(term[0].words):
            rest = f"{rest[:start]}{other}{rest[end:]}"
    return " ".join(piece for piece in rest.split() if other or any(map(str.isalnum, piece)))


def _phrase(text: str) -> list[Term]:
    words = list(words_in(text))
    if len(words) < 2:
        return [_term(word) for word in words]
    telling = tuple(word.text for word in words if not _is_small_somewhere(word.text))
    return [(Way(telling, phrases=(plain(text),)),)]


def _term(word: Word) -> Term:
    typed = Way((word.text,))
    return (typed, Way(word.pieces)) if word.pieces else (typed,)


def _telling(terms: list[Term]) -> tuple[Term, ...]:
    """The terms that say something; where none does, all, also as they stand in the texts."""
    telling = [term for term in terms if term[0].phrases or not is_small(term[0].words[0])]
    return tuple(dict.fromkeys(telling or map(_literally, terms)))


def _literally(term: Term) -> Term:
    [word] = term[0].words
    return (*term, Way((), phrases=(plain(word),)))


def is_small(word: str) -> bool:
    """Whether a word says nothing beside others."""
    return _is_small_somewhere(word) and word not in exceptions.ALSO_NAMES


def _is_small_somewhere(word: str) -> bool:
    """Whether the texts of some language are not searched for it."""
    return any(word in words for words in exceptions.SMALL.values())
