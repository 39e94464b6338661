"""Whole ways through the register, as people go them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from loans import register
from loans.models import PublishedVersion
from tests import factories

PASSWORD = "ett-långt-lösenord-för-testet"


@pytest.fixture
def seed(site):
    """The project that everybody looks for."""
    member = factories.member(name="Norrköpings kommun", slug="norrkopings-kommun")
    return factories.project(
        title="Investeringar i ökad tillgänglighet",
        title_en="Investments in accessibility",
        slug="okad-tillganglighet",
        category=factories.category(slug="trygghet", name="Trygghet", name_en="Safety"),
        borrower=factories.borrower(name="Norrköpings kommun", members=[member]),
        loan_amount=68_000_000,
    )


WORDS = {
    "sv": {
        "list": "/projekt/",
        "accept": "Jag har läst, fortsätt",
        "title": "Investeringar i ökad tillgänglighet",
        "filter": "Trygghet",
        "facet": "Projektkategori",
        "open": "Filtrera",
        "show": "Visa projekt",
        "search": "Sök",
        "word": "tillgänglighet",
        "all": "Visar 31 projekt",
        "one": "Visar 1 av 31 projekt",
        "amount": "68\u00a0miljoner kronor",
    },
    "en": {
        "list": "/en/projects/",
        "accept": "I have read it, continue",
        "title": "Investments in accessibility",
        "filter": "Safety",
        "facet": "Project category",
        "open": "Filter",
        "show": "Show projects",
        "search": "Search",
        "word": "accessibility",
        "all": "Showing 31 projects",
        "one": "Showing 1 of 31 projects",
        "amount": "SEK\u00a068\u00a0million",
    },
}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_visitor_finds_a_project_by_browsing_by_filter_and_by_search(
    seed, new_page, language, width, javascript
):
    for _ in range(30):
        factories.project()
    words = WORDS[language]
    page = new_page(width=width, javascript=javascript)

    page.goto(words["list"])
    page.get_by_role("button", name=words["accept"]).click()
    assert page.get_by_role("status").inner_text() == words["all"]

    # By browsing: it has no decision, so it stands among the last.
    page.get_by_role("link", name=words["title"]).or_(page.locator("[rel=next]")).first.click()
    if page.get_by_role("heading", level=1, name=words["title"]).count() == 0:
        page.get_by_role("link", name=words["title"]).click()
    assert page.get_by_role("heading", level=1).inner_text() == words["title"]
    assert words["amount"] in page.locator("dl").first.inner_text()

    # By filter.
    page.goto(words["list"])
    if page.get_by_text(words["open"], exact=True).is_visible():
        page.get_by_text(words["open"], exact=True).click()
    page.locator("summary", has_text=words["facet"]).last.click()
    page.get_by_label(words["filter"]).check()
    page.get_by_role("button", name=words["show"]).click()
    assert page.get_by_role("status").inner_text() == words["one"]
    assert page.get_by_role("link", name=words["title"]).count() == 1

    # By search.
    page.goto(words["list"])
    page.get_by_label(words["search"], exact=True).fill(words["word"])
    page.get_by_role("button", name=words["show"]).click()
    page.get_by_role("link", name=words["title"]).click()
    assert page.get_by_role("heading", level=1).inner_text() == words["title"]


def sign_in(page, account) -> None:
    page.goto("/admin/")
    page.locator("[name=username]").fill(account.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url("**/admin/")


def change_title(page, project, title: str) -> None:
    """Saves another title in the working copy."""
    page.goto(f"/admin/loans/project/{project.pk}/change/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()


def do(page, verb: str, why: str) -> None:
    """Confirms what the page says will happen."""
    page.locator("[name=why]").fill(why)
    page.get_by_role("button", name=f"{verb} 1 projekt").click()
    page.locator(".messagelist .success").wait_for()


def test_a_change_waits_is_published_becomes_the_past_and_is_withdrawn(seed, new_page):
    reviewer = factories.user("reviewer")
    reviewer.set_password(PASSWORD)
    reviewer.save()
    staff, public = new_page(), new_page(accepted=True)
    address = f"/projekt/{seed.slug}/"

    def heading() -> str:
        public.goto(address)
        return public.get_by_role("heading", level=1).inner_text()

    sign_in(staff, reviewer)

    # Change: the public still reads the old text.
    change_title(staff, seed, "Den nya rubriken")
    staff.get_by_text("Ändringar väntar").first.wait_for()
    assert heading() == "Investeringar i ökad tillgänglighet"

    # Publish again: now it reads the new one.
    staff.locator("[name=_publish]").click()
    do(staff, "Publicera", "Rubriken är rättad")
    assert heading() == "Den nya rubriken"

    # Yesterday's version, had the first been published two days ago.
    first = PublishedVersion.objects.filter(project=seed, number=1)
    first.update(valid_from=timezone.now() - timedelta(days=2))
    yesterday = timezone.localdate() - timedelta(days=1)
    assert register.as_of(yesterday).get().content["title"]["sv"] == seed.title
    assert register.as_of(timezone.localdate()).get().number == 2

    # Withdraw: the address answers 410, and past days are silent too.
    staff.goto(f"/admin/loans/project/{seed.pk}/change/")
    staff.get_by_role("link", name="Dra tillbaka …").click()
    do(staff, "Dra tillbaka", "Fel låntagare")
    assert public.goto(address).status == 410
    assert heading() == "Projektet är tillbakadraget"
    assert not register.as_of(yesterday).exists()
