"""One change of a project in full, on pages of its own."""

import gzip
import html
import random
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.loans.reading import text_of
from tests.loans.rewriting import at, publish, unlike

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return factories.project(
        title="Parken", slug="parken", loan_amount=68_000_000, description="Ett.\n\nTvå."
    )


def read_on(visitor, path: str, query: str) -> list[str]:
    """The pages from one on, as far as "next" leads. Each is light and costs few queries."""
    found = []
    while query:
        with CaptureQueriesContext(connection) as queries:
            page = visitor.get(f"{path}{html.unescape(query)}")
        assert (page.status_code, len(queries) <= 6) == (200, True)
        assert len(gzip.compress(page.content)) < 14_000
        found.append(page.content.decode())
        following = re.search(r'rel="next" href="([^"#]+)', found[-1])
        query = following[1] if following else ""
    return found


def struck_and_added(pages: list[str]) -> tuple[str, str]:
    """All that is marked on the pages, without white space."""
    return tuple(
        re.sub(r"\s", "", "".join(re.findall(rf"<{tag}>(.*?)</{tag}>", "".join(pages), re.S)))
        for tag in ("del", "ins")
    )


@pytest.mark.parametrize("glue", ["\n\n", " ", ""])
def test_every_word_of_every_change_can_be_read_somewhere(project, visitor, glue):
    chance = random.Random(3)
    texts = []
    for number in range(4):
        words = (f"{number}{word}" for word in unlike(chance).split())
        texts.append(glue.join(words)[:31_000].strip())
        publish(project, description=texts[-1])

    path = "/projekt/parken/andringar/"
    hrefs = re.findall(r'href="(\?version=\d+)"', visitor.get(path).content.decode())
    assert len(hrefs) == 4
    for href, before, after in zip(hrefs, texts[2::-1], texts[:0:-1], strict=False):
        found = struck_and_added(read_on(visitor, path, href))
        assert found == tuple(re.sub(r"\s", "", text) for text in (before, after))


def test_a_change_in_full_says_whose_and_when_and_leads_back(project, visitor):
    publish(project, title_en="The park", place_name="Vivalla")
    at(project, 1, 2024, 3, 3, 12)
    at(project, 2, 2026, 3, 3, 12)

    page = visitor.get("/en/projects/parken/changes/", {"version": "2"})
    assert "The change of 3 March 2026 at 13:00: The park" in page.content.decode().replace(
        "\u00a0", " "
    )
    assert "Vivalla" in text_of(page)
    assert 'href="/en/projects/parken/changes/">To all changes</a>' in page.content.decode()
    assert "Published for the first time" not in text_of(page)


@pytest.mark.parametrize(
    "query",
    [*(f"version={number}" for number in (-1, 0, 1, 9, "9" * 30)), "version=2&page=2"],
)
def test_a_change_that_does_not_exist_leads_to_all(project, visitor, query):
    publish(project, title="Nya parken")
    response = visitor.get(f"/projekt/parken/andringar/?{query}")

    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/projekt/parken/andringar/",
    )
    assert visitor.get("/projekt/parken/andringar/?version=x").status_code == 400
