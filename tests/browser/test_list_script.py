"""The list changes without a full load, and as it would with one: address, title, history, focus,
the one live region. Where it can't, the browser loads the page; without scripts it always does."""

import pytest
from playwright.sync_api import expect

from tests import factories

STAY = "() => { window.stayed = true; }"
"""A mark that only survives while no page is loaded."""

LISTEN = """
() => {
  window.said = [];
  const region = document.querySelector("[role=status]");
  const note = () => window.said.push(region.textContent);
  const all = { childList: true, subtree: true, characterData: true };
  new MutationObserver(note).observe(region, all);
}
"""
VALUES_OF_FACETS = """
(folds) => Object.fromEntries(folds.map((fold) => [
  fold.id, [...new Set([...fold.querySelectorAll("[type=checkbox]")].map((box) => box.name))],
]))
"""
LINK_TO_FACET = """
() => {
  const link = document.createElement("a");
  link.href = "/projekt/?category=boende#values-borrower";
  link.textContent = "Resten";
  document.querySelector("#resultat").prepend(link);
}
"""
HOSTILE = [
    "<img src=x onerror=window.done=1>",
    "</script><script>window.done=1</script>",
    "\" onmouseover=window.done=1 x='",
    "Tom &amp; Jerry &lt;b&gt;",
    "</title></textarea></template><svg onload=window.done=1>",
]
FOCUSED = "document.activeElement.name + '=' + document.activeElement.value"


@pytest.fixture
def register(site):
    """Thirty homes and one park, of thirty-one borrowers."""
    homes = factories.category(slug="boende", name="Boende", name_en="Housing")
    parks = factories.category(slug="park", name="Park", name_en="Park")
    for number in range(30):
        factories.project(
            category=homes,
            loan_amount=1_000_000 * (number + 1),
            borrower=factories.borrower(name=f"Bolag {number:02}", slug=f"bolag-{number}"),
        )
    borrower = factories.borrower(name="Åparken", slug="aparken")
    factories.project(category=parks, title="En park", borrower=borrower)


@pytest.fixture
def reader(new_page, register):
    """Somebody who has the list before them, with the categories folded out."""
    page = new_page(accepted=1)
    page.goto("/projekt/")
    page.evaluate(STAY)
    page.evaluate(LISTEN)
    page.locator("#facet-category > summary").click()
    return page


def box(page, name: str):
    return page.get_by_role("checkbox", name=name, exact=True)


def headline(page, words: str) -> None:
    expect(page.get_by_role("status")).to_have_text(words)


def has_stayed(page) -> bool:
    return page.evaluate("window.stayed === true")


def test_a_choice_changes_the_list_its_address_and_title_and_keeps_the_focus(reader, site):
    box(reader, "Park").press("Space")
    headline(reader, "Visar 1 av 31 projekt")

    assert reader.url == f"{site}/projekt/?category=park"
    assert reader.title() == "Visar 1 av 31 projekt: Park – Öppna lån"
    assert reader.locator("link[rel=canonical]").get_attribute("href").endswith("?category=park")
    assert reader.get_by_role("link", name="English").get_attribute("href").endswith("=park")
    assert reader.get_by_role("article").all_inner_texts()[0].count("En park") == 1
    assert reader.evaluate(FOCUSED) == "category=park"
    assert reader.evaluate("window.said") == ["Visar 1 av 31 projekt"]

    # What is in use stays in its place, though what is chosen comes first on a page of its own.
    box(reader, "Boende").press("Space")
    headline(reader, "Visar 31 av 31 projekt")
    values = reader.locator("[name=category]").evaluate_all("(all) => all.map((e) => e.value)")
    assert values == ["boende", "park"]
    assert len(reader.evaluate("window.said")) == 2
    assert has_stayed(reader)


def test_each_value_stays_in_its_facet(reader):
    folds = reader.locator("details.facet:has([type=checkbox])")
    before = folds.evaluate_all(VALUES_OF_FACETS)
    assert before["facet-category"] == ["category"]
    assert before["facet-borrower"] == ["borrower"]

    box(reader, "Park").press("Space")
    headline(reader, "Visar 1 av 31 projekt")

    assert folds.evaluate_all(VALUES_OF_FACETS) == before


