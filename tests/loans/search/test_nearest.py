"""How far words are from each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.search import question
from loans.search.nearest import most_slips, near, nearest, slips
from loans.search.vocabulary import Vocabulary
from tests import factories

WORDS = st.text("abcå", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("skola", "skola", 0),
        ("skola", "skoal", 1),
        ("skola", "skla", 1),
        ("skola", "skolla", 1),
        ("skola", "skula", 1),
        ("lekplast", "lekplats", 1),
        ("förskola", "försklao", 2),
        ("", "ab", 2),
    ],
)
def test_a_slip_is_a_letter_missing_too_many_wrong_or_swapped(one, other, number):
    assert slips(one, other) == slips(other, one) == number


@given(WORDS, WORDS, WORDS)
def test_slips_are_a_distance(one, other, third):
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))
    assert slips(one + third, other + third) <= slips(one, other)


@pytest.mark.parametrize(("word", "most"), [("bad", -1), ("bada", 1), ("badhus", 2), ("20222", -1)])
def test_short_words_and_numbers_are_meant_as_they_are(word, most):
    assert most_slips(word) == most


def test_of_several_words_the_nearest_are_told_each_once():
    found = [("lekplats", "sv"), ("lekplats", "en"), ("lekplatsers", "sv"), ("lekplaster", "sv")]

    assert nearest("lekplast", found) == [("lekplats", "sv")]
    assert nearest("forskola", [("förskolor", "sv"), ("förskola", "sv")]) == [("förskola", "sv")]


@pytest.mark.django_db
def test_near_are_words_with_the_same_first_letter_and_few_slips():
    factories.project(title="Badhuset åldras", summary="Badhus, gathus och lekplatser.")
    words = Vocabulary()

    assert [word for word, _ in near("badhsu", words)] == ["badhus"]
    assert near("åadhus", words) == []
    assert [word for word, _ in near("alldras", words)] == ["åldras"]
    assert near("lekplasters", words) == [("lekplatser", "sv")]
    assert near("badhus", words) == [("badhuset", "sv")]


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("skola xyz park", ["xyz"], "skola park"),
        ('skola "grön xyz"', ["grön", "xyz"], "skola"),
        ("Skola (xyz), park", ["xyz"], "Skola park"),
        ("xyz skola -xyz", ["xyz"], "skola -xyz"),
        ("rot-renovering skola", ["rotrenovering"], "skola"),
        ("xyz", ["xyz"], ""),
    ],
)
def test_a_word_is_left_out_with_what_holds_it(text, words, rest):
    assert question.without(text, words) == rest


def test_a_word_is_replaced_where_it_is_asked_for():
    assert question.replaced("Skla & park -skla", "skla", "skola") == "skola & park -skla"
