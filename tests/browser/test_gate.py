"""The gate in a real browser: no script is needed, and one click leads to the page asked for."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

ACCEPT, DECLINE, WITHDRAW = "Jag har läst, fortsätt", "Nej tack", "Ta tillbaka min bekräftelse"
ADDRESS = "/projekt/?q=f%C3%B6rskola+a%2Bb&category=none&x="


def click(page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("javascript", [False, True])
def test_the_first_visit_leads_through_the_notice_to_the_very_address(new_page, site, javascript):
    page = new_page(javascript=javascript)
    page.goto(ADDRESS)
    assert page.url.startswith(f"{site}/integritet/?next=")
    assert page.context.cookies() == []

    click(page, ACCEPT)

    assert page.url == site + ADDRESS
    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["value"]) == ("notice", "1")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")


def test_once_accepted_nothing_more_is_asked(new_page, site):
    page = new_page(javascript=False)
    page.goto("/projekt/")
    click(page, ACCEPT)

    page.goto("/en/projects/?q=1")

    assert page.url == f"{site}/en/projects/?q=1"


def test_declining_stores_nothing_and_the_way_back_remains(new_page, site):
    page = new_page(javascript=False)
    page.goto(ADDRESS)
    click(page, DECLINE)
    assert page.url.startswith(f"{site}/integritet/avbojt/")
    assert page.context.cookies() == []

    page.get_by_role("link", name="Läs meddelandet igen").click()
    click(page, ACCEPT)

    assert page.url == site + ADDRESS


def test_the_acceptance_can_be_taken_back_from_the_foot_of_a_page(new_page, site):
    page = new_page(javascript=False)
    page.goto("/projekt/")
    click(page, ACCEPT)
    page.get_by_role("contentinfo").get_by_role("button", name=re.compile("Ta tillbaka")).click()

    assert page.url.startswith(f"{site}/integritet/")
    assert page.context.cookies() == []
    page.goto("/projekt/")
    assert page.url.startswith(f"{site}/integritet/?next=")


def test_the_acceptance_can_be_taken_back_on_the_page_of_the_notice(new_page, site):
    page = new_page(javascript=False)
    page.goto(ADDRESS)
    click(page, ACCEPT)
    page.goto(
        f"/integritet/?next={ADDRESS.replace('%', '%25').replace('&', '%26').replace('+', '%2B')}"
    )
    click(page, WITHDRAW)
    assert page.context.cookies() == []

    click(page, ACCEPT)

    assert page.url == site + ADDRESS


def test_the_other_language_keeps_the_way_back(new_page, site):
    page = new_page(javascript=False)
    page.goto("/projekt/?q=a%2Bb")
    page.get_by_role("link", name="English").click()
    assert page.url.startswith(f"{site}/en/privacy/?next=/en/projects/")

    page.get_by_role("main").get_by_role("button").first.click()

    assert page.url == f"{site}/en/projects/?q=a%2Bb"


def test_a_new_version_while_somebody_reads_is_shown_first(new_page, site):
    page = new_page(javascript=False)
    page.goto("/projekt/")
    factories.notice(text="Helt nytt.")
    click(page, ACCEPT)
    assert page.get_by_text("Helt nytt.").is_visible()
    assert page.context.cookies() == []
    page.problems.clear()  # the browser calls the answer 409 an error

    click(page, ACCEPT)

    assert page.url == f"{site}/projekt/"


def test_both_answers_look_alike_and_can_be_reached_by_keyboard(new_page, site):
    page = new_page(javascript=False, width=360)
    page.goto("/projekt/")
    buttons = page.get_by_role("main").get_by_role("button")
    boxes = [buttons.nth(number).bounding_box() for number in (0, 1)]

    assert [buttons.nth(number).inner_text() for number in (0, 1)] == [ACCEPT, DECLINE]
    assert boxes[0]["height"] == boxes[1]["height"] >= 24
    buttons.nth(0).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/integritet/avbojt/**")