def test_back_and_forward_restore_list_and_form(reader, site):
    box(reader, "Park").check()
    headline(reader, "Visar 1 av 31 projekt")
    reader.get_by_label("Sortera efter").select_option("amount")
    reader.wait_for_url("**/projekt/?sort=amount&category=park")

    reader.go_back()
    reader.wait_for_url("**/projekt/?category=park")
    expect(reader.get_by_label("Sortera efter")).to_have_value("")
    reader.go_back()
    headline(reader, "Visar 31 projekt")
    assert not box(reader, "Park").is_checked()
    assert reader.url == f"{site}/projekt/"
    reader.go_forward()
    headline(reader, "Visar 1 av 31 projekt")
    assert box(reader, "Park").is_checked()
    assert has_stayed(reader)


def test_links_within_the_list_change_it_and_lead_to_the_result(reader):
    reader.get_by_role("link", name="Sida 2").click()
    reader.wait_for_url("**/projekt/?page=2")
    assert reader.evaluate("document.activeElement.id") == "resultat"

    reader.get_by_role("link", name="Park: 1 projekt").click()
    headline(reader, "Visar 1 av 31 projekt")
    assert box(reader, "Park").is_checked()

    reader.get_by_role("link", name="Ta bort filter: Projektkategori: Park").click()
    headline(reader, "Visar 31 projekt")
    assert reader.evaluate("document.activeElement.id") == "resultat"

    reader.get_by_text("Visa fördelningen").click()
    summary = reader.locator("#diagram > summary")
    assert summary.inner_text() == "Dölj fördelningen"
    chart = reader.get_by_role("table", name="Efter projektkategori")
    chart.get_by_role("link", name="30 projekt").click()
    headline(reader, "Visar 30 av 31 projekt")
    assert reader.locator("#diagram").count() == 1
    assert has_stayed(reader)


def test_another_page_or_order_is_said_once_where_the_number_is_the_same(reader):
    reader.get_by_role("link", name="Sida 2").click()
    reader.wait_for_url("**/projekt/?page=2")
    region = reader.get_by_role("status")
    expect(region).to_contain_text("Projekt 26–31, sida 2 av 2 Senaste beslut först")
    [said] = reader.evaluate("window.said")
    assert "Visar 31 projekt" in said

    reader.get_by_label("Sortera efter").select_option("title")
    expect(region).to_contain_text("Projekt 1–25, sida 1 av 2 Rubrik, A–Ö")
    assert reader.get_by_role("heading", level=2).first.inner_text() == "Visar 31 projekt"
    before = len(reader.evaluate("window.said"))

    box(reader, "Park").check()
    headline(reader, "Visar 1 av 31 projekt")
    assert reader.evaluate("window.said")[before:] == ["Visar 1 av 31 projekt"]


def test_a_link_is_opened_in_a_tab_of_its_own_where_that_is_wanted(reader):
    with reader.context.expect_page() as opened:
        reader.get_by_role("link", name="Park: 1 projekt").click(modifiers=["Control"])
    opened.value.wait_for_url("**/projekt/?category=park*")

    headline(reader, "Visar 31 projekt")
    opened.value.close()


def test_text_is_asked_for_when_it_is_whole(reader, site):
    reader.get_by_label("Sök", exact=True).press_sequentially("park")
    assert reader.url == f"{site}/projekt/"
    reader.get_by_label("Sök", exact=True).press("Enter")
    headline(reader, "Visar 1 av 31 projekt")
    assert reader.url == f"{site}/projekt/?q=park"

    reader.locator("#facet-amount_band > summary").click()
    reader.get_by_label("Lägsta belopp").fill("5")
    reader.get_by_label("Högsta belopp").focus()
    headline(reader, "Visar 0 av 31 projekt")
    assert reader.url == f"{site}/projekt/?q=park&amount_min=5"
    assert reader.evaluate("document.activeElement.name") == "amount_max"
    assert has_stayed(reader)


def test_an_error_takes_the_focus_and_leads_to_what_can_be_mended(reader):
    focused = "document.activeElement.id || document.activeElement.className"
    reader.locator("#facet-amount_band > summary").click()
    reader.get_by_label("Lägsta belopp").fill("6")
    reader.get_by_label("Lägsta belopp").press("Tab")
    headline(reader, "Visar 30 av 31 projekt")
    reader.get_by_label("Högsta belopp").fill("5")
    reader.get_by_label("Högsta belopp").press("Enter")
    expect(reader.get_by_role("alert")).to_be_focused()
    reader.go_back()
    headline(reader, "Visar 30 av 31 projekt")
    assert reader.evaluate(focused) == "resultat"

    reader.goto("/projekt/?category=okänd")
    reader.get_by_role("alert").get_by_role("link", name="Projektkategori").click()
    assert reader.evaluate(focused) == "wrong-category"


