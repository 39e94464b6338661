"""A facet whose values have pages of their own has all that such pages need."""

from loans.directory import SECTIONS, rows_of
from loans.facets import FACETS
from loans.profiles import CHARTS, OF_CONTENT

PAGED = {facet.name for facet in FACETS if facet.page}


def test_every_facet_with_pages_has_charts_and_is_known_by_row_or_by_version():
    assert set(CHARTS) == PAGED
    assert set(OF_CONTENT) == {name for name in PAGED if rows_of(name, set()) is None}


def test_every_facet_with_an_index_has_words_for_it():
    assert set(SECTIONS) == {facet.name for facet in FACETS if facet.index}
