"""The staff's working day in a real browser: under the strict policy, on a desk and a phone."""

import pytest
from playwright.sync_api import expect

from loans import editing
from loans.models import Project
from tests import factories
from tests.browser.looks import axe_faults

PASSWORD = "ett långt och hemligt lösenord"


@pytest.fixture
def project(site) -> Project:
    return factories.project(
        title="Ökad tillgänglighet",
        category=factories.category(),
        goals=[factories.goal(name="Ökad trygghet")],
        loan_amount=68_000_000,
        decided_on="2024-06-12",
    )


@pytest.fixture
def reviewer(site):
    account = factories.user("reviewer", username="granskaren")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(page, path: str = "/admin/", username: str = "granskaren") -> None:
    page.goto(path)
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def violations(page) -> list[str]:
    return page.evaluate("window.violations")


def test_a_reviewer_changes_publishes_and_withdraws(page, project, reviewer):
    sign_in(page)
    page.get_by_role("link", name="Projekt", exact=True).click()
    page.get_by_role("link", name="P-0001").click()

    page.get_by_label("Rubrik:").fill("Ökad tillgänglighet och trygghet")
    page.get_by_label("Lånebelopp").fill("71500000")
    expect(page.locator(".field-loan_amount output")).to_have_text("71,5\u00a0miljoner kronor")
    page.get_by_label("Varför").fill("Nytt beslut")
    page.get_by_role("button", name="Spara och fortsätt redigera").click()

    panel = page.get_by_role("region", name="Skiljer sig från det publicerade")
    expect(panel.get_by_role("row", name="Rubrik")).to_contain_text("och trygghet")
    expect(panel.get_by_role("row", name="Lånebelopp")).to_contain_text("68\u00a0miljoner kronor")
    assert violations(page) == []

    page.get_by_role("button", name="Spara och publicera …").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Publicera P-0001")
    page.get_by_role("button", name="Publicera 1 projekt").click()
    expect(page.get_by_text("1 projekt publicerades.")).to_be_visible()
    expect(panel).to_have_count(0)

    page.get_by_role("link", name="Dra tillbaka …").click()
    page.get_by_role("button", name="Dra tillbaka 1 projekt").click()
    page.get_by_role("link", name="Skriv varför projektet dras tillbaka.").click()
    expect(page.get_by_label("Varför")).to_be_focused()
    page.get_by_label("Varför").fill("Fel underlag")
    page.get_by_role("button", name="Dra tillbaka 1 projekt").click()
    expect(page.locator(".states")).to_have_text("Tillbakadragen")
    assert violations(page) == []
    project.refresh_from_db()
    assert project.status == "withdrawn"


def test_pickers_search_and_popups_break_no_rule(page, project, reviewer):
    factories.borrower("Ängsbostäder")
    sign_in(page, "/admin/loans/project/add/")
    page.get_by_label("Rubrik:").press_sequentially("Åkerö ängar")
    expect(page.get_by_label("Adressnamn")).to_have_value("akero-angar")

    page.locator(".field-borrower .select2-selection").click()
    page.locator(".select2-search__field").press_sequentially("ängs")
    page.get_by_role("option", name="Ängsbostäder").click()
    page.locator("#calendarlink0").click()
    page.locator("#calendarin0").get_by_role("link", name="15", exact=True).click()
    page.locator("#loans-group .add-row a").click()
    expect(page.locator("#id_loans-0-amount")).to_be_visible()
    page.locator("#id_loans-0-amount").fill("5 000 000")
    expect(page.locator("#loans-0 output")).to_have_text("5\u00a0miljoner kronor")
    with page.expect_popup() as opened:
        page.locator("#add_id_borrower").click()
    popup = opened.value
    popup.locator("#id_name").fill("Nytt bolag")
    assert violations(popup) == []
    popup.close()
    assert violations(page) == []


DJANGOS_OWN = ("empty-table-header",)
"""The column of keys in Django's table of rows has an empty heading; its template says so."""


