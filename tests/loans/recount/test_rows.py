"""What a recount reads off the content of a version, and which versions it reads."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from loans import editing
from loans.models import PublishedVersion
from loans.recount import rows
from loans.recount.rows import band_of, keys_of, row_of
from tests import factories
from tests.loans.recount.contents import content, member, named

MILLION = 1_000_000
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_what_is_not_stated_has_the_key_none():
    keys = keys_of(content(borrower={"slug": "x", "kind": "company"}))

    assert {name for name, found in keys.items() if found == {"none"}} == {
        "category",
        "investment_type",
        "initiative",
        "goal",
        "target_group",
        "member",
        "county",
        "decided_year",
        "amount_band",
        "amount_precision",
    }


def test_every_value_is_a_key():
    keys = keys_of(
        content(
            "P-0007",
            category=named("bostader"),
            goals=[named("a"), named("b")],
            members=[member("m1", "05"), member("m2", "18"), member("m3", "18")],
            borrower={"slug": "parkbolaget", "kind": "foundation"},
            decided_on="2020-10-01",
            loan_amount=10 * MILLION,
        )
    )

    assert keys["category"] == {"bostader"}
    assert keys["goal"] == {"a", "b"}
    assert keys["member"] == {"m1", "m2", "m3"}
    assert keys["county"] == {"05", "18"}
    assert keys["borrower"] == {"parkbolaget"}
    assert keys["borrower_kind"] == {"foundation"}
    assert keys["decided_year"] == {"2020"}
    assert keys["amount_band"] == {"10-25"}
    assert keys["amount_precision"] == {"exact"}
    assert keys["project"] == {"P-0007"}


@pytest.mark.parametrize(
    ("sek", "band"),
    [
        (1, "0-10"),
        (10 * MILLION - 1, "0-10"),
        (10 * MILLION, "10-25"),
        (25 * MILLION - 1, "10-25"),
        (25 * MILLION, "25-50"),
        (50 * MILLION, "50-100"),
        (249_999_999, "100-250"),
        (250 * MILLION, "250-500"),
        (999_999_999, "500-1000"),
        (1000 * MILLION, "1000-"),
        (10**12, "1000-"),
    ],
)
def test_a_band_begins_where_the_one_before_it_ends(sek, band):
    assert band_of(sek) == band


def test_every_public_text_and_name_is_searched_whatever_its_case():
    row = row_of(
        content(
            "P-0007",
            title=("Ny Park", "New park"),
            place_name="Vilbergen",
            borrower={"slug": "x", "name": "Örebrobostäder", "aliases": ["ÖBO"]},
            category=named("c", "Grönska", "Green"),
            goals=[named("g", "Trygghet", "Safety")],
            members=[member("m", "18", "Örebro kommun")],
            decided_on="2021-05-01",
        )
    )

    expected = "p0007|ny park|new park|vilbergen|örebrobostäder|öbo|grönska|green|trygghet|safety"
    texts = {text.strip() for text in row.texts}
    assert texts >= {*expected.split("|"), "örebro kommun", "18 län", "2021"}


# --- Which versions -----------------------------------------------------------------------


@pytest.fixture
def history(db) -> None:
    """A project that has had two titles, one withdrawn, and one published late."""
    changed = factories.project(title="Gammal")
    changed.title = "Ny"
    editing.save(changed, by=factories.signer())
    editing.publish(changed, by=factories.signer())
    withdrawn = factories.project(title="Borta")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel")
    factories.project(title="Sen")
    moments = {
        "Gammal": ((2024, 1, 1, 12), (2024, 3, 1, 0)),
        "Ny": ((2024, 3, 1, 0), None),
        "Borta": ((2024, 1, 1, 12), (2024, 6, 1, 12)),
        "Sen": ((2024, 5, 1, 0), None),
    }
    for version in PublishedVersion.objects.all():
        start, stop = moments[version.content["title"]["sv"]]
        PublishedVersion.objects.filter(pk=version.pk)._alter(
            valid_from=datetime(*start, tzinfo=STOCKHOLM),
            valid_to=datetime(*stop, tzinfo=STOCKHOLM) if stop else None,
        )


def titles(found: list) -> set[str]:
    known = {"gammal", "ny", "borta", "sen"}
    return {text.strip() for row in found for text in row.texts if text.strip() in known}


def test_the_register_of_today_is_the_current_versions(history):
    assert titles(rows.current()) == {"ny", "sen"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), set()),
        (date(2024, 1, 1), {"gammal"}),
        (date(2024, 2, 29), {"gammal"}),  # ends as the day does, so that it stood at its end
        (date(2024, 3, 1), {"ny"}),
        (date(2024, 4, 30), {"ny"}),  # what begins with the next day does not count yet
        (date(2024, 5, 1), {"ny", "sen"}),
    ],
)
def test_a_past_day_is_what_stood_at_its_end_but_for_what_was_withdrawn(history, day, expected):
    assert titles(rows.on(day)) == expected
