"""A list asks few questions, whatever is selected and however many projects there are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from loans.facets import BY_NAME
from loans.models import FacetValue, Project
from loans.portfolio import RELEVANCE
from loans.selection.filters import DEFAULT_SORT, SORTS
from tests import factories

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6
OTHER_ORDERS = set(SORTS) - {DEFAULT_SORT, RELEVANCE}
SEARCHES = ["generer", "trygg park", "ö", '"ny förskola" "i" -park', "finnsinte", "äldreboende"]


def published_keys() -> dict[str, list[str]]:
    """Facet → the keys that published projects have."""
    keys: dict[str, list[str]] = {name: [] for name in BY_NAME}
    for facet, key in FacetValue.objects.values_list("facet", "key").distinct().order_by("key"):
        keys[facet].append(key)
    return keys


def selections(keys: dict[str, list[str]]) -> list[dict[str, list[str]]]:
    """Nothing, every facet with one value and with many, searches, orders and pages, and some
    of it all at once."""
    every = {name: values[:4] for name, values in keys.items()}
    return [
        {},
        *({name: values[:1]} for name, values in every.items()),
        *({name: values} for name, values in every.items()),
        *({"q": [words]} for words in SEARCHES),
        *({"sort": [sort]} for sort in sorted(OTHER_ORDERS)),
        *({"sort": [sort], "page": ["2"]} for sort in sorted(OTHER_ORDERS)),
        *(every | {"sort": [sort], "q": ["e"]} for sort in sorted(OTHER_ORDERS)),
        {"category": keys["category"], "page": ["7"]},
        {"page": ["40"]},
    ]


def cost(visitor, path: str, query: dict[str, list[str]] | None = None) -> int:
    """How many queries a page takes; one beyond the last of a list leads to the first."""
    with CaptureQueriesContext(connection) as asked:
        response = visitor.get(path, query or {})
    assert response.status_code in ({200, 302} if query and "page" in query else {200})
    return len(asked)


def test_a_list_of_a_thousand_projects_costs_at_most_six_queries(visitor):
    load_reference_data()
    assert generate(1000, seed=1, by=factories.signer()) == 1000
    asked = selections(published_keys())

    for path in ("/projekt/", "/en/projects/"):
        costs = {urlencode(query, doseq=True): cost(visitor, path, query) for query in asked}
        assert {query: n for query, n in costs.items() if n > MOST_QUERIES} == {}
    assert visitor.get("/projekt/").context["selection"].totals["number"] == 1000
    assert visitor.get("/projekt/?page=40").status_code == 200


def fill(numbers: range) -> Project:
    """Projects that have a value in every facet, all of them different; returns the last."""
    for index in numbers:
        member = factories.member(name=f"Kommun {index}", slug=f"kommun-{index}")
        made = factories.project(
            borrower=factories.borrower(name=f"Bolag {index}", members=[member]),
            category=factories.category(),
            investment_type=factories.investment_type(),
            goals=[factories.goal(), factories.goal()],
            target_groups=[factories.target_group()],
            initiative=factories.initiative(),
            decided_on=date(2000 + index, 1, 1),
            loan_amount=1_000_000 + index,
        )
    return made


def test_a_list_costs_no_more_queries_for_twenty_projects_than_for_one(visitor):
    fill(range(1))
    asked = selections(published_keys())
    one = [cost(visitor, "/projekt/", query) for query in asked]
    fill(range(1, 20))

    twenty = [cost(visitor, "/projekt/", query) for query in asked]
    grown = zip(asked, one, twenty, strict=True)
    assert [query for query, before, after in grown if after > before] == []


def test_a_project_page_costs_no_more_queries_among_twenty_than_alone(visitor):
    path = f"/projekt/{fill(range(1)).slug}/"
    alone = cost(visitor, path)
    fill(range(1, 20))

    assert cost(visitor, path) <= alone <= MOST_QUERIES