def staff_pages(project: Project) -> dict[str, str]:
    """One address for each type of page on which a reviewer works."""
    of_projects = "/admin/loans/project/"
    one = f"{of_projects}{project.pk}/"
    draft = factories.draft()
    project.loans.create(reference="L-1", amount=1_000_000, disbursed_on="2024-07-01")
    project.title = "Ny rubrik"
    editing.save(project, by=factories.signer(), why="Nytt beslut")
    return {
        "start": "/admin/",
        "list": of_projects,
        "list, filtered": f"{of_projects}?waiting=yes&q=rubrik",
        "new project": f"{of_projects}add/",
        "project": f"{one}change/",
        "publish": f"{of_projects}publish/?projects={project.pk}",
        "withdraw": f"{of_projects}withdraw/?projects={project.pk}",
        "history": f"{one}history/",
        "delete": f"{of_projects}{draft.pk}/delete/",
        "borrower": f"/admin/members/borrower/{project.borrower_id}/change/",
        "category": f"/admin/loans/projectcategory/{project.category_id}/change/",
        "version": f"/admin/loans/publishedversion/{project.versions.get().pk}/change/",
        "log": "/admin/loans/change/",
    }


def faults_in(page) -> list[str]:
    return [fault for fault in axe_faults(page) if not fault.startswith(DJANGOS_OWN)]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_the_pages_of_staff(new_page, project, reviewer, width, scheme):
    pages = staff_pages(project)
    # Under the policy axe could not set the styles by which it tries things.
    page = new_page(width=width, scheme=scheme, bypass_csp=True)
    page.goto("/admin/")
    found = {"sign in": faults_in(page)}
    sign_in(page)
    for name, path in pages.items():
        page.goto(path, wait_until="load")
        assert page.locator("h1").count() == 1, name
        found[name] = faults_in(page)
    page.goto(pages["withdraw"])
    page.get_by_role("button", name="Dra tillbaka 1 projekt").click()
    expect(page.locator(".errornote")).to_be_visible()
    found["without a reason"] = faults_in(page)
    page.goto(pages["project"])
    page.get_by_label("Rubrik:").fill("")
    page.locator("#loans-group .add-row a").click()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    found["with faults"] = faults_in(page)
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    found["signed out"] = faults_in(page)
    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_what_an_editor_changes_a_reviewer_reads_and_publishes_with_a_reason(
    new_page, project, reviewer
):
    editor = factories.user("editor", username="redaktoren")
    editor.set_password(PASSWORD)
    editor.save()
    at_the_editor, at_the_reviewer = new_page(), new_page()

    sign_in(at_the_editor, f"/admin/loans/project/{project.pk}/change/", "redaktoren")
    at_the_editor.get_by_label("Rubrik:").fill("Ökad tillgänglighet för alla")
    at_the_editor.get_by_label("Varför").fill("Kommunens nya namn på projektet")
    expect(at_the_editor.get_by_role("button", name="Spara och publicera …")).to_have_count(0)
    at_the_editor.get_by_role("button", name="Spara", exact=True).click()
    expect(at_the_editor.locator(".messagelist .success")).to_be_visible()

    page = at_the_reviewer
    sign_in(page, "/admin/loans/project/?waiting=yes")
    page.get_by_role("link", name="P-0001").click()
    page.get_by_role("link", name="Publicera det som skiljer sig …").click()
    expect(page.get_by_role("row", name="Rubrik")).to_contain_text("för alla")
    page.get_by_label("Varför").fill("Stämmer med beslutet")
    page.get_by_role("button", name="Publicera 1 projekt").click()
    expect(page.get_by_text("1 projekt publicerades.")).to_be_visible()

    page.goto("/admin/loans/change/")
    entry = page.get_by_role("row", name="Stämmer med beslutet")
    expect(entry).to_contain_text("granskaren")
    expect(entry).to_contain_text("publicerade")
    expect(page.get_by_role("row", name="Kommunens nya namn")).to_contain_text("redaktoren")
    [current] = project.versions.current()
    assert current.content["title"]["sv"] == "Ökad tillgänglighet för alla"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_their_window_under_the_policy(new_page, project, reviewer, width, scheme):
    page = new_page(width=width, scheme=scheme)
    sign_in(page)
    key = project.pk
    for path in [
        *("/admin/", "/admin/loans/project/", f"/admin/loans/project/{key}/change/"),
        *(f"/admin/loans/project/{key}/history/", f"/admin/loans/project/withdraw/?projects={key}"),
        *("/admin/loans/change/", "/admin/members/borrower/", "/admin/loans/publishedversion/"),
    ]:
        page.goto(path)
        assert violations(page) == []
        room = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(room) <= 0, path


def test_a_project_is_changed_without_javascript(new_page, project, reviewer):
    page = new_page(javascript=False)
    sign_in(page, f"/admin/loans/project/{project.pk}/change/")
    page.get_by_label("Rubrik:").fill("Utan skript")
    page.get_by_role("button", name="Spara", exact=True).click()
    project.refresh_from_db()
    assert project.title == "Utan skript"
