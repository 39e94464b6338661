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


@pytest.mark.parametrize(
    ("text", "least", "most", "language"),
    [
        ("171\u00a0mnkr", 170_500_000, 171_500_000, "sv"),
        ("ca\u00a03,8\u00a0mdkr", 3_750_000_000, 3_850_000_000, "sv"),
        ("SEK\u00a03.8\u00a0bn", 3_750_000_000, 3_850_000_000, "en"),
        ("c.\u00a0SEK\u00a01,235\u00a0m", 1_234_500_000, 1_235_500_000, "en"),
        ("950\u00a0000\u00a0kr", 950_000, 950_000, "sv"),
    ],
)
def test_a_shortened_amount_is_right_to_its_last_digit(text, least, most, language):
    assert says(text, least, language)
    assert says(text, most, language)
    assert not says(text, least - 1, language)
    assert not says(text, most + 1, language)


@pytest.mark.parametrize("text", ["", "okänt", "10–25 miljoner kronor"])
def test_what_is_no_amount_says_none(text):
    assert not says(text, 10_000_000, "sv")
