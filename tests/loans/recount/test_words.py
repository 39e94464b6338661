"""Numbers and amounts are read back as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans import wording
from loans.recount.words import numbers, says

AMOUNTS = st.integers(1, 10**13)
LANGUAGES = st.sampled_from(["sv", "en"])


@given(number=st.integers(0, 10**9), language=LANGUAGES)
def test_a_number_in_words_is_read_back(number, language):
    shown = wording.number(number, language)

    assert numbers(f"Visar {shown} av {shown} projekt", language) == [number, number]


@given(sek=AMOUNTS, language=LANGUAGES)
def test_an_amount_in_words_is_that_amount_and_no_other(sek, language):
    shown = wording.amount(sek, language)

    assert says(shown, sek, language)
    assert not says(shown, sek + 1, language)


@given(sek=AMOUNTS, language=LANGUAGES)
def test_an_approximate_amount_is_right_to_a_tenth_of_its_unit(sek, language):
    shown = wording.amount(wording.rounded(sek), language, approximate=True)

    assert says(shown, sek, language)
    assert not says(shown, sek * 2 + 10, language)


@pytest.mark.parametrize("text", ["", "okänt", "10–25 miljoner kronor"])
def test_what_is_no_amount_says_none(text):
    assert not says(text, 10_000_000, "sv")
