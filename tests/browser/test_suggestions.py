"""Suggestions while one types: what keys, pointer and those who hear the page meet."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.looks import SMALL_TARGETS, axe_faults

ANSWER = "**/forslag.json?q=*"
FIELDS = {"/": "Sök bland projekten", "/projekt/": "Sök"}


@pytest.fixture
def register(site):
    for number, name in enumerate(("Parkbolaget", "Parkhus", "Åparken")):
        factories.project(borrower=factories.borrower(name, slug=f"lantagare{number}"))


@pytest.fixture(params=FIELDS)
def field(request, new_page, register):
    page = new_page(accepted=1)
    page.goto(request.param)
    return page.get_by_label(FIELDS[request.param], exact=True)


def write(field, text: str):
    """The list that comes of it."""
    with field.page.expect_response(ANSWER):
        field.press_sequentially(text)
    expect(field).to_have_attribute("aria-expanded", "true")
    return field.page.get_by_role("listbox", name="Förslag")


def chosen(field) -> str | None:
    active = field.get_attribute("aria-activedescendant")
    return active and field.page.locator(f"#{active} > span").first.inner_text()


def test_keys_lead_through_the_options_and_to_a_page(field):
    options = write(field, "park").get_by_role("option")
    expect(options).to_have_text(
        ["Parkbolaget Låntagare", "Parkhus Låntagare", "Åparken Låntagare"]
    )
    assert field.get_attribute("role") == "combobox"
    assert chosen(field) is None

    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        field.press(key)
        seen.append(chosen(field))
    assert seen == ["Parkbolaget", "Parkhus", "Parkbolaget", None, "Åparken"]
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_value("park")
    expect(field).to_be_focused()

    field.press("Enter")
    field.page.wait_for_url("**/lantagare/lantagare2/")


def test_enter_searches_for_what_is_typed_where_nothing_is_chosen(field):
    write(field, "park")
    field.press("Enter")

    field.page.wait_for_url("**/projekt/?q=park*")
    expect(field.page.get_by_role("listbox")).to_have_count(0)


def test_escape_closes_and_keeps_what_is_typed_and_tab_leaves(field):
    suggestions = write(field, "park")
    field.press("ArrowDown")
    field.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(field).to_have_value("park")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert chosen(field) is None

    with field.page.expect_response(ANSWER):
        field.press("ArrowDown")
    expect(suggestions.get_by_role("option")).to_have_count(3)
    field.press("Tab")
    expect(field).not_to_be_focused()
    expect(field.page.get_by_role("listbox")).to_have_count(0)


def test_a_pointer_goes_to_an_option_and_elsewhere_closes(field):
    suggestions = write(field, "park")
    sizes = suggestions.get_by_role("option").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 24
    field.page.get_by_role("heading", level=1).click()
    expect(suggestions).to_be_hidden()

    field.fill("")
    write(field, "parkh").get_by_role("option", name="Parkhus").click()
    field.page.wait_for_url("**/lantagare/lantagare1/")


def test_how_many_there_are_is_said_once_beside_the_live_region(field):
    write(field, "park")
    heard = field.page.locator("[aria-live=polite]")

    expect(heard).to_have_text("3 förslag")
    assert field.page.get_by_role("status").filter(has_text="förslag").count() == 0
    field.press("Escape")
    expect(heard).to_be_empty()


def test_the_last_key_wins_over_an_earlier_slow_answer(field):
    slow = []
    field.page.route("**/forslag.json?q=pa", lambda route: slow.append(route))
    with field.page.expect_request("**/forslag.json?q=pa"):
        field.press_sequentially("pa")
    options = write(field, "rkh").get_by_role("option")
    for route in slow:
        route.continue_()

    expect(options).to_have_text(["Parkhus Låntagare"])


def test_a_field_whose_suggestions_fail_still_searches(field):
    field.page.route(ANSWER, lambda route: route.fulfill(status=429))
    with field.page.expect_response(ANSWER):
        field.press_sequentially("park")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")

    field.page.wait_for_url("**/projekt/?q=park*")


@pytest.mark.parametrize("forced_colors", ["none", "active"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_while_suggestions_are_open(
    new_page, register, width, scheme, forced_colors
):
    page = new_page(accepted=1, width=width, scheme=scheme, forced_colors=forced_colors)
    for path, label in FIELDS.items():
        page.goto(path)
        field = page.get_by_label(label, exact=True)
        write(field, "park")
        field.press("ArrowDown")
        assert axe_faults(page) + page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate("window.violations") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_field_is_a_field(new_page, register):
    page = new_page(javascript=False, accepted=1)
    page.goto("/")
    field = page.get_by_role("searchbox", name="Sök bland projekten")
    field.fill("park")
    field.press("Enter")

    page.wait_for_url("**/projekt/?q=park*")
