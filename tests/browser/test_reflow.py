"""Nothing is lost when a page is enlarged four times, or its text is set with more space."""

import pytest

from tests.broken import failing
from tests.browser.pages import PAGES, ask_again, fill, in_both_languages, latest_notice, visit
from tests.browser.reflow import LOSSES, TEXT_SPACING

OPEN = "() => document.querySelectorAll('details').forEach((each) => (each.open = true))"

BREAK = """
() => {
  const wide = document.createElement("p"), low = document.createElement("p");
  wide.textContent = low.textContent = "Ett ord i taget ".repeat(20);
  wide.style.cssText = "white-space: nowrap; overflow: hidden";
  low.style.cssText = "block-size: 1.2em; margin-block-end: -4em";
  document.querySelector("main").prepend(wide, low);
}
"""


def losses_of_all(open_reader, site: str, *, spaced: bool) -> dict[str, list[str]]:
    """Name → losses, of the pages that have any."""
    fill()
    ask_again()
    readers = {True: open_reader(accepted=latest_notice()), False: open_reader()}
    found = {}
    with failing():
        for name, page in in_both_languages(PAGES).items():
            reader = readers[page.is_accepted]
            visit(reader, site, page)
            reader.evaluate(OPEN)
            if spaced:
                reader.evaluate(TEXT_SPACING)
            found[name] = reader.evaluate(LOSSES)
    return {name: losses for name, losses in found.items() if losses}


def test_a_page_enlarged_four_times_loses_nothing(new_page, site):
    """A window of 1,280 × 1,024 at 400 %, which leaves 320 × 256."""

    def enlarged(**options):
        page = new_page(width=320, device_scale_factor=4, **options)
        page.set_viewport_size({"width": 320, "height": 256})
        return page

    assert losses_of_all(enlarged, site, spaced=False) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_text_with_more_space_loses_nothing(new_page, site, width):
    def wide(**options):
        return new_page(width=width, **options)

    assert losses_of_all(wide, site, spaced=True) == {}


def test_what_is_lost_is_found(new_page):
    page = new_page(width=320)
    page.goto("/integritet/")
    assert page.evaluate(LOSSES) == []

    page.evaluate(BREAK)
    found = page.evaluate(LOSSES)
    for loss in ("cut off at the side", "text over"):
        assert any(said.startswith(loss) for said in found), found
