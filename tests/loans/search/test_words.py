"""The words of a text and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.search.words import plain, tidy, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ny skola i Åby!", ["ny", "skola", "i", "åby"]),
        ("ROT-renovering", ["rotrenovering"]),
        ("d'Arc och ö’n", ["darc", "och", "ön"]),
        ("tillgäng\u00adlighet", ["tillgänglighet"]),
        ("A\u030aby", ["åby"]),
        ("2,5 miljoner, 330 lägenheter", ["2,5", "miljoner", "330", "lägenheter"]),
        ("Fittja/Storvreten (2020–2025)", ["fittja", "storvreten", "2020", "2025"]),
        ("LSS:s a_b", ["lss", "s", "a", "b"]),
        ("- ' _ %", []),
    ],
)
def test_a_text_has_words(text, words):
    assert [word.text for word in words_in(tidy(text))] == words


def test_what_is_written_with_a_hyphen_is_found_by_its_pieces_too():
    [word] = words_in("ROT-renovering")
    assert word.spellings == ("rotrenovering", "rot", "renovering")


@given(st.text())
def test_words_stand_where_they_say_and_in_order(text):
    text = tidy(text)
    end = 0
    for word in words_in(text):
        assert end <= word.start < word.end
        assert word.text
        assert next(words_in(text[word.start : word.end])).text == word.text
        end = word.end


@given(st.text())
def test_plain_words_are_their_own_plain_form(text):
    assert plain(plain(text)) == plain(text)
