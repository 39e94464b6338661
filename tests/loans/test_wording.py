"""Amounts, days and years in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans import wording


@pytest.mark.parametrize(
    ("sek", "swedish", "english"),
    [
        (1, "1_krona", "SEK_1"),
        (999, "999_kronor", "SEK_999"),
        (1_234_567, "1_234_567_kronor", "SEK_1,234,567"),
        (1_000_000, "1_miljon kronor", "SEK_1_million"),
        (31_500_000, "31,5_miljoner kronor", "SEK_31.5_million"),
        (68_000_000, "68_miljoner kronor", "SEK_68_million"),
        (102_250_000, "102,25_miljoner kronor", "SEK_102.25_million"),
        (999_955_000, "999_955_000_kronor", "SEK_999,955,000"),
        (1_000_000_000, "1_miljard kronor", "SEK_1_billion"),
        (3_800_000_000, "3,8_miljarder kronor", "SEK_3.8_billion"),
        (4_517_000_000, "4,517_miljarder kronor", "SEK_4.517_billion"),
        (1_817_500_000, "1,8175_miljarder kronor", "SEK_1.8175_billion"),
    ],
)
def test_an_amount_is_read_as_people_say_it(sek, swedish, english):
    assert wording.amount(sek, "sv") == swedish.replace("_", wording.HARD_SPACE)
    assert wording.amount(sek, "en") == english.replace("_", wording.HARD_SPACE)


@pytest.mark.parametrize(
    ("sek", "swedish", "english"),
    [
        (0, "0_kr", "SEK_0"),
        (999_499, "999_499_kr", "SEK_999,499"),
        (999_500, "1_mnkr", "SEK_1_m"),
        (1_250_000, "1,3_mnkr", "SEK_1.3_m"),
        (99_949_999, "99,9_mnkr", "SEK_99.9_m"),
        (99_950_000, "100_mnkr", "SEK_100_m"),
        (171_400_000, "171_mnkr", "SEK_171_m"),
        (999_499_999, "999_mnkr", "SEK_999_m"),
        (999_500_000, "1_mdkr", "SEK_1_bn"),
        (3_800_000_000, "3,8_mdkr", "SEK_3.8_bn"),
        (1_234_500_000_000, "1_235_mdkr", "SEK_1,235_bn"),
    ],
)
def test_a_short_amount_has_as_many_digits_as_its_size_allows(sek, swedish, english):
    assert wording.short(sek, "sv") == swedish.replace("_", wording.HARD_SPACE)
    assert wording.short(sek, "en") == english.replace("_", wording.HARD_SPACE)


def test_a_short_amount_says_that_it_is_approximate():
    assert wording.short(16_000_000, "sv", approximate=True) == "ca\u00a016\u00a0mnkr"
    assert wording.short(16_000_000, "en", approximate=True) == "c.\u00a0SEK\u00a016\u00a0m"


@pytest.mark.parametrize(
    ("part", "whole", "swedish", "english"),
    [
        *((1, 1, "100_%", "100%"), (1, 8, "13_%", "13%"), (1, 201, "<1_%", "<1%")),
        *((1, 200, "1_%", "1%"), (0, 9, "0_%", "0%"), (0, 0, "", "")),
    ],
)
def test_a_part_is_said_in_whole_per_cent(part, whole, swedish, english):
    assert wording.percent(part, whole, "sv") == swedish.replace("_", wording.HARD_SPACE)
    assert wording.percent(part, whole, "en") == english


@given(st.integers(min_value=1, max_value=10**12))
def test_an_amount_in_words_is_exact_to_the_krona(sek):
    words = wording.amount(sek, "en").replace(",", "").split(wording.HARD_SPACE)
    scale = {"million": 10**6, "billion": 10**9}.get(words[-1], 1)
    assert Decimal(words[1]) * scale == sek


@pytest.mark.parametrize(
    ("sek", "rounded"),
    [
        (119_287_500_000, 119_300_000_000),
        (1_049_999_999, 1_000_000_000),
        (999_960_000, 1_000_000_000),
        (132_750_000, 132_800_000),
        (87_740_000, 87_700_000),
        (999_999, 999_999),
        (7, 7),
    ],
)
def test_what_is_reckoned_from_approximate_amounts_has_one_decimal(sek, rounded):
    assert wording.rounded(sek) == rounded


def test_an_approximate_amount_says_so():
    assert wording.amount(114_000_000, "sv", approximate=True).startswith("cirka 114")
    assert wording.amount(114_000_000, "en", approximate=True).startswith("approximately SEK")


@pytest.mark.parametrize(
    ("precision", "swedish", "english"),
    [
        ("day", "1\u00a0oktober 2020", "1\u00a0October 2020"),
        ("month", "oktober 2020", "October 2020"),
        ("year", "2020", "2020"),
    ],
)
def test_a_day_is_as_precise_as_it_is_known(precision, swedish, english):
    assert wording.day(date(2020, 10, 1), precision, "sv") == swedish
    assert wording.day(date(2020, 10, 1), precision, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        (2020, 2025, "2020–2025", "2020–2025"),
        (2022, 2022, "2022", "2022"),
        (2022, None, "från 2022", "from 2022"),
        (None, 2032, "till 2032", "until 2032"),
        (None, None, "", ""),
    ],
)
def test_a_period_says_what_is_known(start, end, swedish, english):
    assert wording.period(start, end, "sv") == swedish
    assert wording.period(start, end, "en") == english
