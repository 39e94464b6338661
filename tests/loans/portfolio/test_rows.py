"""The rows of a portfolio: each once, in order, of one piece; and those with some words."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loans import editing, publishing, register
from loans.portfolio import at
from loans.portfolio import portfolio as questions
from loans.search.question import read
from tests import factories
from tests.loans.portfolio.reading import BY_AMOUNT, amounts, everything


@pytest.mark.parametrize("size", [1, 3, 5, 10, 11])
def test_rows_are_read_in_chunks_and_come_each_once_in_order(ten, monkeypatch, size):
    monkeypatch.setattr(questions, "CHUNK", size)
    portfolio = everything()
    downwards = list(range(10, 0, -1))

    assert amounts(portfolio) == downwards
    for start, stop in pairwise([0, 4, 7, 10, 12]):
        assert amounts(portfolio, slice(start, stop)) == downwards[start:stop]
    assert amounts(portfolio, slice(3)) == [10, 9, 8]
    assert amounts(portfolio.with_amount(least=3, most=6)) == [6, 5, 4, 3]


def test_rows_cost_a_query_a_chunk_when_they_are_wanted_and_no_sooner(ten, monkeypatch):
    monkeypatch.setattr(questions, "CHUNK", 4)
    portfolio = everything()
    with CaptureQueriesContext(connection) as asked:
        rows = portfolio.rows(BY_AMOUNT)
        costs = [len(asked)]
        for _version in rows:
            costs.append(len(asked))  # noqa: PERF401 (what each step costs)
        costs.append(len(asked))

    assert costs == [0, *[1] * 4, *[2] * 4, *[3] * 2, 3]


def test_what_is_sent_stays_of_one_piece_whatever_is_published_meanwhile(ten, monkeypatch):
    monkeypatch.setattr(questions, "CHUNK", 2)
    rows = everything().rows(BY_AMOUNT)
    sent = [next(rows)]
    for project in (ten[0], ten[9]):
        editing.withdraw(project, by=factories.signer(), why="Fel.")
    ten[4].title, ten[4].loan_amount = "Nya parken", 1000
    editing.save(ten[4], by=factories.signer())
    editing.publish(ten[4], by=factories.signer())
    factories.project(loan_amount=3)
    sent += rows

    assert [version.loan_amount for version in sent] == list(range(10, 0, -1))
    assert sent[5].content["title"]["sv"] == "Park 5"
    assert amounts(everything()) == [1000, 9, 8, 7, 6, 4, 3, 3, 2]


def test_a_search_costs_one_query_and_phrases_one_more(ten, django_assert_num_queries):
    portfolio = everything()
    portfolio.answering(read("park"))  # the words of the register are read once

    with django_assert_num_queries(1):
        assert portfolio.answering(read("park 10")).number == 1
    with django_assert_num_queries(2):
        assert portfolio.answering(read('"park 1" "park" -"park 2"')).number == 1
    with django_assert_num_queries(0):
        assert portfolio.answering(read("!")).number == 0
    assert amounts(portfolio.answering(read("park 10"))) == [10]
    assert amounts(portfolio.with_amount(most=4).answering(read("1"))) == [1]
    assert amounts(portfolio.answering(read("finns inte"))) == []
    assert amounts(portfolio.answering(read("-3 -4"))) == [10, 9, 8, 7, 6, 5, 2, 1]


@pytest.mark.parametrize("is_of_a_day", [False, True])
def test_a_search_finds_what_stood_when_the_portfolio_was_made(ten, monkeypatch, is_of_a_day):
    state, day = register.state(), timezone.localdate() if is_of_a_day else None
    # The clock may be too coarse to tell one action from the next.
    monkeypatch.setattr(publishing, "timezone", SimpleNamespace(now=lambda: state.changed_at))
    portfolio = at(state, day)[1]
    ten[4].title = "Nya leken"
    editing.save(ten[4], by=factories.signer())
    editing.publish(ten[4], by=factories.signer())
    factories.project(title="Park 11")
    editing.withdraw(ten[6], by=factories.signer(), why="Fel.")

    assert amounts(portfolio.answering(read("park"))) == list(range(10, 0, -1))
    assert amounts(portfolio.answering(read("leken"))) == []
