"""What a search that finds nothing may have meant, and the ways out of it."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import wording
from loans.facts import Words
from loans.portfolio import Searched
from loans.search import forms, question
from loans.search.vocabulary import Spelling
from loans.selection.asked import Asked

MOST_LEFT_OUT = 3
"""Words of which each is left out by itself."""


class Lacking(NamedTuple):
    """Words that no project has, with those that may have been meant, each a link."""

    text: str
    is_word: bool
    meant: list[Words]


class Way(NamedTuple):
    """The same without some words or the filters, and how many projects that gives."""

    text: str
    href: str
    number: int


class WaysOut(NamedTuple):
    """`is_together`: each word is there, but no project has them all."""

    lacking: list[Lacking]
    is_together: bool
    ways: list[Way]


def ways_out(search: Searched, asked: Asked, without_filters: int, language: str) -> WaysOut:
    """`without_filters` is how many projects the search finds by itself. Costs a query where it has
    a word that no project has."""
    several = len(search.terms) > 1
    ways = (_without(words, search, asked, language) for words in _left_out(search))
    return WaysOut(
        _lacking(search, asked, language),
        several and not search.lacking and not without_filters,
        [
            *filter(None, ways),
            *([_unfiltered(asked, without_filters, language)] if without_filters else ()),
        ],
    )


def _lacking(search: Searched, asked: Asked, language: str) -> list[Lacking]:
    if not search.lacking:
        return []
    meant = {
        word: [_link(asked, word, other, language) for other in others]
        for word, others in search.meant().items()
    }
    return [
        Lacking(
            " ".join(each.words),
            len(each.words) == 1,
            [link for word in each.words for link in meant.get(word, ())],
        )
        for each in search.lacking
    ]


def _link(asked: Asked, word: str, other: Spelling, language: str) -> Words:
    text = question.replaced(asked.value("q"), word, other[0])
    return in_words(other, language)._replace(href=asked.href_of({"q": text}))


def _left_out(search: Searched) -> list[tuple[str, ...]]:
    """All that no project has; where each word is there, one after the other."""
    if search.lacking:
        return [tuple(word for each in search.lacking for word in each.words)]
    several = search.terms if len(search.terms) > 1 else []
    return [each.words for each in several[:MOST_LEFT_OUT]]


def _without(words: tuple[str, ...], search: Searched, asked: Asked, language: str) -> Way | None:
    rest = question.without(asked.value("q"), words)
    number = search.number_without(words, question.read(rest))
    if not number:
        return None
    said = ngettext(
        "%(number)s projekt utan ”%(text)s”", "%(number)s projekt utan ”%(text)s”", number
    )
    said %= {"number": wording.number(number, language), "text": " ".join(words)}
    return Way(said, asked.href_of({"q": rest}), number)


def _unfiltered(asked: Asked, number: int, language: str) -> Way:
    """Of the same day, which is no filter but says what there is to filter."""
    said = ngettext("%(number)s projekt utan filter", "%(number)s projekt utan filter", number)
    said %= {"number": wording.number(number, language)}
    return Way(said, asked.href_of_only("q", "as_of"), number)


def read_otherwise_in_words(typed: str, found: list[Spelling], language: str) -> list[Words]:
    """What was found instead of a word that no project has, as texts to be joined."""
    place = "\0"
    said = _("Visar träffar på ”%(found)s”; inget projekt har ”%(typed)s”.")
    before, _place, after = (said % {"found": place, "typed": typed}).partition(place)
    words = [part for each in found for part in (Words(_("” och ”")), in_words(each, language))]
    return [Words(before), *words[1:], Words(after)]


def in_words(spelling: Spelling, language: str) -> Words:
    """A word of the register, marked where it is in another language than the page."""
    word, its_own = spelling
    is_ours = its_own == language or (language == "sv" and forms.is_known(word, "sv"))
    return Words(word, lang="" if is_ours else its_own)
