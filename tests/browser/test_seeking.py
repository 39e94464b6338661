"""A value of a long facet is sought with Enter where no script runs, and is seen."""

import pytest
from playwright.sync_api import expect

from tests import factories


@pytest.fixture
def borrowers(site):
    for number in range(31):
        borrower = factories.borrower(name=f"Bolag {number:02}", slug=f"bolag-{number}")
        factories.project(borrower=borrower)


@pytest.mark.parametrize("width", [360, 1280])
def test_enter_seeks_where_one_writes_and_addresses_stay_short(new_page, borrowers, site, width):
    page = new_page(accepted=1, javascript=False, width=width)
    page.goto("/projekt/?find_borrower=bolag")
    field = page.get_by_label("Sök låntagare")
    field.fill("bolag 2")
    field.press("Enter")
    expect(page.locator("#facet-borrower")).to_contain_text("10 träffar på ”bolag 2”")
    assert page.url == f"{site}/projekt/?find_borrower=bolag+2#facet-borrower"
    expect(page.get_by_label("Sök låntagare")).to_be_in_viewport()

    page.get_by_role("checkbox", name="Bolag 25").check()
    page.get_by_role("button", name="Visa projekt").click()
    expect(page.get_by_role("status")).to_have_text("Visar 1 av 31 projekt")
    assert page.url == f"{site}/projekt/?borrower=bolag-25#resultat"