def test_what_is_sought_in_a_facet_comes_at_once_and_only_there(reader, site):
    reader.locator("#facet-borrower > summary").click()
    field = reader.get_by_label("Sök låntagare")
    field.press_sequentially("åp")
    expect(reader.locator("[name=borrower]")).to_have_count(1)

    assert reader.url == f"{site}/projekt/"
    # The region says what was found, to those alone who hear it; the headline stays as it was.
    region = reader.get_by_role("status")
    expect(region).to_contain_text("1 träff på ”åp” i filtret Låntagare")
    assert reader.get_by_role("heading", level=2).first.inner_text() == "Visar 31 projekt"
    assert region.get_attribute("aria-atomic") == "false"
    said = len(reader.evaluate("window.said"))
    box(reader, "Åparken").check()
    headline(reader, "Visar 1 av 31 projekt")
    assert reader.evaluate("window.said")[said:] == ["Visar 1 av 31 projekt"]
    assert reader.url == f"{site}/projekt/?borrower=aparken"
    assert field.input_value() == "åp"
    expect(reader.locator("[name=borrower]")).to_have_count(1)
    assert has_stayed(reader)


def test_a_wrong_value_is_shown_as_such_and_can_be_mended(reader):
    reader.locator("#facet-amount_band > summary").click()
    reader.get_by_label("Lägsta belopp").fill("mycket")
    reader.get_by_label("Lägsta belopp").press("Enter")
    expect(reader.get_by_role("alert")).to_contain_text("Skriv beloppet i hela kronor")
    assert reader.title().startswith("Fel: ")
    assert reader.locator("[aria-invalid=true]").get_attribute("name") == "amount_min"

    reader.get_by_label("Lägsta belopp").fill("30000000")
    reader.get_by_label("Lägsta belopp").press("Enter")
    headline(reader, "Visar 1 av 31 projekt")
    assert reader.get_by_role("alert").count() == 0
    assert has_stayed(reader)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_has_no_bar_leads_to_the_facet_that_has_it(new_page, register, width, javascript):
    page = new_page(accepted=1, width=width, javascript=javascript)
    page.goto("/projekt/#values-borrower")
    field = page.get_by_label("Sök låntagare")
    expect(field).to_be_in_viewport()
    expect(page.locator("#facet-borrower > summary")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_within_the_list_leads_to_a_facet_whatever_is_folded_in(reader, width):
    reader.set_viewport_size({"width": width, "height": 800})
    page, field = reader, reader.get_by_label("Sök låntagare")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = false; })")
    page.evaluate(LINK_TO_FACET)
    page.get_by_role("link", name="Resten").click()
    expect(field).to_be_in_viewport()
    headline(page, "Visar 30 av 31 projekt")
    assert has_stayed(page)


# --- Hostile circumstances ----------------------------------------------------------------


def test_the_last_choice_wins_over_an_earlier_slow_one(reader, site):
    slow = []
    reader.route("**/projekt/?category=boende*", lambda route: slow.append(route))
    with reader.expect_request("**/projekt/?category=boende"):
        box(reader, "Boende").check()
    assert reader.get_by_role("main").get_attribute("aria-busy") == "true"
    box(reader, "Park").check()
    box(reader, "Boende").uncheck()
    headline(reader, "Visar 1 av 31 projekt")
    for route in slow:
        route.abort()

    assert len(slow) == 2
    assert reader.url == f"{site}/projekt/?category=park"
    assert reader.get_by_role("main").get_attribute("aria-busy") == "false"
    assert reader.evaluate("window.said") == ["Visar 1 av 31 projekt"]
    assert has_stayed(reader)


def test_what_is_sought_while_an_answer_is_on_its_way_stays_sought(reader):
    slow = []
    reader.locator("#facet-borrower > summary").click()
    reader.route("**/projekt/?category=park", lambda route: slow.append(route))
    with reader.expect_request("**/projekt/?category=park"):
        box(reader, "Park").check()
    finding = reader.get_by_role("searchbox", name="Sök låntagare")
    finding.fill("bolag 07")
    offered = reader.locator("#facet-borrower li")
    expect(offered).to_have_count(1)
    reader.get_by_role("searchbox", name="Sök", exact=True).focus()
    with reader.expect_response("**/projekt/?category=park&find_borrower=*"):
        for route in slow:
            route.continue_()
        headline(reader, "Visar 1 av 31 projekt")

    expect(finding).to_have_value("bolag 07")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text("Bolag 07")


