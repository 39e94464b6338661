"""Swedish alphabetical order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.swedish import alphabetical, initial, stored_key, unaccented


def test_a_ring_a_umlaut_and_o_umlaut_come_last():
    names = ["Örebro", "Åre", "Ängelholm", "Zinkgruvan", "arboga", "Älvdalen", "Éa"]

    assert sorted(names, key=alphabetical) == [
        "arboga", "Éa", "Zinkgruvan", "Åre", "Älvdalen", "Ängelholm", "Örebro",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Örebro", "orebro"),
        ("A\u030alidhem", "alidhem"),
        ("MALMÖ", "malmo"),
        ("Bærums ø", "barums o"),
    ],
)
def test_a_name_as_written_without_the_keys_for_it(name, plain):
    assert unaccented(name) == plain


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_stored_key_sorts_like_the_alphabet(one, other):
    keys = stored_key(one, 200), stored_key(other, 200)
    letters = [alphabetical(text).encode("utf-8", "replace") for text in (one, other)]

    assert (keys[0] < keys[1]) == (letters[0] < letters[1])
    assert all(set(key) <= set("0123456789abcdef") for key in keys)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Alingsås", "A"),
        ("åre", "Å"),
        ("A\u030alidhem", "Å"),
        ("Älmhult", "Ä"),
        ("Øresund", "Ö"),
        ("Éden", "E"),
        ("ßtad", "S"),
        ("2030", ""),
        ("”Citat”", ""),
        ("\u200bOsedd", ""),
        ("", ""),
    ],
)
def test_a_name_stands_under_a_letter_of_the_swedish_alphabet(name, letter):
    assert initial(name) == letter
