"""How pages are read: on a phone, on paper, with large text, over a slow line."""

import pytest

from tests.browser.pages import fill

LARGE_TEXT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200%; }");
  document.adoptedStyleSheets = [sheet];
}
"""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_on_a_phone_lands_at_its_result(new_page, javascript):
    fill()
    page = new_page(width=360, accepted=True, javascript=javascript)
    page.goto("/projekt/")
    page.get_by_label("Sök", exact=True).fill("projekt")
    page.get_by_role("button", name="Visa projekt").click()

    page.wait_for_url(lambda url: "/projekt/?q=projekt" in url)
    page.get_by_text("Visar 30 av 32 projekt").wait_for()
    top = page.get_by_role("heading", level=2).first.bounding_box()["y"]
    assert 0 <= top < 100


def test_the_second_skip_link_leads_past_the_filters(new_page):
    fill()
    page = new_page(accepted=True)
    page.goto("/projekt/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#resultat') !== null")


@pytest.mark.parametrize("name", ["list, filtered", "project"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_only_the_content_and_its_source_are_left(new_page, name, scheme):
    path = fill()[name]
    page = new_page(accepted=True, scheme=scheme)
    page.goto(path)
    source = page.locator(".on-paper")
    assert not source.is_visible()

    page.emulate_media(media="print", color_scheme=scheme)
    assert source.is_visible()
    shown = page.locator("nav, form, button, footer, .skip-link").evaluate_all(
        "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.outerHTML)"
    )
    assert shown == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 36, 48)"


def test_on_paper_a_list_says_where_all_of_it_is_and_parts_its_cards(new_page):
    page = new_page(accepted=True)
    page.goto(fill()["list"])
    where = page.locator(".result-head__paper")
    assert not where.is_visible()

    page.emulate_media(media="print")
    assert where.is_visible()
    assert page.locator(".formats a").last.get_attribute("href") in where.inner_text()
    rules = page.locator(".cards > li").evaluate_all(
        "(all) => all.map((li) => getComputedStyle(li.firstElementChild).borderBlockStartWidth)"
    )
    assert len(rules) > 1
    assert "0px" not in rules[1:]


@pytest.mark.parametrize("look", [{"media": "print"}, {"forced_colors": "active"}])
def test_a_bar_has_no_frame_that_would_be_taken_for_the_whole(new_page, look):
    page = new_page(accepted=True)
    fill()
    page.goto("/")
    page.emulate_media(**look)

    frames = page.locator(".bars__bar").evaluate_all(
        "(all) => all.map((bar) => getComputedStyle(bar).borderTopWidth)"
    )
    assert set(frames) == {"0px"}


def test_a_card_is_never_split_between_two_sheets(new_page):
    page = new_page(accepted=True)
    page.goto(fill()["list"])
    page.emulate_media(media="print")

    assert page.evaluate(
        "[...new Set([...document.querySelectorAll('.card')]"
        ".map((card) => getComputedStyle(card).breakInside))]"
    ) == ["avoid"]


def test_text_twice_as_large_fits_the_narrowest_window(new_page):
    pages = fill()
    page = new_page(width=320, accepted=True)

    wide = []
    for name, path in pages.items():
        page.goto(path)
        page.evaluate(LARGE_TEXT)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


def test_a_page_needs_at_most_six_requests(new_page):
    pages = fill()
    page, asked = new_page(accepted=True), []
    page.on("request", lambda request: asked.append(request.url))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    for name, path in pages.items():
        asked.clear()
        page.goto(path, wait_until="load")
        assert 3 < len(asked) <= 6, (name, asked)
