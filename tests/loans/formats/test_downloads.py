"""The whole register as files on the page about the data: how large each is, reckoned once."""

import re
from html import unescape
from threading import Thread

import pytest

from loans import figures, register
from loans.formats import downloads, table
from loans.formats.extract import Extract
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = {"/om/data/": "/projekt", "/en/about/data/": "/en/projects"}


def shown(response) -> dict[str, str]:
    """Address → the size that stands beside."""
    [part] = re.findall(r'<ul class="downloads">.*?</ul>', response.content.decode(), flags=re.S)
    rows = re.findall(r"<li>(.*?)</li>", part, flags=re.S)
    sizes = [re.findall(r'<data value="(\d+)">', row) for row in rows]
    hrefs = [unescape(re.search(r'href="([^"]+)"', row)[1]) for row in rows]
    return {href: size[0] if size else "" for href, size in zip(hrefs, sizes, strict=True)}


@pytest.mark.parametrize(("path", "there"), PAGES.items())
def test_every_format_stands_with_the_size_that_it_has(visitor, path, there):
    factories.project()
    found = shown(visitor.get(path))

    assert len(found) == len(table.FORMATS)
    for href, size in found.items():
        assert href.startswith(f"{there}.")
        assert int(size) == len(visitor.get(href).content)


def test_a_size_is_reckoned_once_for_a_state_of_the_register(visitor, monkeypatch):
    factories.project()
    made = []
    honest = table.Format.blocks
    monkeypatch.setattr(
        table.Format, "blocks", lambda self, of: made.append(self.name) or honest(self, of)
    )
    first = shown(visitor.get("/om/data/"))
    again = shown(visitor.get("/om/data/"))
    factories.project()
    after = shown(visitor.get("/om/data/"))

    assert made == [each.name for each in table.FORMATS] * 2
    assert first == again != after


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The names of the formats of which a file is made."""
    found, honest = [], table.Format.blocks
    monkeypatch.setattr(
        table.Format, "blocks", lambda self, of: found.append(self.name) or honest(self, of)
    )
    return found


def test_whoever_asks_for_one_format_does_not_wait_for_others(visitor, made):
    factories.project()
    visitor.get("/datapackage.json")
    assert made == ["csv"]

    visitor.get("/om/data/")
    assert sorted(made) == sorted(each.name for each in table.FORMATS)


def test_a_new_notice_changes_no_size(client, made):
    factories.project()
    for _ in range(2):
        factories.notice()
        downloads.downloads(register.state())

    assert len(made) == len(table.FORMATS)


def test_what_another_is_measuring_is_not_measured_again(db, made):
    factories.project()
    state, found = register.state(), []
    right = downloads.Measure(7, "")
    with downloads._measuring:
        waiting = Thread(target=lambda: found.append(downloads.measure("csv", state)))
        waiting.start()
        downloads._keep((downloads.mark(state), "sv"), {"csv": right})
    waiting.join()

    assert (found, made) == ([right], [])


@pytest.mark.parametrize("path", PAGES)
def test_the_sizes_cost_at_most_six_queries(visitor, path, django_assert_max_num_queries):
    factories.project()
    with django_assert_max_num_queries(6):
        visitor.get(path)


def test_the_files_of_an_empty_register_have_a_size_too(visitor):
    page = visitor.get("/om/data/").content.decode()
    words = re.findall(r'<data value="(\d+)">([^<]+)</data>', page)

    assert min(int(size) for size, _ in words) < 500
    assert {said.partition("\u00a0")[0] for size, said in words if int(size) < 1500} == {"1"}


@pytest.mark.parametrize(("number", "is_measured"), [(1_000, True), (1_001, False)])
def test_a_register_is_measured_up_to_a_thousand_projects(monkeypatch, number, is_measured):
    factories.project()
    monkeypatch.setattr(Extract, "totals", figures.NO_PROJECTS | {"number": number, "median": None})

    assert bool(downloads.measure("json", register.state())) == is_measured


def test_of_a_large_register_no_size_is_said(visitor, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_MEASURED", 1)
    for _ in range(2):
        factories.project()

    assert set(shown(visitor.get("/om/data/")).values()) == {""}
    assert downloads.measure("csv", register.state()) is None
