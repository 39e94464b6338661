"""Somebody whose session has ended sends a form: nothing of it is lost, and nothing is saved."""

import re
from urllib.parse import urlencode

import pytest

from loans.models import Change, Project
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.loans.admin_pages import change, everything, filled, said, text

PASSWORD = "ett långt och hemligt lösenord"
LOGIN = "/admin/login/"
URLENCODED = "application/x-www-form-urlencoded"
DESCRIPTION = 'Första stycket & "mer".\n\nAndra <stycket>, 100 % klart.'


@pytest.fixture
def editor(db):
    account = factories.user("editor")
    account.set_password(PASSWORD)
    account.save()
    return account


def form_of(client, editor, project: Project, **fields) -> dict:
    """The project's form as filled in by somebody who was then logged out."""
    client.force_login(editor)
    sent = filled(client.get(change(project)), **fields)
    client.logout()
    return sent


def signed_in(client, page, editor, password: str = PASSWORD):
    return client.post(LOGIN, filled(page, username=editor.username, password=password))


def test_what_was_written_is_saved_after_a_new_sign_in(client, editor):
    project = factories.draft()
    goals = [factories.goal().pk, factories.goal().pk]
    sent = form_of(client, editor, project, description=DESCRIPTION, goals=goals, why="Ny text")
    before = everything()

    page = client.post(change(project), sent | {"_continue": "x"})
    assert page.status_code == 403
    assert "Logga in, så är det kvar." in text(page)
    page = signed_in(client, page, editor)
    assert "har inte sparats än" in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert f'action="{change(project)}"' in text(page)
    assert everything() == before

    answer = client.post(change(project), filled(page))
    assert answer.headers["Location"] == change(project)
    project.refresh_from_db()
    assert project.description == DESCRIPTION
    assert set(project.goals.values_list("pk", flat=True)) == set(goals)
    assert Change.objects.first().by == editor
    assert Change.objects.first().why == "Ny text"


def test_a_wrong_password_loses_nothing(client, editor):
    project = factories.draft()
    page = client.post(change(project), form_of(client, editor, project, description=DESCRIPTION))
    page = signed_in(client, page, editor, password="fel")
    assert "Fel:" in text(page)
    page = signed_in(client, page, editor)
    client.post(change(project), filled(page))
    project.refresh_from_db()
    assert project.description == DESCRIPTION


def test_after_the_sign_in_nothing_leads_to_another_site(client, editor):
    fields = {"username": editor.username, "password": PASSWORD, "kept.title": "Min text"}
    page = client.post(LOGIN, fields | {"next": "https://evil.example/"})
    assert "evil" not in text(page)
    assert "Min text" in text(page)
    assert "Skicka igen" not in text(page)


def test_a_form_without_a_token_is_not_kept(editor):
    stranger = SecureClient(enforce_csrf_checks=True, SERVER_NAME=HOST)
    page = stranger.post(change(factories.draft()), {"title": "Påhittat"})
    assert page.status_code == 403
    assert "Påhittat" not in text(page)


def test_passwords_are_not_carried_about(client, db):
    page = client.post("/admin/password_change/", {"old_password": "hemligt"})
    assert page.headers["Location"].startswith(LOGIN)


def test_signing_out_twice_leads_to_the_start(client, db):
    assert client.post("/admin/logout/").status_code == 302


def test_a_sign_in_of_its_own_goes_on_as_before(client, editor):
    page = client.get(LOGIN, {"next": "/admin/loans/project/"})
    assert signed_in(client, page, editor).headers["Location"] == "/admin/loans/project/"


# --- Signed in again in another tab -----------------------------------------------------------


@pytest.fixture
def tabs(editor):
    """A browser whose tokens are looked at."""
    origin = {"origin": f"https://{HOST}"}
    client = SecureClient(enforce_csrf_checks=True, SERVER_NAME=HOST, headers=origin)
    client.force_login(editor)
    return client


def token_of(page) -> dict:
    return {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', text(page))[1]}


def overtaken(tabs, editor, path: str, **fields) -> dict:
    """The form at `path` as filled in before its sender signed out and in again elsewhere."""
    page = tabs.get(path)
    sent = filled(page, **fields) | token_of(page)
    tabs.post("/admin/logout/", token_of(page))
    page = tabs.get(LOGIN)
    answer = tabs.post(
        LOGIN, filled(page, username=editor.username, password=PASSWORD) | token_of(page)
    )
    assert answer.status_code == 302
    return sent


def test_a_form_of_the_other_tab_is_shown_and_sent_again(tabs, editor):
    project = factories.draft()
    sent = overtaken(tabs, editor, change(project), description=DESCRIPTION, why="Ny text")
    before = everything()
    page = tabs.post(change(project), sent)
    assert page.status_code == 403
    assert "no-store" in page.headers["Cache-Control"]
    assert everything() == before
    answer = tabs.post(change(project), filled(page) | token_of(page))
    assert answer.status_code == 302
    project.refresh_from_db()
    assert project.description == DESCRIPTION
    assert Change.objects.first().by == editor


def test_a_sign_in_that_was_overtaken_keeps_what_went_along(tabs, editor):
    path = change(factories.draft())
    sent = overtaken(tabs, editor, path) | {"kept.title": "Min text", "next": path}
    page = tabs.post(LOGIN, sent | {"username": editor.username, "password": PASSWORD})
    assert f'action="{path}"' in text(page)
    assert filled(page)["title"] == ["Min text"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/admin/password_change/", {"old_password": "hemligt"}),
        ("/admin/logout/", {"x": "hemligt"}),
        (LOGIN, {"username": "någon", "password": "hemligt"}),
        ("/admin/nowhere/", {"x": "hemligt"}),
    ],
)
def test_some_forms_are_never_shown_again(tabs, editor, path, fields):
    sent = overtaken(tabs, editor, "/admin/password_change/")
    page = tabs.post(path, sent | fields)
    assert page.status_code == 403
    assert "hemligt" not in text(page)


