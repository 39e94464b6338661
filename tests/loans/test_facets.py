"""A facet whose values have pages of their own has all that such pages need."""

from loans.directory import SECTIONS, rows_of
from loans.facets import FACETS, _band_in_words
from loans.profiles import CHARTS, OF_CONTENT
from loans.urls import WORD_OF

PAGED = {facet.name for facet in FACETS if facet.page}


def test_every_facet_with_pages_has_addresses_and_charts_and_something_to_read():
    assert set(CHARTS) == set(WORD_OF) == PAGED
    assert set(OF_CONTENT) == {name for name in PAGED if rows_of(name, set()) is None}


def test_every_facet_with_an_index_has_words_for_it():
    assert set(SECTIONS) == {facet.name for facet in FACETS if facet.index}


def test_the_words_of_the_highest_band_follow_from_its_bound():
    said = [[text.replace("\u00a0", " ") for text in _band_in_words(n, None)] for n in (1000, 2000)]

    assert said == [
        ["1 miljard kronor eller mer", "SEK 1 billion or more"],
        ["2 miljarder kronor eller mer", "SEK 2 billion or more"],
    ]
