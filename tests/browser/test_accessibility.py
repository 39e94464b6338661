"""axe finds nothing on any type of page; nothing scrolls sideways; targets are large enough."""

from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest

from tests.broken import failing
from tests.browser.pages import (
    PAGES,
    THOUSAND,
    Page,
    ask_again,
    fill,
    fill_with_a_thousand,
    in_both_languages,
    latest_notice,
    visit,
)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
LOOKS = list(product([320, 1280], [("light", RULES), ("dark", COLOUR_RULES)]))
"""Widths in pixels and schemes; a scheme changes colours alone, and axe takes its time."""

SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((e) => !e.closest(".visually-hidden, .skip-link, p, dd") && e.checkVisibility())
  .map((e) => [e.outerHTML.slice(0, 80), (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)
"""


def faults(page, rules: list[str] = RULES) -> list[str]:
    """What axe finds, each fault with its place. Evaluated, since the policy forbids a tag."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def faults_in_every_look(page) -> list[str]:
    """The faults of the page that is shown, narrow and wide, light and dark."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    for width, (scheme, rules) in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        here = faults(page, rules) + page.evaluate(SMALL_TARGETS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            here.append("scrolls sideways")
        found += [f"{width} {scheme}: {fault}" for fault in here]
    return found


def faults_of(pages: dict[str, Page], new_page, site: str) -> dict[str, list[str]]:
    """Name → faults, of the pages that have any."""
    browsers = {True: new_page(accepted=latest_notice()), False: new_page()}
    found = {}
    for name, page in pages.items():
        browser = browsers[page.is_accepted]
        visit(browser, site, page)
        found[name] = faults_in_every_look(browser)
    return {name: list_ for name, list_ in found.items() if list_}


def test_every_type_of_page_is_accessible_in_both_languages(new_page, site):
    fill()
    ask_again()
    with failing():
        assert faults_of(in_both_languages(PAGES), new_page, site) == {}


def test_a_list_of_a_thousand_is_accessible(new_page, site):
    fill_with_a_thousand()

    assert faults_of(in_both_languages(THOUSAND), new_page, site) == {}


def test_an_empty_register_is_accessible(new_page, site):
    page = Page("/projekt/")

    assert faults_of(in_both_languages({"empty": page}), new_page, site) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_filters_are_accessible(new_page, width):
    fill()
    page = new_page(width=width, accepted=True)
    page.goto("/projekt/")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")

    assert page.get_by_role("checkbox").first.is_visible()
    assert faults(page) == []


def test_axe_is_really_asked_for_every_look(new_page):
    page = new_page()
    page.goto("/integritet/")
    page.evaluate(
        "document.querySelector('h1').style.cssText = 'color:#777; background:#888; padding:1em'"
    )
    page.evaluate(
        "document.querySelector('main p').innerHTML = '<img src=\"/static/img/icon.svg\">'"
    )
    found = faults_in_every_look(page)

    for width, (scheme, rules) in LOOKS:
        assert any(fault.startswith(f"{width} {scheme}: color-contrast") for fault in found)
        if rules is RULES:
            assert any(fault.startswith(f"{width} {scheme}: image-alt") for fault in found)
