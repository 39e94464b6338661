"""Whole ways through the register, as people go them. The sample has its own walk."""

from datetime import date, timedelta

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
        "title": "Investeringar i ökad tillgänglighet",
        "all": "Visar 31 projekt",
        "amount": "68\u00a0miljoner kronor",
    },
    "en": {
        "list": "/en/projects/",
        "title": "Investments in accessibility",
        "all": "Showing 31 projects",
        "amount": "SEK\u00a068\u00a0million",
    },
}


@pytest.mark.parametrize(("language", "width"), [("sv", 360), ("en", 1280)])
def test_a_visitor_finds_a_project_on_the_second_page(seed, new_page, language, width):
    for _ in range(30):
        factories.project(decided_on=date(2024, 1, 1))
    words = WORDS[language]
    page = new_page(width=width, javascript=False)

    page.goto(words["list"])
    page.locator("main button[value=accept]").click()
    assert page.get_by_role("status").inner_text() == words["all"]
    # It has no decision, so it stands among the last.
    link = page.get_by_role("main").get_by_role("link", name=words["title"])
    assert link.count() == 0
    page.locator("[rel=next]").first.click()
    link.click()

    assert page.get_by_role("heading", level=1).inner_text() == words["title"]
    assert words["amount"] in page.get_by_role("main").inner_text()


# --- From the first publication to the withdrawal -----------------------------------------


@pytest.fixture
def later(monkeypatch):
    """Lets days pass, for the site too, which runs in this process: `later(days=2)`."""
    honest, passed = timezone.now, timedelta()
    monkeypatch.setattr(timezone, "now", lambda: honest() + passed)

    def later(**time) -> None:
        nonlocal passed
        passed += timedelta(**time)

    return later


@pytest.fixture
def reviewer(site):
    account = factories.user("reviewer")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(page, account, address: str) -> None:
    """Signs in on the way to a page of the staff's."""
    page.goto(address)
    page.locator("[name=username]").fill(account.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url(f"**{address}")


def save(page, title: str) -> None:
    """Saves another title in the working copy, and stays there."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()


def publish(page, why: str) -> None:
    page.locator("[name=_publish]").click()
    confirm(page, "Publicera", why)


def confirm(page, verb: str, why: str) -> None:
    """Says yes to what the page says will happen."""
    page.locator("[name=why]").fill(why)
    page.get_by_role("button", name=f"{verb} 1 projekt").click()
    page.locator(".messagelist .success").wait_for()


class Public:
    """What a visitor reads of one project: its page, the list, and what a search finds."""

    def __init__(self, page, slug: str):
        self.page, self.address = page, f"/projekt/{slug}/"

    def heading(self, status: int = 200) -> str:
        assert self.page.goto(self.address).status == status
        return self.page.get_by_role("heading", level=1).inner_text()

    def listed(self, words: str = "") -> list[str]:
        self.page.goto(f"/projekt/?q={words}")
        links = self.page.get_by_role("main").get_by_role("article").get_by_role("heading")
        return links.all_inner_texts()


def test_a_change_waits_is_published_becomes_the_past_and_is_withdrawn(reviewer, new_page, later):
    project = factories.draft(title="Den gamla rubriken", slug="projektet")
    working_copy = f"/admin/loans/project/{project.pk}/change/"
    staff, public = new_page(), Public(new_page(accepted=1), project.slug)

    def told_on(day) -> list[str]:
        return [version.content["title"]["sv"] for version in register.as_of(day)]

    # A draft is not there; published, it is.
    assert public.heading(404) == "Sidan finns inte"
    sign_in(staff, reviewer, working_copy)
    publish(staff, "Godkänt i går")
    assert public.heading() == "Den gamla rubriken"

    # Two days later it is changed: the public still reads and finds the old text.
    later(days=2)
    sign_in(staff, reviewer, working_copy)
    save(staff, "Den nya rubriken")
    staff.get_by_text("Ändringar väntar").first.wait_for()
    assert public.heading() == "Den gamla rubriken"
    assert public.listed() == public.listed("gamla") == ["Den gamla rubriken"]
    assert public.listed("nya") == []

    # Published again, the new one is read and the old one is found no more.
    publish(staff, "Rubriken är rättad")
    assert public.heading() == "Den nya rubriken"
    assert public.listed() == public.listed("nya") == ["Den nya rubriken"]
    assert public.listed("gamla") == []

    # Yesterday's register has the old one, today's the new, the one before publication none.
    today = timezone.localdate()
    assert told_on(today - timedelta(days=1)) == ["Den gamla rubriken"]
    assert told_on(today) == ["Den nya rubriken"]
    assert told_on(today - timedelta(days=3)) == []

    # Withdrawn, the address answers 410, and past days are silent too.
    staff.goto(working_copy)
    staff.get_by_role("link", name="Dra tillbaka …").click()
    confirm(staff, "Dra tillbaka", "Fel låntagare")
    assert public.heading(410) == "Projektet är tillbakadraget"
    assert public.listed() == []
    assert told_on(today - timedelta(days=1)) == told_on(today) == []
    assert PublishedVersion._base_manager.filter(project=project).count() == 2
