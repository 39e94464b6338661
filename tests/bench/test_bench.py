"""That the measurement of the search measures what it says, in a register of thirty projects."""

import re

import pytest

from loans.models import Project, PublishedVersion
from tests.bench import __main__ as bench
from tests.bench import costs, register, report
from tests.bench.costs import Publication, Publishing, Ratio, Search
from tests.loans.selecting import select


@pytest.fixture
def quick(monkeypatch):
    """Each thing is measured once or twice, and half of the projects are copies."""
    monkeypatch.setattr(register, "GENERATED", 15)
    monkeypatch.setattr(costs, "QUESTIONS", costs.QUESTIONS[::8])
    for name, number in {"TURNS": 1, "FIRSTS": 1, "PUBLICATIONS": 2}.items():
        monkeypatch.setattr(costs, name, number)


@pytest.mark.django_db
def test_a_small_register_is_measured_from_end_to_end(quick, capsys):
    status = bench.compare(30)

    said = capsys.readouterr().out
    assert status == ("BROKEN" in said)
    assert "\n30 projects.\n" in said
    for kind, question in costs._questions():
        number = select(f"q={question.replace(' ', '+')}").totals["number"]
        assert f"{kind:26}{question:34}{number:>9}" in said
    assert int(re.search(r"of 2 publications, (\d+) new words in each", said)[1]) >= costs.NEW_WORDS
    later = PublishedVersion.objects.filter(number__gt=1)
    assert later.count() == 1 + costs.PUBLICATIONS + 2 * costs.FIRSTS


@pytest.mark.django_db
def test_copies_are_published_as_projects_of_their_own(quick):
    register.fill(30, lambda done, total: None)

    current = PublishedVersion.objects.current()
    assert current.count() == Project.objects.count() == 30
    copy = current.order_by("serial").last()
    assert copy.content["title"]["sv"].endswith(f" {copy.serial}")
    assert select(f"q={copy.reference}").totals["number"] == 1
    assert copy.facet_values.filter(facet="member").exists()
    assert copy.pk - current.order_by("serial").first().pk == 29


def found(kind: str, times: float) -> Search:
    return Search(kind, "ö b", 1, answer=Ratio(10 * times, 10), page=Ratio(1, 1))


def published(indexing: float) -> Publishing:
    each = [Publication(99, ms, 5) for ms in (1, indexing, 90)]
    return Publishing(each, new_words=9, first=Ratio(3, 2))


def test_a_kept_promise_is_told():
    searches = [found(costs.TWO_WORDS, 3), found("phrase", 9)]

    assert report.broken(searches, published(19.9)) == []
    assert report.verdict(searches, published(19.9)) == [report.KEPT]


def test_each_broken_promise_is_told():
    searches = [found(f"{costs.TWO_WORDS}, rare", 3.01)]

    slow, heavy = report.verdict(searches, published(20))
    assert "“ö b” takes 3.01 times" in slow
    assert "indexing a version takes 20.0 ms" in heavy


def test_a_register_of_one_project_is_refused(capsys):
    with pytest.raises(SystemExit):
        bench._arguments(["1"])
    assert "at least 2 projects" in capsys.readouterr().err
    assert bench._arguments([]).projects == bench.PROJECTS
