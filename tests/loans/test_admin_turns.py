"""Who waits for another's change goes on from what the other left."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from loans import editing, publishing
from loans.editing.roles import recorded_account
from loans.models import Change, Initiative, Project
from tests import factories
from tests.loans.admin_pages import address, filled

PASSWORD = "ett långt och hemligt lösenord"
NEW = {"new_password1": f"{PASSWORD}2", "new_password2": f"{PASSWORD}2"}
User = get_user_model()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def meanwhile(monkeypatch):
    """Lets another's deed come first: it is done once, while somebody waits for the lock.

    It is done in the same transaction, so a refusal takes it back too.
    """
    lock = publishing.lock

    def arrange(deed):
        def wait():
            monkeypatch.setattr(publishing, "lock", lock)
            deed()
            return lock()

        monkeypatch.setattr(publishing, "lock", wait)

    return arrange


@pytest.fixture
def superuser(client, db):
    client.user = factories.user(username="overst")
    client.force_login(client.user)
    return client


def deactivated(account) -> None:
    account = User.objects.get(pk=account.pk)
    account.is_active = False
    with recorded_account(account, by=factories.signer(), why="Slutade"):
        account.save()


def test_a_new_password_does_not_bring_an_account_back(superuser, meanwhile):
    account = factories.user("editor")
    path = reverse("admin:auth_user_password_change", args=[account.pk])
    meanwhile(lambda: deactivated(account))
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert superuser.post(path, sent).status_code == 302
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert not account.is_active
    assert Change.objects.first().fields == {"password": [None, "nytt"]}


def test_who_has_just_been_deactivated_does_not_change_their_password(client, db, meanwhile):
    account = factories.user("editor")
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    meanwhile(lambda: deactivated(account))
    sent = {"old_password": PASSWORD} | NEW
    assert client.post(reverse("admin:password_change"), sent).status_code == 403
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_change_of_an_account_keeps_what_another_has_just_changed(superuser, meanwhile):
    account = factories.user("editor")
    path = reverse("admin:auth_user_change", args=[account.pk])
    sent = filled(superuser.get(path), first_name="Kim")

    def new_password():
        other = User.objects.get(pk=account.pk)
        other.set_password(PASSWORD)
        other.save()

    meanwhile(new_password)
    assert superuser.post(path, sent).status_code == 302
    account.refresh_from_db()
    assert account.first_name == "Kim"
    assert account.check_password(PASSWORD)


def test_what_is_removed_is_logged_as_it_was_at_last(superuser, meanwhile):
    initiative = factories.initiative(name="Ett namn")

    def renamed():
        row = Initiative.objects.get()
        row.name = "Ett annat namn"
        editing.save(row, by=factories.signer())

    meanwhile(renamed)
    path = address(Initiative, "delete", initiative.pk)
    assert superuser.post(path, {"post": "yes", "why": "Dubblett"}).status_code == 302
    assert not Initiative.objects.exists()
    assert Change.objects.first().object_label == "Ett annat namn"


def test_what_another_has_just_published_is_not_removed(superuser, meanwhile):
    project = factories.draft()
    meanwhile(lambda: editing.publish(project, by=factories.signer()))
    path = address(Project, "delete", project.pk)
    page = superuser.post(path, {"post": "yes", "why": "Dubblett"}, follow=True)
    assert "kan inte längre tas bort" in page.content.decode()
    assert Project.objects.get() == project


def test_ones_own_new_password_is_logged_without_it(client, db):
    account = factories.user("reader")
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    path = reverse("admin:password_change")
    assert client.get(path).status_code == 200
    before = Change.objects.count()
    assert client.post(path, {"old_password": "fel"} | NEW).status_code == 200
    assert Change.objects.count() == before
    assert client.post(path, {"old_password": PASSWORD} | NEW).status_code == 302
    entry = Change.objects.first()
    assert (entry.by, entry.object_label) == (account, account.username)
    assert entry.fields == {"password": [None, "nytt"]}
    account.refresh_from_db()
    assert account.check_password(NEW["new_password1"])
    assert client.get(path).status_code == 200
