"""axe finds nothing on any type of page; nothing scrolls sideways; targets are large enough."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.pages import fill

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((e) => !e.closest(".visually-hidden, .skip-link, p, dd") && e.checkVisibility())
  .map((e) => [e.outerHTML.slice(0, 80), (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)
"""


def faults(page) -> list[str]:
    """What axe finds, each fault with its place. Evaluated, since the policy forbids a tag."""
    page.evaluate(AXE)
    found = page.evaluate("(tags) => axe.run({runOnly: tags})", RULES)
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
)
@pytest.mark.parametrize("accepted", [True, False])
def test_every_type_of_page_is_accessible(new_page, width, scheme, accepted):
    pages = fill()
    page = new_page(width=width, scheme=scheme, accepted=accepted)
    open_to_all = [name for name in pages if "gate" in name or "notice" in name]

    found = {}
    for name in pages if accepted else open_to_all:
        page.goto(pages[name])
        assert page.locator("h1").count() == 1, name
        found[name] = faults(page) + page.evaluate(SMALL_TARGETS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[name].append("scrolls sideways")
    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_the_open_filters_are_accessible(new_page):
    fill()
    page = new_page(width=320, accepted=True)
    page.goto("/projekt/")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")

    assert faults(page) == []


def test_axe_is_really_asked(new_page):
    page = new_page()
    page.goto("/integritet/")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"/static/img/icon.svg\">'")

    assert any(fault.startswith("image-alt") for fault in faults(page))
