"""Two people at once: what another saved meanwhile is told, and never overwritten unseen."""

import pytest

from loans import editing
from loans.models import Project
from tests import factories
from tests.loans.admin_pages import address, filled


def test_what_another_saved_meanwhile_is_told_and_not_overwritten(reviewer):
    project = factories.draft(title="Parken", place_name="Alby")
    path = address(Project, "change", project.pk)
    sent = filled(reviewer.get(path), place_name="Fittja")
    project.title = "Parkerna"
    editing.save(project, by=factories.user("editor", username="redaktor"))

    page = reviewer.post(path, sent)
    told = page.content.decode()
    assert "redaktor ändrade medan du skrev" in told
    assert "Rubrik: Parkerna" in told
    assert 'value="Fittja"' in told
    assert Project.objects.get().title == "Parkerna"

    again = filled(page, title="Parkerna")
    assert reviewer.post(path, again).status_code == 302
    saved = Project.objects.get()
    assert (saved.title, saved.place_name) == ("Parkerna", "Fittja")


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
def test_a_form_that_hides_what_it_was_shown_with_is_taken_for_the_oldest(reviewer, seen):
    project = factories.draft(title="Parken")
    path = address(Project, "change", project.pk)
    sent = filled(reviewer.get(path), place_name="Fittja", seen=seen)
    project.title = "Parkerna"
    editing.save(project, by=factories.signer())

    assert "ändrade medan du skrev" in reviewer.post(path, sent).content.decode()
    assert Project.objects.get().place_name == ""


def test_a_stale_form_gives_no_dismissed_account_its_rights_back(client, db):
    factories.user("administrator", username="first")
    user = factories.user("reviewer", username="dismissed")
    client.force_login(factories.user("administrator", username="second"))
    path = address(type(user), "change", user.pk)
    stale = filled(client.get(path), last_name="Nytt namn")
    assert client.post(path, filled(client.get(path), is_active="", groups=[])).status_code == 302

    assert "ändrade medan du skrev" in client.post(path, stale).content.decode()
    user.refresh_from_db()
    assert not user.is_active
    assert not user.groups.exists()
