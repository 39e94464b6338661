"""Widens a question by the words that staff keep as meaning the same."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from loans.search import forms
from loans.search.question import Question, Term, Way, is_small
from loans.search.vocabulary import Kind, Vocabulary
from loans.search.words import plain, tidy, words_in

MOST_PHRASES = 30
"""Of all the forms of a synonym of several words."""

Words = tuple[str, ...]


def widened(question: Question, groups: Iterable[Iterable[str]], known: Vocabulary) -> Question:
    """The same question, where each word of a group may be found by the group's others too.

    Words beside each other may be a synonym together: "särskilt boende".
    """
    synonyms = [[_words(term) for term in group] for group in groups]
    wanted = list(question.wanted)
    for group in synonyms:
        for words in group:
            others = [each for each in group if each != words]
            wanted = list(_replaced(wanted, _telling(words), others, known))
    return question._replace(wanted=tuple(wanted))


def _replaced(
    terms: list[Term], words: Words, others: list[Words], known: Vocabulary
) -> Iterator[Term]:
    place = 0
    while place < len(terms):
        beside = terms[place : place + len(words)]
        if _say(beside, words):
            typed = Way(tuple(term[0].words[0] for term in beside))
            ways = beside[0] if len(beside) == 1 else (typed,)
            yield (*ways, *(_way(each, known) for each in others))
            place += len(words)
        else:
            yield terms[place]
            place += 1


def _say(terms: list[Term], words: Words) -> bool:
    """Whether typed terms are some words, in whatever form."""
    if len(terms) != len(words):
        return False
    typed = [term[0] for term in terms]
    if any(way.phrases or len(way.words) != 1 for way in typed):
        return False
    return all(_is_alike(way.words[0], word) for way, word in zip(typed, words, strict=True))


def _is_alike(one: str, other: str) -> bool:
    languages = forms.LANGUAGES
    return any(forms.bases(one, each) & forms.bases(other, each) for each in languages)


def _way(words: Words, known: Vocabulary) -> Way:
    if len(words) == 1:
        return Way(words, is_synonym=True)
    forms_of_each = [_forms(word, known) for word in words]
    said = islice(product(*forms_of_each), MOST_PHRASES)
    return Way(_telling(words), tuple(plain(" ".join(each)) for each in said), is_synonym=True)


def _forms(word: str, known: Vocabulary) -> list[str]:
    """The forms of a word that the register has, that which was written first."""
    found = known.readings(word).items()
    inflected = sorted(form for (form, _language), kind in found if kind == Kind.INFLECTED)
    return list(dict.fromkeys([word, *inflected]))


def _words(term: str) -> Words:
    """All words of a term, small ones too."""
    return tuple(word.text for word in words_in(tidy(term)))


def _telling(words: Words) -> Words:
    return tuple(word for word in words if not is_small(word)) or words