def test_a_form_from_elsewhere_is_not_shown_again(tabs, editor):
    path = change(factories.draft())
    sent = overtaken(tabs, editor, path, title="Påhittat")
    page = tabs.post(path, sent, headers={"origin": "https://evil.example"})
    assert page.status_code == 403
    assert "Påhittat" not in text(page)
    del sent["csrfmiddlewaretoken"]
    assert "Påhittat" not in text(tabs.post(path, sent))


# --- What is shown before it is sent ----------------------------------------------------------


def resumed(client, editor, path: str, fields: dict):
    sent = {f"kept.{name}": value for name, value in fields.items()}
    who = {"username": editor.username, "password": PASSWORD, "next": path}
    return client.post(LOGIN, sent | who)


def test_the_page_says_what_is_sent_where_and_by_whom(client, editor):
    project = factories.draft(borrower=factories.borrower("Örebrobostäder AB"))
    fields = {"borrower": project.borrower.pk, "status": "draft", "why": "Ny text"}
    fields |= {"loans-0-amount": "5000", "loans-TOTAL_FORMS": "77", "description": "ord " * 100}
    fields |= {"seen": "4711"}
    page = resumed(client, editor, change(project), fields)
    told = said(page)
    assert f"Skickas i ditt namn: {editor.username}" in told
    assert f"Skickas till: {change(project)}" in told
    assert "Låntagare Örebrobostäder AB" in told
    assert "Varför Ny text" in told
    assert re.search(r"Lån 1: \w+ 5000", told)
    assert "77" not in told.replace(change(project), "")
    assert "4711" not in told
    assert text(page).count("<details>") == 1
    assert filled(page)["loans-TOTAL_FORMS"] == ["77"]


def test_names_of_rows_are_told_to_those_alone_who_may_see_them(client, editor):
    project = factories.draft(borrower=factories.borrower("Örebrobostäder AB"))
    editor.groups.clear()
    page = resumed(client, editor, change(project), {"borrower": project.borrower.pk})
    assert "Örebrobostäder" not in text(page)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/integritet/", LOGIN, "/admin/logout/", "/admin/password_change/", "/admin/"),
        *("/admin/auth/user/1/password/", "/admin/nowhere/", "/healthz"),
    ],
)
def test_a_form_is_sent_again_to_pages_of_the_admin_alone(client, editor, path):
    page = resumed(client, editor, path, {"title": "Min text"})
    assert "Min text" in text(page)
    assert "Skicka igen" not in text(page)
    assert "Kopiera det" in text(page)


def test_a_password_that_goes_along_is_dropped(client, editor):
    page = resumed(
        client, editor, change(factories.draft()), {"password1": "hemligt", "title": "x"}
    )
    assert "hemligt" not in text(page)


# --- Size -------------------------------------------------------------------------------------


def test_a_large_text_goes_along(client, editor):
    project = factories.draft()
    page = client.post(change(project), {"description": "ö" * 260_000})
    page = signed_in(client, page, editor)
    assert filled(page)["description"] == ["ö" * 260_000]


@pytest.mark.parametrize(
    "fields",
    [
        {f"field-{number}": "x" for number in range(997)} | {"title": "Min text"},
        {"description": "ö" * 436_000, "title": "Min text"},
    ],
    ids=["fields", "bytes"],
)
def test_what_is_too_large_is_shown_before_the_sign_in(client, editor, fields):
    sent = urlencode(fields)
    page = client.post(change(factories.draft()), sent, content_type=URLENCODED)
    assert page.status_code == 403
    assert "för stort för att följa med" in text(page)
    assert "Min text" in text(page)
    assert signed_in(client, page, editor).status_code == 302


def test_as_many_fields_as_can_go_along(client, editor):
    fields = urlencode({f"field-{number}": "x" for number in range(996)})
    page = client.post(change(factories.draft()), fields, content_type=URLENCODED)
    sent = urlencode(filled(page, username=editor.username, password=PASSWORD), doseq=True)
    page = client.post(LOGIN, f"{sent}&csrfmiddlewaretoken=x", content_type=URLENCODED)
    assert "Skicka igen" in text(page)
