"""What a single word is a form of, what it is put together of, and how else it may be spelt.

Forms come from the word lists of simplemma, for Swedish nearly a million; compounds are taken
apart with the same list, which also has the forms that words take in compounds ("skol", "gatu").
Nothing here knows of projects.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from math import prod

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from loans.search import exceptions
from members.swedish import unaccented

LANGUAGES = ("sv", "en")

ENDINGS = {
    "sv": ("en", "et", "n", "t", "ar", "er", "or", "r", "s", "na", "de", "are"),
    "en": ("s", "es", "ed", "ing", "d"),
}
"""What is put to a word to see whether the list has it as the basis of another."""

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
UNDOTTED = {"a": "aåä", "o": "oö"}
MOST_SPELLINGS = 256

LONGEST = 50
"""Letters of a word that has forms and pieces; what is longer is none that people write."""

SHORTEST_FIRST = 3
SHORTEST_LAST = 4
"""Letters of a compound's pieces; shorter ones only where `exceptions` has them."""

REMEMBERED = 20_000


@cache
def read_lists() -> dict[str, Mapping[str, str]]:
    """Word → its basis, for each language. The first call takes about half a second and 20 MB."""
    return {language: StreamDictionaryFactory().get_dictionary(language) for language in LANGUAGES}


def is_known(word: str, language: str) -> bool:
    return bool(_listed(word, language))


def bases(word: str, language: str) -> frozenset[str]:
    """What a word is a form of; itself where nothing is known of it.

    Several where forms of different words look alike: "bad" is of "bada" and of itself.
    """
    return _bases(word, language)


def parts(word: str, language: str) -> frozenset[str]:
    """What the pieces of a Swedish compound are forms of, its pieces' pieces included: "skola" and
    "gård" for "skolgården". Nothing for what is no compound."""
    if language != "sv":
        return frozenset()
    whole = [piece for each in _bases(word, "sv") for piece in _pieces(each)]
    pieces = {_bases(piece, "sv") for piece in whole or _ending(word)}
    found = {basis for piece in pieces for basis in piece}
    # What a piece is listed under may be longer than the whole.
    found |= {part for basis in found if len(basis) < len(word) for part in parts(basis, "sv")}
    return frozenset(found - _bases(word, "sv"))


def dotted(word: str) -> Iterator[str]:
    """The Swedish words that somebody may mean who writes a and o for å, ä and ö."""
    choices = [UNDOTTED.get(letter, letter) for letter in word]
    if len(word) <= LONGEST and 1 < prod(map(len, choices)) <= MOST_SPELLINGS:
        for letters in product(*choices):
            if (spelt := "".join(letters)) != word and is_known(spelt, "sv"):
                yield spelt


def is_undotted(word: str) -> bool:
    """Whether a word may lack dots, rings and accents that belong to it."""
    return word == unaccented(word)


def one_slip_away(word: str) -> set[str]:
    """All that differs from a word by one letter missing, too many, wrong, or swapped with the
    next."""
    ends = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in ends if right),
        *(left + right[1] + right[0] + right[2:] for left, right in ends if len(right) > 1),
        *(left + letter + right[1:] for left, right in ends if right for letter in LETTERS),
        *(left + letter + right for left, right in ends for letter in LETTERS),
    } - {word}


@lru_cache(REMEMBERED)
def _listed(word: str, language: str) -> str:
    """The basis that the list gives; empty where it lacks the word."""
    if len(word) > LONGEST:
        return ""
    words = read_lists()[language]
    if language == "sv" and word in exceptions.BASES:
        return exceptions.BASES[word]
    found = words.get(word) or words.get(word.capitalize()) or ""
    return found.casefold()


@lru_cache(REMEMBERED)
def _bases(word: str, language: str) -> frozenset[str]:
    if len(word) > LONGEST:
        return frozenset({word})
    if language == "sv" and word in exceptions.BASES:
        return frozenset({exceptions.BASES[word]})
    found = {_listed(word, language), *_bases_by_longer_forms(word, language)} - {""}
    if _is_basis(word, language):
        # What is done and has become a word of its own is no form of what one does.
        found = {word} if word.endswith(("ande", "ende")) else found | {word}
    return frozenset(found or _bases_of_unlisted(word, language))


