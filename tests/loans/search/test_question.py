"""What is typed in the field of search, and what it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.search.question import Question, Way, read


def words(*terms: str) -> tuple:
    return tuple((Way((term,)),) for term in terms)


def phrase(text: str, *telling: str) -> tuple:
    return (Way(telling, phrases=(f" {text} ",)),)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("", Question()),
        (" % \" ' - ", Question()),
        ("Ny Skola", Question(words("ny", "skola"))),
        ("skola skola", Question(words("skola"))),
        ("skola i Vara", Question(words("skola", "vara"))),
        ("skola, park; lek!", Question(words("skola", "park", "lek"))),
        ('"öppen förskola"', Question((phrase("öppen förskola", "öppen", "förskola"),))),
        ("”öppen förskola”", Question((phrase("öppen förskola", "öppen", "förskola"),))),
        ('"ett hus för alla"', Question((phrase("ett hus för alla", "hus"),))),
        ('"skola"', Question(words("skola"))),
        ('"ny skola', Question(words("ny", "skola"))),
        ("skola -park", Question(words("skola"), words("park"))),
        ("-park", Question((), words("park"))),
        ('skola -"lek park"', Question(words("skola"), (phrase("lek park", "lek", "park"),))),
        ("lek - park", Question(words("lek", "park"))),
        ("barn-bok", Question(((Way(("barnbok",)), Way(("barn", "bok"))),))),
        ("P-0003", Question(((Way(("p0003",)), Way(("p", "0003"))),))),
        ("i", Question(((Way(("i",)), Way((), phrases=(" i ",))),))),
    ],
)
def test_a_text_asks(typed, question):
    assert read(typed) == question


@given(st.text(max_size=200))
def test_any_text_is_a_question_whose_words_are_plain(typed):
    question = read(typed)
    assert all(word and word == word.casefold() and " " not in word for word in question.words)
