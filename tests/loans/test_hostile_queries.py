"""Whatever stands after the question mark: a page, a file or a clear error, and nothing more.

The register that is asked keeps secrets: see `secrets`.
"""

import json
from datetime import timedelta
from itertools import product
from urllib.parse import unquote, urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loans import register
from loans.facets import BY_NAME
from loans.formats.table import SUFFIXES
from loans.selection import Selection
from loans.selection.filters import PARAMETERS
from tests import factories
from tests.loans import secrets
from tests.loans.answers import in_language, reader
from tests.loans.recounting import Row
from tests.loans.secrets import SECRET
from tests.loans.test_no_leaks import secret_in

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile queries")]

often = settings(max_examples=150)


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker) -> Row:
    """The one project that the public may see, beside all that it may not."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.notice()
        secrets.plant()
        yield Row(register.current().get())
        transaction.set_rollback(True)


def addresses(shown: Row) -> list[str]:
    """Whatever shows projects, in both languages and every format."""
    [member], [borrower] = shown.keys["member"], shown.keys["borrower"]
    found = []
    for language in ("sv", "en"):
        found += [in_language(language, name) for name in ("start", "projects", "members")]
        for name, values in [
            ("projects", {}),
            ("member", {"slug": member}),
            ("borrower", {"slug": borrower}),
        ]:
            found.append(in_language(language, name, **values))
            found.append(in_language(language, f"{name}-print", **values))
            for suffix in SUFFIXES:
                found.append(in_language(language, f"{name}-file", suffix=suffix, **values))
        for name in ("project", "project-changes"):
            found.append(in_language(language, name, slug=shown.content["slug"]))
    return list(dict.fromkeys(found))


def ask(address: str, query: str):
    """The answer to a query string sent as it is: as octets, which WSGI writes as Latin-1."""
    response = reader().get(address, QUERY_STRING=query)
    assert response.wsgi_request.META["QUERY_STRING"] == query
    return response


def check(address: str, query: str) -> None:
    """A page, a file or a redirect; or an error that says what is wrong. No secret in any."""
    response = ask(address, query)
    assert response.status_code in {200, 302, 400}, (address, query)
    assert secret_in(response, f"{address}?{unquote(query)}") == ""
    if response.status_code == 400 and "." in address:
        told = json.loads(response.content)
        assert response["Content-Type"] == "application/problem+json"
        assert told.keys() == {"type", "title", "status", "detail", "instance"}
    elif response.status_code == 400:
        assert "<h1" in response.content.decode()


# --- Octets, put together as no browser would ---------------------------------------------

PIECES = st.sampled_from(
    [
        *PARAMETERS,
        *("ett", "none", "trygghet", "2021", "-decided_on", "2", "park", "dialect", "excel"),
        *("=", "=", "=", "&", "&", ";", "+", "%", "%00", "%zz", "%C3", "%FF%FE", "%ED%A0%80"),
        *("%0d%0aSet-Cookie:a=b", "%252e", "?", "#", '"', "'", "\\", "\x00", "\x7f", "\xff"),
        *("\xc3\xa5", "[]", "__in", "__", "$", "{{", "9" * 30, "1e9", "-1", "find_member"),
    ]
)
OCTETS = st.lists(PIECES, max_size=14).map("".join) | st.binary(max_size=60).map(
    lambda octets: octets.decode("latin-1")
)


@often
@given(data=st.data(), query=OCTETS)
def test_any_octets_get_an_answer_or_a_clear_error(shown, data, query):
    check(data.draw(st.sampled_from(addresses(shown))), query)


# --- Questions that somebody made who knows what stands behind -----------------------------

INSIDE = [
    *("project__internal_note", "project__publish_at", "approved_by__username", "search_text"),
    *("withdrawn_at", "content", "versions", "pk", "id", "valid_to", "facet_values__key"),
    *("_connector", "_negated", "self", "portfolio", "queryset", "data", "language", "state"),
    *("params", "suffix", "slug", "facet", "limit", "fields", "format", "page_size"),
]
LOOKUPS = ["", "__in", "__isnull", "__regex", "__gt", "__contains", "[]", "_negated", "\x00", " "]
NAMES = st.tuples(st.sampled_from([*PARAMETERS, *INSIDE]), st.sampled_from(LOOKUPS)).map("".join)
HOSTILE = [
    *("none", "None", "null", "True", "0", "-1", "9" * 15, "9" * 16, "9" * 5000, "1e308"),
    *("１２", "٢٠٢٤-٠١-٠١", "0001-01-01", "9999-12-31", "2024-02-30", "0000-00-00", "NaN"),
    *("2025-03-01", "2024-06-01T00:00", "P-0001", "p-0001", "P-٠٠٠١", "company", "05"),
    *("project__internal_note", "-project__publish_at", "?", "amount", "-pk", "random()"),
    *("' OR 1=1 --", "%", "_", ".*", "\\", "{{ 7*7 }}", "{0.__class__}", "${7}", "=1+1"),
    *("../../etc/passwd", "a\r\nSet-Cookie: a=b", "\x00", "\u202e", "\ufeff", "ﷺ" * 199),
    *(f"bolaget-{SECRET}", f"kategori-{SECRET}", SECRET, f'"{SECRET}"', "a" * 201),
]
VALUES = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs", "Nd"]), max_size=20
)
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=6) | st.tuples(
    NAMES, VALUES, st.integers(2, 60)
).map(lambda repeated: [repeated[:2]] * repeated[2])


@often
@given(data=st.data(), pairs=PAIRS)
def test_any_question_gets_an_answer_or_a_clear_error(shown, data, pairs):
    check(data.draw(st.sampled_from(addresses(shown))), urlencode(pairs))


@pytest.mark.parametrize("name", [*sorted(PARAMETERS), *(f"find_{facet}" for facet in BY_NAME)])
def test_every_parameter_takes_or_refuses_whatever_stands_there(shown, name):
    for value in [*HOSTILE, *("9" * digits for digits in (16, 17, 31, 400))]:
        asked = Selection(QueryDict(urlencode({name: value})), language="sv")
        said = [asked.title, asked.active, asked.facets, asked.headline]
        rows = [version.reference for version in asked.rows()]

        assert said[0], (name, value)
        assert bool(asked.in_words) == asked.is_valid != bool(asked.errors)
        assert rows in ([], [shown.reference])
        assert asked.is_valid or not rows


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_only_a_day_that_has_come_can_be_asked_for(shown, suffix):
    address = f"/projekt.{suffix}" if suffix else "/projekt/"
    today = timezone.localdate()
    statuses = [
        ask(address, f"as_of={today + timedelta(days=days)}").status_code for days in (-1, 0, 1)
    ]

    assert statuses == [200, 200, 400]


@pytest.mark.parametrize("name", sorted(PARAMETERS - {"page"}))
def test_a_wrong_value_is_refused_by_the_list_every_file_and_paper(shown, name):
    paths = ["/projekt/", "/projekt/utskrift/", *(f"/projekt.{suffix}" for suffix in SUFFIXES)]
    query = urlencode({name: "\x00"})
    statuses = {path: ask(path, query).status_code for path in paths}

    assert set(statuses.values()) == {400}, statuses


@settings(often, max_examples=40)
@given(pairs=PAIRS, suffix=st.sampled_from(SUFFIXES), language=st.sampled_from(["sv", "en"]))
@example(pairs=[("as_of", "0001-01-01")], suffix="csv", language="sv")
def test_what_the_list_refuses_every_file_and_paper_refuse(shown, pairs, suffix, language):
    query = urlencode([(name, value) for name, value in pairs if name != "page"])
    names = [("projects", {}), ("projects-print", {}), ("projects-file", {"suffix": suffix})]
    answers = {
        name: ask(in_language(language, name, **values), query).status_code
        for name, values in names
    }

    assert len(set(answers.values())) == 1, (query, answers)


@settings(often, max_examples=50)
@given(pairs=st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=6))
def test_what_is_no_parameter_changes_nothing(shown, pairs):
    others = [(name, value) for name, value in pairs if name not in PARAMETERS]
    asked = Selection(QueryDict(urlencode(others)), language="sv")

    assert asked.is_everything
    assert [version.reference for version in asked.rows()] == [shown.reference]
    assert (asked.query_string, asked.active) == ("", [])


def test_no_value_that_is_hidden_can_be_told_from_one_that_is_not_there(shown):
    """The same answer, but for the name that was asked for."""
    for (facet, key), suffix in product(HIDDEN_KEYS, SUFFIXES):
        assert key not in shown.keys[facet]
        said = [
            ask(f"/projekt.{suffix}", urlencode({facet: asked})) for asked in (key, "finns-inte")
        ]
        bodies = [response.content.decode().replace(key, "finns-inte") for response in said]
        assert [response.status_code for response in said] == [400, 400]
        assert bodies[0] == bodies[1]


HIDDEN_KEYS = [
    *(("borrower", f"{name}-{SECRET}") for name in ("bolaget", "nya-bolaget", "oanvant")),
    *(("member", f"{name}-{SECRET}") for name in ("kommunen", "oanvand-kommun")),
    *(("category", f"kategori-{SECRET}"), ("investment_type", f"typ-{SECRET}")),
    *(("goal", f"mal-{SECRET}"), ("goal", "oanvant-mal-1"), ("target_group", f"grupp-{SECRET}")),
    *(("initiative", f"satsning-{SECRET}"), ("decided_year", "2096"), ("amount_band", "500-1000")),
    *(("borrower_kind", "foundation"), ("amount_precision", "approximate")),
]


def test_every_facet_that_can_hide_something_was_asked_for():
    assert BY_NAME.keys() - {facet for facet, _key in HIDDEN_KEYS} == {"county"}


@pytest.mark.parametrize("path", ["/projekt/", "/projekt/utskrift/"])
def test_a_query_of_a_thousand_parameters_is_one_line_of_the_log(visitor, caplog, path):
    assert visitor.get(f"{path}?{'x=1&' * 1001}").status_code == 400

    found = [(record.levelname, record.exc_info) for record in caplog.records]
    assert found == [("WARNING", None)]
