"""A query string as the recount understands it, against projects made by hand."""

from datetime import date

import pytest

from loans.recount import rows
from loans.recount.query import Recount, answer, phrases_of, read
from loans.recount.rows import row_of
from tests.loans.recount.contents import content, member, named

MILLION = 1_000_000

ROWS = [
    row_of(each)
    for each in [
        content(
            "P-0001",
            title="Ny park i Åby",
            category=named("park"),
            goals=[named("trygghet"), named("halsa")],
            members=[member("aby", "05")],
            decided_on="2020-10-01",
            loan_amount=10 * MILLION,
            amount_is_approximate=True,
        ),
        content(
            "P-0002",
            title="Ny skola",
            summary="En park intill",
            category=named("skola"),
            goals=[named("halsa")],
            members=[member("aby", "05"), member("ektorp", "01")],
            borrower={"slug": "region", "kind": "region"},
            decided_on="2021-01-01",
            loan_amount=50 * MILLION,
        ),
        content("P-0003", title="Gammal park", initiative=named("lyftet")),
    ]
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3]),
        ("unknown=1&sort=title&page=7", [1, 2, 3]),
        ("category=park", [1]),
        ("category=park&category=skola", [1, 2]),
        ("category=park&goal=halsa&county=01", []),
        ("category=none", [3]),
        ("category=none&category=park", [1, 3]),
        ("category=nix", []),
        ("category=+park+&goal=", [1]),
        ("investment_type=none", [1, 2, 3]),
        ("goal=trygghet&goal=halsa", [1, 2]),
        ("target_group=none", [1, 2, 3]),
        ("member=ektorp", [2]),
        ("member=none", [3]),
        ("county=05&county=01", [1, 2]),
        ("borrower=region", [2]),
        ("borrower_kind=company", [1, 3]),
        ("decided_year=2020&decided_year=none", [1, 3]),
        ("amount_band=10-25", [1]),
        ("amount_band=50-100&amount_band=none", [2, 3]),
        ("amount_precision=approximate", [1]),
        ("amount_precision=exact&amount_precision=none", [2, 3]),
        ("initiative=lyftet", [3]),
        ("amount_min=10000000", [1, 2]),
        ("amount_min=10000001", [2]),
        ("amount_max=50000000", [1, 2]),
        ("amount_max=49+999+999", [1]),
        ("amount_min=1&amount_max=49999999", [1]),
        ("project=P-0003&project=P-0001", [1, 3]),
        ("q=%22ny+park%22", [1]),
        ("q=%22NY+PARK%22", [1]),
        ("q=%22i+%C3%85by%22+%22ny+park%22", [1]),
        ("q=%22ny+skola%22&q=%22gammal+park%22", [3]),
        ("q=%22park+i+x%22", []),
        ("q=%22gammal+park%22&category=none", [3]),
    ],
)
def test_a_query_selects(query, expected):
    asked = read(query)

    assert [int(row.reference[2:]) for row in ROWS if asked.selects(row)] == expected


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('"ny park" "stor - skola!"', [" ny park ", " stor skola "]),
        ('"ROT-renovering på 80-talet"', [" rotrenovering på 80talet "]),
        ('"A\u030aby 2,5 miljoner"', [" åby 2,5 miljoner "]),
    ],
)
def test_phrases_are_the_words_between_quotation_marks(text, phrases):
    assert list(phrases_of(text)) == phrases


@pytest.mark.parametrize("text", ["ny", 'ny "stor park"', '"ny park" skola', '"park"', '"ny park'])
def test_single_words_are_not_recounted(text):
    with pytest.raises(ValueError, match="single words"):
        list(phrases_of(text))


@pytest.mark.parametrize("query", ["amount_min=mycket", "as_of=i+dag", "as_of=2024-02-30"])
def test_what_can_not_be_understood_is_said(query):
    with pytest.raises(ValueError):  # noqa: PT011 - each value says it in its own words
        read(query)


def test_sums_and_medians_run_over_known_amounts():
    found = answer(ROWS)

    assert (found.number, found.sum, found.known, found.median) == (3, 60 * MILLION, 2, None)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [([1, 2], None), ([3, 1, 2], 2), ([1, 2, 4, 5], 3), ([1, 2, 5, 9], 4), ([7, None, 7, 7], 7)],
)
def test_the_median_is_in_the_middle_and_half_a_krona_rounded_up(amounts, expected):
    made = [row_of(content(f"P-{i:04}", loan_amount=sek)) for i, sek in enumerate(amounts)]

    assert answer(made).median == expected


def test_a_day_is_answered_from_what_stood_then(monkeypatch):
    days = {date(2024, 5, 1): ROWS[:1]}
    monkeypatch.setattr(rows, "current", lambda: ROWS)
    monkeypatch.setattr(rows, "on", days.__getitem__)
    recount = Recount()

    assert recount.of("category=none").number == 1
    assert recount.of("category=none&as_of=2024-05-01").number == 0
    assert recount.everything("category=none") == 3
    assert recount.everything("q=%22x+y%22&as_of=2024-05-01") == 1
