"""The search answers as was judged by reading every project: see `corpus`."""

import json

import pytest

from tests.loans.search import corpus
from tests.loans.search.corpus import answer

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
