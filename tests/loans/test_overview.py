"""Some projects at a glance: the newest of them, and charts of what they differ in."""

from datetime import date

import pytest

from loans.overview import Overview
from tests import factories
from tests.loans.heads import ReadPage
from tests.loans.reading import text_of
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return factories.category(slug="boende", name="Boende")


def publish(number: int, **fields) -> None:
    """So many projects, the first decided in 2011 and then one a year."""
    for year in range(2011, 2011 + number):
        factories.project(title=f"År {year}", decided_on=date(year, 1, 1), **fields)


def test_of_seven_projects_the_six_latest_are_shown_and_the_way_to_all(visitor, category):
    publish(7, category=category)
    factories.project(title="Ett annat", decided_on=date(2024, 1, 1))
    response = visitor.get("/kategorier/boende/")
    page = ReadPage(response)
    [everything] = [link for link in page.all("a") if link.text == "Visa alla 7 projekt"]

    assert [card.text for card in page.all("h3", **{"class": "card__title"})] == [
        f"År {year}" for year in (2017, 2016, 2015, 2014, 2013, 2012)
    ]
    assert everything.attributes["href"] == "/projekt/?category=boende"
    assert "Senast beslutade projekt" in text_of(response)
    english = visitor.get("/en/categories/boende/").content.decode()
    assert 'href="/en/projects/?category=boende">Show all 7 projects</a>' in english


def test_where_all_projects_are_shown_nothing_leads_to_them_once_more(visitor, category):
    publish(6, category=category)
    response = visitor.get("/kategorier/boende/")
    page = ReadPage(response)

    assert len(page.all("h3", **{"class": "card__title"})) == 6
    assert "Visa alla" not in text_of(response)
    assert page.one("h2", id="senaste").text == "Projekten"


def test_only_what_the_projects_differ_in_has_a_chart(visitor, category):
    def charts() -> list[str]:
        facets = ("category", "decided_year")
        overview = Overview(select(), facets=facets)
        return [chart.value_heading for chart in overview.charts]

    publish(1, category=category)
    assert charts() == []
    assert "Så fördelar sig projekten" not in text_of(visitor.get("/"))

    publish(2, category=category)
    assert charts() == ["Beslutsår"]
    assert "Så fördelar sig projekten" in text_of(visitor.get("/"))

    factories.project(decided_on=date(2012, 1, 1))
    assert charts() == ["Projektkategori", "Beslutsår"]


def test_figures_lead_to_the_projects_that_they_count(visitor, category):
    publish(2, category=category)
    factories.project()
    for path, number, href in [
        ("/", "3", "/projekt/"),
        ("/kategorier/boende/", "2", "/projekt/?category=boende"),
    ]:
        shown = visitor.get(path).context["overview"].shown_figures
        assert (shown[0].count.text, shown[0].count.href) == (number, href)