def test_what_is_sought_in_a_facet_that_goes_away_is_let_go(reader):
    slow = []
    reader.locator("#facet-borrower > summary").click()
    reader.locator("#facet-as_of > summary").click()
    reader.route("**/projekt/?as_of=2020-01-01", lambda route: slow.append(route))
    with reader.expect_request("**/projekt/?as_of=2020-01-01"):
        reader.locator("[name=as_of]").fill("2020-01-01")
    finding = reader.get_by_role("searchbox", name="Sök låntagare")
    finding.press("b")
    for route in slow:
        route.continue_()
    expect(finding).to_have_count(0)
    reader.evaluate("() => new Promise((done) => setTimeout(done, 400))")  # longer than the pause

    assert has_stayed(reader)


def test_titles_that_look_like_markup_stay_text(reader):
    trap = factories.category(slug="falla", name=HOSTILE[0], name_en=HOSTILE[0])
    for title in HOSTILE:
        borrower = factories.borrower(name=f"Bolag {title}", slug=f"b-{HOSTILE.index(title)}")
        factories.project(category=trap, title=title, summary=title, borrower=borrower)
    reader.get_by_label("Sortera efter").select_option("title")
    reader.wait_for_url("**/projekt/?sort=title")
    box(reader, HOSTILE[0]).check()
    headline(reader, "Visar 5 av 36 projekt")

    titles = reader.get_by_role("article").get_by_role("heading").all_inner_texts()
    assert sorted(titles) == sorted(HOSTILE)
    reader.locator("#facet-borrower > summary").click()
    reader.get_by_label("Sök låntagare").press_sequentially("<IMG")
    expect(reader.locator("[name=borrower]")).to_have_count(1)
    expect(reader.get_by_role("status")).to_contain_text("på ”<IMG”")
    assert HOSTILE[0] in reader.title()
    assert reader.locator("main :is(img, script, b, [onerror], [onmouseover])").count() == 0
    assert reader.evaluate("window.done") is None
    assert has_stayed(reader)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_what_is_no_list_is_left_to_the_browser(reader, status):
    answer = {"status": status, "body": "<h1>Nej</h1>", "content_type": "text/html"}
    reader.route("**/projekt/?category=park", lambda route: route.fulfill(**answer))
    box(reader, "Park").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Nej")
    assert not has_stayed(reader)
    reader.problems[:] = [p for p in reader.problems if f"status of {status}" not in p]


def test_whoever_has_to_read_the_notice_again_is_led_to_it(reader, site):
    reader.context.clear_cookies()
    box(reader, "Park").click()

    reader.wait_for_url(lambda url: "/integritet/?next=" in url)
    reader.get_by_role("main").get_by_role("button", name="Jag har läst, fortsätt").click()
    headline(reader, "Visar 1 av 31 projekt")
    assert reader.url == f"{site}/projekt/?category=park"


# --- Without scripts ----------------------------------------------------------------------


def test_without_scripts_form_and_links_do_the_same(new_page, register, site):
    page = new_page(accepted=1, javascript=False)
    page.goto("/projekt/")
    page.locator("#facet-borrower > summary").click()
    page.get_by_label("Sök låntagare").fill("åp")
    page.get_by_role("button", name="Sök låntagare").click()
    assert page.url.endswith("#facet-borrower")
    expect(page.locator("#facet-borrower")).to_contain_text("1 träff på ”åp”")
    assert page.locator("[name=borrower]").count() == 1
    box(page, "Åparken").check()
    page.get_by_role("button", name="Visa projekt").click()
    headline(page, "Visar 1 av 31 projekt")
    assert page.url.endswith("#resultat")

    page.get_by_role("link", name="Ta bort filter: Låntagare: Åparken").click()
    headline(page, "Visar 31 projekt")
    page.locator("#facet-category > summary").click()
    page.get_by_role("link", name="Boende: 30 projekt").click()
    headline(page, "Visar 30 av 31 projekt")
    assert page.url == f"{site}/projekt/?category=boende#resultat"


def test_a_word_that_was_read_otherwise_is_said_with_the_number(reader):
    field = reader.get_by_label("Sök", exact=True)
    field.fill("bolga")
    field.press("Enter")
    read = "Visar träffar på ”bolag”; inget projekt har ”bolga”."
    headline(reader, f"Visar 30 av 31 projekt{read}")
    assert reader.evaluate("window.said")[-1] == f"Visar 30 av 31 projekt{read}"

    field.fill("bolag")
    field.press("Enter")
    headline(reader, "Visar 30 av 31 projekt")
    assert has_stayed(reader)
