"""The numbers of a list's pages: which are shown, and which are left out."""

import pytest

from loans.selection.paging import PAGE_SIZE, Paging


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, [1, 2, "…", 20]),
        (10, [1, "…", 9, 10, 11, "…", 20]),
        (20, [1, "…", 19, 20]),
    ],
)
def test_the_ends_and_the_neighbours_are_shown_and_the_rest_left_out(number, shown):
    paging = Paging(
        total=20 * PAGE_SIZE, number=number, href=lambda page: f"?page={page}", language="sv"
    )

    assert [link.number for link in paging.links] == shown
    assert [link.number for link in paging.links if link.is_current] == [number]
    assert all(bool(link.href) == (link.number != "…") for link in paging.links)
