"""Everything can be reached, seen and used with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.broken import failing
from tests.browser.keyboard import Keyboard
from tests.browser.pages import PAGES, ask_again, fill, in_english, latest_notice, visit

PARTS = 2
"""So that several processes share the work; each part fills a register of its own."""

ENGLISH = {name: in_english(page) for name, page in PAGES.items()}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_gate_to_a_project_and_back_by_keyboard_alone(new_page, site, width, javascript):
    fill()
    page = new_page(width=width, javascript=javascript)
    keyboard = Keyboard(page, is_careful=True)
    main = page.get_by_role("main")

    # Through the gate to the list.
    page.goto("/projekt/")
    keyboard.to(main.get_by_role("button", name="Jag har läst, fortsätt"))
    keyboard.follow()
    assert page.url == f"{site}/projekt/"

    # To a filter, which folds out, and to the result.
    fold = page.locator(".filters__more > summary")
    if fold.is_visible():
        keyboard.to(fold)
        keyboard.press("Enter")
    keyboard.to(page.locator("summary", has_text="Kategori"))
    keyboard.press("Space")
    housing = page.get_by_role("checkbox", name="Boende och boendemiljöer")
    keyboard.to(housing)
    keyboard.press("Space")
    assert housing.is_checked()
    keyboard.to(page.get_by_role("button", name="Visa projekt"))
    keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Visar 15 av 32 projekt")
    expect(page.locator("#resultat:focus, #resultat:target")).to_be_visible()

    # The focus goes on from the result: to what its sum leaves out, the way to its files, the
    # filter itself, the projects.
    keyboard.to(page.locator("a[href='#format']"))
    assert "tag--removable" in keyboard.tab()
    project = main.get_by_role("article").nth(1).get_by_role("link")
    title = project.inner_text()
    keyboard.to(project)
    keyboard.follow()
    assert page.get_by_role("heading", level=1).inner_text() == title
    slug = page.url.removeprefix(f"{site}/projekt/")

    # To the other language, past it and back, and from there to the list.
    language = page.get_by_role("link", name="English")
    keyboard.to(page.get_by_role("navigation").first.get_by_role("link").last)
    keyboard.to(language, back=True)
    keyboard.follow()
    assert page.url == f"{site}/en/projects/{slug}"
    keyboard.to(main.get_by_role("navigation").get_by_role("link", name="Projects"))
    keyboard.follow()
    assert page.url == f"{site}/en/projects/"

    assert keyboard.faults == []


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("pages", "size"), [(PAGES, (320, 256)), (ENGLISH, (1280, 800))], ids=["enlarged", "english"]
)
def test_every_stop_is_reached_and_seen_in_order(new_page, site, pages, size, part):
    """Also in a window of 1,280 × 1,024 that is enlarged four times and so has 320 × 256."""
    width, height = size
    fill()
    ask_again()
    readers = {True: new_page(accepted=latest_notice()), False: new_page()}
    found = {}
    with failing():
        for name, page in list(pages.items())[part::PARTS]:
            reader = readers[page.is_accepted]
            reader.set_viewport_size({"width": width, "height": height})
            visit(reader, site, page)
            keyboard = Keyboard(reader)
            keyboard.to_the_end()
            found[name] = keyboard.faults
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_back_is_the_same(new_page, width):
    fill()
    page = new_page(width=width, accepted=1)
    page.goto("/projekt/?category=boende")
    keyboard = Keyboard(page)
    keyboard.to_the_end()
    keyboard.to_the_start()

    assert keyboard.faults == []


@pytest.mark.parametrize("name", ["list", "project", "start"])
def test_the_skip_link_leads_to_the_content(new_page, name):
    path = fill()[name]
    page = new_page(width=360, accepted=1)
    page.goto(path)
    keyboard = Keyboard(page)

    assert "skip-link" in keyboard.tab()
    keyboard.press("Enter")
    keyboard.tab()
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert keyboard.faults == []
