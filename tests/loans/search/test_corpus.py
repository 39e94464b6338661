"""The search answers as was judged by reading every project: see `corpus`."""

import json
from urllib.parse import urlencode

import pytest

from tests.loans.search import corpus
from tests.loans.search.corpus import answer
from tests.loans.search.telling import is_found, is_told, marks_of, texts_told_of
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db

QUESTIONS = corpus.questions()


@pytest.mark.parametrize("judged", QUESTIONS, ids=lambda judged: f"{judged.source}: {judged.q}")
def test_a_question_finds_what_it_must_and_nothing_else(names, judged):
    found = answer(names, judged.q)
    assert judged.finds - set(found) == set(), "not found"
    assert set(found) - judged.finds - judged.may == set(), "found without reason"
    if judged.first:
        assert found[0] == judged.first


def test_the_order_is_the_same_whatever_the_database(names):
    assert corpus.order(names) == json.loads(corpus.ORDER.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_list_tells_of_each_word_why_it_was_found(names, language):
    numbers = [0, 0]
    for judged in QUESTIONS:
        selection = select(urlencode({"q": judged.q}), language)
        found = selection._portfolio._found
        for project in selection.projects:
            marks, told = marks_of(project), texts_told_of(project)
            assert [mark for mark in marks if not is_found(mark, found)] == [], judged.q
            for term in found.question.wanted:
                assert is_told(term, [*marks, *told], found), (judged.q, project.reference)
            numbers = [numbers[0] + bool(marks), numbers[1] + bool(told)]
    assert min(numbers) > 50
