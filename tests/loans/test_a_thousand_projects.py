"""With a thousand projects a list still asks few questions, whatever is selected."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from loans.filters import SORTS
from loans.models import FacetValue
from tests import factories

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6


def any_selection(chance: random.Random, keys: dict[str, list[str]]) -> dict[str, list[str]]:
    """Up to three values in each of some facets, perhaps with words, an order and a page."""
    facets = chance.sample(sorted(keys), chance.randint(0, 4))
    query = {name: chance.sample(keys[name], min(3, len(keys[name]))) for name in facets}
    query["sort"] = [chance.choice(sorted(SORTS))]
    if chance.random() < 0.5:
        query["q"] = [chance.choice(["generer", "trygg park", "ö", '"ny förskola"'])]
    return query


def test_a_list_of_a_thousand_projects_costs_at_most_six_queries(visitor):
    load_reference_data()
    assert generate(1000, seed=1, by=factories.signer()) == 1000
    keys: dict[str, list[str]] = {}
    for facet, key in FacetValue.objects.values_list("facet", "key").distinct():
        keys.setdefault(facet, []).append(key)

    chance, costs, sizes = random.Random(7), [], []
    for number in range(40):
        query = any_selection(chance, keys) if number else {}
        path = "/projekt/" if number % 2 else "/en/projects/"
        with CaptureQueriesContext(connection) as asked:
            response = visitor.get(path, query)
        assert response.status_code == 200
        costs.append(len(asked))
        sizes.append(response.context["selection"].totals["number"])
    assert max(costs) <= MOST_QUERIES
    assert max(sizes) == 1000
    assert len({size for size in sizes if size}) > 5
