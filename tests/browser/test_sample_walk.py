"""The sample as `make demo` loads it: a visitor finds the project that everybody looks for.

By browsing, by filter and by search, from the gate on, in both languages.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from loans.management import demo

SAMPLE = json.loads(Path(demo.SAMPLE).read_text("utf-8"))["projects"]
CATEGORY = "trygghet-sakerhet-och-tillganglighet"
IN_CATEGORY = sum(project.get("category") == CATEGORY for project in SAMPLE)
BORROWER = "Norrköpings kommun"
OF_BORROWER = sum(project["borrower"] == BORROWER for project in SAMPLE)


class Words(NamedTuple):
    start: str
    title: str
    amount: str
    all: str
    every: str
    some: str
    category: str
    search: str
    show: str
    typed: str


WORDS = {
    "sv": Words(
        start="/",
        title="Investeringar i ökad tillgänglighet för att förbättra tryggheten och folkhälsan",
        amount="68\u00a0miljoner kronor",
        all="Visa alla 9 projekt",
        every="Visar 9 projekt",
        some="Visar {} av 9 projekt",
        category="Trygghet, säkerhet och tillgänglighet",
        search="Sök",
        show="Visa projekt",
        typed="klockaretorpsparken folkhälsan",
    ),
    "en": Words(
        start="/en/",
        title="Investments in greater accessibility to improve safety and public health",
        amount="SEK\u00a068\u00a0million",
        all="Show all 9 projects",
        every="Showing 9 projects",
        some="Showing {} of 9 projects",
        category="Safety, security and accessibility",
        search="Search",
        show="Show projects",
        typed="klockaretorpsparken tramway",
    ),
}


@pytest.fixture
def site(live_server) -> str:
    """The site of the demo: its sample, its reference data and its own notice."""
    demo.prepare(0, progress=lambda done, total: None)
    return live_server.url


def choose(page, name: str, value: str) -> None:
    """Ticks a value of a facet, after opening what it is folded into."""
    box = page.locator(f"input[name={name}][value='{value}']")
    folds = box.locator("xpath=ancestor::details")
    for number in range(folds.count()):
        fold = folds.nth(number)
        if fold.get_attribute("open") is None and fold.locator("> summary").is_visible():
            fold.locator("> summary").click()
    box.check()


def open_the_project(page, words: Words) -> None:
    """From a list to the page of the project, which says what is known of it."""
    page.get_by_role("main").get_by_role("link", name=words.title, exact=True).click()

    assert page.get_by_role("heading", level=1).inner_text() == words.title
    facts = page.get_by_role("main").inner_text()
    for value in (BORROWER, words.amount, words.category, "2020–2025"):
        assert value in facts, value


@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_real_project_is_found_by_browsing_by_filter_and_by_search(
    new_page, site, language, width, javascript
):
    words = WORDS[language]
    page = new_page(width=width, javascript=javascript)
    status = page.get_by_role("status")

    # From the gate to the start page, and from there to the list.
    page.goto(words.start)
    assert re.search("/(integritet|privacy)/", page.url)
    page.locator("main button[value=accept]").click()
    assert page.url == site + words.start
    page.get_by_role("main").get_by_role("link", name=words.all, exact=True).click()
    expect(status).to_have_text(words.every)
    listed = page.url

    # By browsing.
    open_the_project(page, words)

    # By filter: its category, and then its borrower too.
    page.goto(listed)
    choose(page, "category", CATEGORY)
    page.get_by_role("button", name=words.show).click()
    expect(status).to_have_text(words.some.format(IN_CATEGORY))
    choose(page, "borrower", "norrkopings-kommun")
    page.get_by_role("button", name=words.show).click()
    expect(status).to_have_text(words.some.format(1))
    open_the_project(page, words)

    # By the page of its borrower.
    page.get_by_role("main").get_by_role("link", name=BORROWER, exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == BORROWER
    assert page.get_by_role("article").count() == OF_BORROWER
    open_the_project(page, words)

    # By search.
    page.goto(listed)
    page.get_by_role("searchbox", name=words.search).fill(words.typed)
    page.get_by_role("button", name=words.show).click()
    expect(status).to_have_text(words.some.format(1))
    open_the_project(page, words)
