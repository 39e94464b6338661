"""Somebody whose session has ended sends a form: nothing of it is lost, and nothing is saved."""

import pytest

from loans.models import Change, Project
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.loans.admin_pages import change, everything, filled, text

PASSWORD = "ett långt och hemligt lösenord"
LOGIN = "/admin/login/"
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
    fields = {"username": editor.username, "password": PASSWORD, "kept": "title=x"}
    page = client.post(LOGIN, fields | {"next": "https://evil.example/"})
    assert "evil" not in text(page)


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
