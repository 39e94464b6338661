"""How far words are from each other, and which words of the register are near one that it lacks."""

from collections import Counter
from collections.abc import Iterable

from loans.search import forms
from loans.search.vocabulary import Spelling, Vocabulary
from members.swedish import unaccented

SHORTEST = 4
SHORTEST_WITH_TWO = 6
"""Letters of a word that may be meant by one with a slip, and with two: of four letters, half."""

MOST_COMPARED = 50
ANY = 1_000


def slips(one: str, other: str, most: int = ANY) -> int:
    """How many letters are missing, too many, wrong, or swapped with the next: the distance of
    Damerau and Levenshtein in which no part is changed twice. More than `most` is not counted
    to its end."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        older, before, row = before, row, [place]
        for at, against in enumerate(other, start=1):
            fewest = min(row[-1] + 1, before[at] + 1, before[at - 1] + (letter != against))
            is_swapped = place > 1 < at and (letter, one[place - 2]) == (other[at - 2], against)
            row.append(min(fewest, older[at - 2] + 1) if is_swapped else fewest)
        if min(row) > most < min(before):
            return most + 1
    return row[-1]


def near(word: str, vocabulary: Vocabulary) -> list[Spelling]:
    """The words one or two slips away with the same first letter, the nearest first. Dots, rings
    and accents are no slips. About 30 ms among 50,000 words.

    They are words of any version that ever was: who shows them asks first which versions have them.
    """
    plain, most = unaccented(word), most_slips(word)
    letters, counts = set(plain), Counter(plain).items()
    found = {
        (other, language): number
        for other, language in vocabulary.beginning_alike(plain[:1])
        if abs(len(other) - len(plain)) <= most
        and other != word
        # A slip changes two letters at most.
        and len(letters ^ set(undotted := _undotted(other))) <= 2 * most
        and sum(abs(undotted.count(letter) - times) for letter, times in counts) <= 2 * most
        and (number := slips(plain, undotted, most)) <= most
    }
    return sorted(found, key=lambda each: (found[each], slips(word, each[0]), *_place(each)))


def nearest(word: str, spellings: Iterable[Spelling]) -> list[Spelling]:
    """Of some words those with the fewest slips, each once whatever its languages."""
    alike = sorted(spellings, key=lambda each: abs(len(each[0]) - len(word)))[:MOST_COMPARED]
    far = {each: slips(unaccented(word), unaccented(each[0])) for each in alike}
    fewest = min(far.values(), default=0)
    return one_of_each(sorted((each for each in alike if far[each] == fewest), key=_place))


def one_of_each(spellings: Iterable[Spelling]) -> list[Spelling]:
    """Without what is a form of a word that stands before it."""
    seen: set[str] = set()
    found = []
    for word, language in spellings:
        bases = {word, *forms.bases(word, language)}
        if not bases & seen:
            found.append((word, language))
        seen |= bases
    return found


def most_slips(word: str) -> int:
    """-1 for words that are too short to be any other's, and for numbers."""
    if len(word) < SHORTEST or not word.isalpha():
        return -1
    return 2 if len(word) >= SHORTEST_WITH_TWO else 1


def _place(spelling: Spelling) -> tuple[str, bool]:
    """Alphabetically, and first as a Swedish word."""
    word, language = spelling
    return word, language != "sv"


def _undotted(word: str) -> str:
    return word if word.isascii() else unaccented(word)
