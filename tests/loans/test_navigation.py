"""The ways through the site at the top and foot of every page."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from loans.navigation import FOOT, MENU
from tests import factories

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a[^>]*href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>')


def links_of(visitor, path: str, part: str) -> dict[str, tuple[str, str]]:
    """Label → address and `aria-current`, of the links in the header's menu or the footer."""
    body = visitor.get(path).content.decode()
    begin, end = {"menu": ("<nav", "</nav>"), "foot": ("<footer", "</footer>")}[part]
    inner = body.partition(begin)[2].partition(end)[0]
    return {label: (href, current) for href, current, label in LINK.findall(inner)}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/projekt/", {"Projekt": "page"}),
        ("/projekt/?q=x&category=none", {"Projekt": "page"}),
        ("/projekt/hus/", {"Projekt": "true"}),
        ("/medlemmar/", {"Medlemmar": "page"}),
        ("/kategorier/boende/", {"Kategorier": "true"}),
        ("/om/data/", {"Om lånet": "true"}),
        ("/satsningar/klockaretorpet/", {"Projekt": "true"}),
        ("/", {}),
        ("/finns-inte/", {}),
        ("/en/projects/hus/", {"Projects": "true"}),
        ("/en/borrowers/", {"Borrowers": "page"}),
    ],
)
def test_the_menu_marks_where_one_is(visitor, path, current):
    factories.project(
        slug="hus",
        category=factories.category(slug="boende"),
        initiative=factories.initiative(slug="klockaretorpet"),
    )
    marked = {label: mark for label, (_, mark) in links_of(visitor, path, "menu").items() if mark}
    assert marked == current


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/om/", {"Om Lån för Social Hållbarhet": "page"}),
        ("/om/data/", {"Om uppgifterna": "page"}),
        ("/integritet/1/", {"Integritet och personuppgifter": "true"}),
        ("/integritet/", {"Integritet och personuppgifter": "page"}),
        ("/projekt/hus/andringar/", {"Projekt": "true"}),
        ("/", {}),
    ],
)
def test_the_foot_marks_the_nearest_page_and_no_other(visitor, path, current):
    factories.project(slug="hus")
    marked = {label: mark for label, (_, mark) in links_of(visitor, path, "foot").items() if mark}
    assert marked == current


@pytest.mark.parametrize("page", [*FOOT[0][1][1:], "about", "accessibility"])
def test_the_foot_names_a_page_as_its_heading_does(visitor, page):
    labels = {href: label for label, (href, _) in links_of(visitor, "/projekt/", "foot").items()}
    body = visitor.get(reverse(page)).content.decode().replace("&shy;", "")
    assert f"<h1>{labels[reverse(page)]}</h1>" in body


@pytest.mark.parametrize("path", ["/projekt/", "/en/projects/"])
@pytest.mark.parametrize("part", ["menu", "foot"])
def test_every_way_leads_to_a_page(visitor, path, part):
    hrefs = [href for href, _ in links_of(visitor, path, part).values() if ":" not in href]
    assert len(hrefs) >= 4
    for href in hrefs:
        assert visitor.get(href).status_code == 200
        assert href.startswith("/en/") == path.startswith("/en/")


def test_the_foot_leads_to_the_whole_register(visitor):
    linked = {href for href, _ in links_of(visitor, "/en/projects/", "foot").values()}
    with override("en"):
        assert {reverse(page) for page in FOOT[0][1]} <= linked
        assert {reverse(page) for page in MENU[:4]} <= linked