def _is_basis(word: str, language: str) -> bool:
    words = read_lists()[language]
    return any(words.get(word + ending) == word for ending in ENDINGS[language])


def _bases_by_longer_forms(word: str, language: str) -> set[str]:
    """What else a word is a form of, where the list has it under another that looks alike:
    "värdar" is not only of "värda", since "värdarna" is of "värd"."""
    if language != "sv":
        return set()
    found = {_listed(word + "na", "sv")} if word.endswith("r") else set()
    verb = re.fullmatch(r"(.{2,}a)(?:r|s|de|des|t|ts|d|nde)", word)
    if verb and (_listed(verb[1], "sv") == verb[1] or _is_basis(verb[1], "sv")):
        found.add(verb[1])
    if word.endswith("en") and _listed(word[:-2] + "et", "sv") == word[:-2]:
        found.add(word[:-2])
    return found


def _bases_of_unlisted(word: str, language: str) -> set[str]:
    """Of a compound, what its last piece is a form of; of a name, the name without its s."""
    if language == "sv" and (pieces := _pieces(word)):
        first = word.removesuffix(pieces[-1])
        return {first + basis for basis in _bases(pieces[-1], language)}
    return {word, word.removesuffix("s")} if len(word) > SHORTEST_LAST else {word}


@lru_cache(REMEMBERED)
def _pieces(word: str) -> tuple[str, ...]:
    """The pieces of a compound, as few and the last as long as can be; none where it is none."""
    if word in exceptions.PIECES or len(word) > LONGEST or _is_name(word):
        return exceptions.PIECES.get(word, ())
    found = [pieces for place in range(2, len(word) - 2) if (pieces := _parted(word, place))]
    return min(found, key=_unlikely, default=())


def _unlikely(pieces: tuple[str, ...]) -> tuple:
    """What the likeliest pieces have least of: "trygghets" and "värd" make "trygghetsvärd", and
    not "trygghet" and "svärd"."""
    lacks_s = pieces[0].endswith(exceptions.JOINED_BY_S) and len(pieces) > 1
    return lacks_s, len(pieces), -len(pieces[-1])


def _ending(word: str) -> tuple[str, ...]:
    """The longest word that ends a name of which the beginning is unknown: "gatan" in "Åsgatan"."""
    if len(word) > LONGEST or is_known(word, "sv"):
        return ()
    ends = (word[place:] for place in range(2, len(word) - SHORTEST_LAST))
    return next(((end,) for end in ends if _can_end(end)), ())


def _parted(word: str, place: int) -> tuple[str, ...]:
    """The pieces where the first ends at some place; none where it can't."""
    first, rest = word[:place], word[place:]
    if not _can_begin(first, word):
        return ()
    if rest == exceptions.MAKES_NOUNS:
        return (first,)
    if _can_end(rest):
        return (first, rest)
    return (first, *further) if (further := _pieces(rest)) else ()


def _can_begin(piece: str, word: str) -> bool:
    if len(piece) < SHORTEST_FIRST:
        is_long = len(word) - len(piece) > SHORTEST_LAST and not is_known(word, "sv")
        return piece in exceptions.SHORT_FIRST or (
            is_long and piece in exceptions.SHORT_FIRST_OF_UNLISTED
        )
    if not is_known(piece, "sv") or piece in exceptions.NEVER_FIRST:
        return False
    return any(len(basis) >= SHORTEST_FIRST for basis in _bases(piece, "sv"))


def _can_end(piece: str) -> bool:
    if not is_known(piece, "sv") or piece in exceptions.ENDINGS:
        return False
    # "gat" and "skol" begin compounds, and end none.
    found = {basis for basis in _bases(piece, "sv") if len(basis) <= len(piece)}
    return bool(found) and (len(piece) >= SHORTEST_LAST or bool(found & exceptions.SHORT_LAST))


def _is_name(word: str) -> bool:
    """Whether the list has it with a capital only: "Uppsala" is no compound of "upp"."""
    words = read_lists()["sv"]
    return words.get(word) is None and words.get(word.capitalize()) is not None
