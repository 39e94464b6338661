"""axe finds nothing on any type of page, nothing scrolls sideways, targets are large enough:
at 320, 768 and 1,280 pixels, in light, dark and forced colours, with scripts and without.

Swedish pages are seen in all eighteen looks. Without scripts axe is asked again only where an
element, its place or its colours differ from what it has seen with them. English pages, whose
templates are the same, and lists of a thousand projects are seen at each width and in each
colouring once, with scripts.
"""

import pytest

from tests.broken import failing
from tests.browser import looks
from tests.browser.looks import (
    EACH_WIDTH_AND_COLOUR,
    EVERY_LOOK,
    Look,
    faults_in,
    faults_without_scripts,
    without_scripts,
)
from tests.browser.pages import (
    PAGES,
    THOUSAND,
    Page,
    ask_again,
    fill,
    fill_with_a_thousand,
    in_both_languages,
    in_english,
    latest_notice,
    visit,
)

PARTS = 4
"""So that several processes share the work; each part fills a register of its own."""

ENGLISH = {name: in_english(page) for name, page in PAGES.items()}


def part_of(pages: dict[str, Page], part: int) -> dict[str, Page]:
    return dict(list(pages.items())[part::PARTS])


def readers(new_page) -> dict[bool, object]:
    """Browsers of somebody who has read the notice, True, and of somebody who has not."""
    return {True: new_page(accepted=latest_notice()), False: new_page()}


def faults_of(pages: dict[str, Page], asked: list[Look], new_page, site: str) -> dict:
    """Name → faults, of the pages that have any."""
    browsers, found = readers(new_page), {}
    for name, page in pages.items():
        visit(browsers[page.is_accepted], site, page)
        found[name], _ = faults_in(asked, browsers[page.is_accepted])
    return {name: faults for name, faults in found.items() if faults}


def faults_of_all_kinds(pages: dict[str, Page], new_page, site: str) -> dict[str, list[str]]:
    """Name → faults in every look, with scripts and without."""
    with_scripts, found = readers(new_page), {}
    without = {key: without_scripts(page) for key, page in readers(new_page).items()}
    for name, page in pages.items():
        visit(with_scripts[page.is_accepted], site, page)
        found[name], pictures = faults_in(EVERY_LOOK, with_scripts[page.is_accepted])
        plain = without[page.is_accepted]
        visit(plain, site, page)
        found[name] += faults_without_scripts(EVERY_LOOK, plain, pictures)
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_type_of_page_is_accessible_in_every_look(new_page, site, part):
    fill()
    ask_again()
    with failing():
        assert faults_of_all_kinds(part_of(PAGES, part), new_page, site) == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_type_of_page_is_accessible_in_english(new_page, site, part):
    fill()
    ask_again()
    with failing():
        assert faults_of(part_of(ENGLISH, part), EACH_WIDTH_AND_COLOUR, new_page, site) == {}


def test_a_list_of_a_thousand_is_accessible(new_page, site):
    fill_with_a_thousand()
    pages = in_both_languages(THOUSAND)

    assert faults_of(pages, EACH_WIDTH_AND_COLOUR, new_page, site) == {}


def test_an_empty_register_is_accessible(new_page, site):
    pages = in_both_languages({"empty": Page("/projekt/"), "empty start": Page("/")})

    assert faults_of(pages, EACH_WIDTH_AND_COLOUR, new_page, site) == {}


def test_the_open_filters_are_accessible(new_page):
    fill()
    page = new_page(accepted=True)
    page.goto("/projekt/")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")

    assert page.get_by_role("checkbox").first.is_visible()
    assert faults_in(EVERY_LOOK, page)[0] == []


# --- The tests above can fail -------------------------------------------------------------

BREAK = """
() => {
  const style = "forced-color-adjust: none; color: #777; background: #888";
  const pale = document.createElement("p"), button = document.createElement("button");
  pale.textContent = "Blekt";
  pale.style.cssText = style;
  button.title = "Liten";
  button.style.cssText = "inline-size: 9px; min-block-size: 0";
  document.querySelector("main").append(pale, new Image(), button);
  document.querySelector("footer").style.inlineSize = "1500px";
}
"""


def test_every_look_is_looked_at(new_page):
    page = new_page()
    page.goto("/integritet/")
    page.evaluate(BREAK)
    found, pictures = faults_in(EVERY_LOOK, page)

    assert len(EVERY_LOOK) == len(set(pictures)) == 9
    for look in EVERY_LOOK:
        for fault in ("color-contrast", "image-alt", "<button", "scrolls sideways"):
            assert any(said.startswith(f"{look}: {fault}") for said in found), (look, fault)


def add_to_the_page(page, addition: str) -> None:
    """Shows the notice with something more at the end of its main part."""

    def add(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{addition}</main>"))

    page.route("**/integritet/", add)
    page.goto("/integritet/")


def test_what_only_a_reader_without_scripts_sees_is_looked_at_too(new_page):
    page, plain = new_page(), without_scripts(new_page())
    addition = '<noscript><img src="/static/img/icon.svg"></noscript>'
    for each in (page, plain):
        add_to_the_page(each, addition)
    faults, pictures = faults_in(EVERY_LOOK, page)
    found = faults_without_scripts(EVERY_LOOK, plain, pictures)

    assert faults == []
    for look in EVERY_LOOK:
        assert any(fault.startswith(f"without scripts: {look}: image-alt") for fault in found)


def test_axe_is_spared_what_it_has_seen(new_page, monkeypatch):
    """Pictures of the same page are equal, so that a difference means something."""
    page, plain = new_page(), without_scripts(new_page())
    for each in (page, plain):
        each.goto("/integritet/")
    _, pictures = faults_in(EVERY_LOOK, page)
    monkeypatch.setattr(looks, "faults_in", None)

    assert faults_without_scripts(EVERY_LOOK, plain, pictures) == []
