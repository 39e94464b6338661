"""Accounts and groups in the admin: how they are logged, and that nobody gives what they lack."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from loans.editing import accounts
from loans.editing.roles import load_roles
from loans.models import Change
from tests import factories
from tests.loans.admin_pages import address, filled

User = get_user_model()
PASSWORD = "ett långt och hemligt lösenord"


@pytest.fixture
def superuser(client, db):
    client.user = factories.user()
    client.force_login(client.user)
    return client


@pytest.fixture
def administrator(client, db):
    client.user = factories.user("administrator")
    client.force_login(client.user)
    return client


def test_a_new_user_is_logged_with_groups_and_without_password(superuser):
    group = load_roles(by=factories.signer())["editor"]
    path = address(User, "add")
    sent = filled(superuser.get(path), username="ny", password1=PASSWORD, password2=PASSWORD)
    sent |= {"usable_password": "true", "groups": [group.pk], "is_staff": "on"}
    assert superuser.post(path, sent).status_code == 302
    entry = Change.objects.first()
    assert entry.model == "auth.User"
    assert entry.fields["groups"] == [None, ["redaktör"]]
    assert entry.fields["password"] == [None, "nytt"]
    assert Group.objects.get(user__username="ny") == group


def test_a_new_password_is_logged_as_such(superuser):
    account = factories.user("editor")
    path = reverse("admin:auth_user_password_change", args=[account.pk])
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert superuser.post(path, sent).status_code == 302
    assert Change.objects.first().fields == {"password": [None, "nytt"]}


# --- The program's own accounts --------------------------------------------------------------


@pytest.mark.parametrize("name", ["system", "generator"])
def test_the_programs_own_accounts_are_locked_for_everyone(superuser, name):
    account = getattr(accounts, name)()
    path = address(User, "change", account.pk)
    page = superuser.get(path).content.decode()
    assert "Kontot är programmets eget" in page
    assert "Sätt lösenord" not in page
    assert 'name="_save"' not in page
    assert superuser.post(path, {"username": "annan", "is_staff": "on"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[account.pk])
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert superuser.post(password, sent).status_code == 403
    account.refresh_from_db()
    assert (account.username, account.is_staff) == (name, False)
    assert not account.has_usable_password()


@pytest.mark.parametrize("name", ["system", "Generator"])
def test_nobody_gets_a_name_of_the_programs_own_accounts(superuser, name):
    colleague = factories.user("editor", username="kollega")
    passwords = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    for page, others in (("add", passwords), ("change", {})):
        path = address(User, page, *([colleague.pk] if page == "change" else []))
        answer = superuser.post(path, filled(superuser.get(path), username=name) | others)
        assert answer.status_code == 200
        assert "programmets eget" in answer.content.decode()
        assert f'value="{name}"' in answer.content.decode()
    assert not User.objects.filter(username__iexact=name).exists()


def test_somebody_who_already_has_such_a_name_gets_another(superuser):
    account = factories.user("editor", username="system", password=PASSWORD)
    path = address(User, "change", account.pk)
    assert superuser.post(path, filled(superuser.get(path), username="kim")).status_code == 302
    assert accounts.system().username == "system"


# --- Nobody gives what they lack --------------------------------------------------------------


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def group_of(name: str, *permissions: str) -> Group:
    group = Group.objects.create(name=name)
    group.permissions.set(permission(name) for name in permissions)
    return group


@pytest.fixture
def mightier(db) -> Group:
    """A group that may what an administrator may not."""
    return group_of("mäktiga", "loans.view_project", "auth.delete_user")


def test_a_group_is_given_only_what_its_maker_has(administrator):
    own, lacked = permission("loans.publish_project"), permission("auth.delete_user")
    path = address(Group, "add")
    offered = administrator.get(path).content.decode()
    assert f'value="{own.pk}"' in offered
    assert f'value="{lacked.pk}"' not in offered
    answer = administrator.post(path, {"name": "egna", "permissions": [own.pk, lacked.pk]})
    assert answer.status_code == 200
    assert "giltigt" in answer.content.decode()
    assert not Group.objects.filter(name="egna").exists()
    assert administrator.post(path, {"name": "egna", "permissions": [own.pk]}).status_code == 302
    assert list(Group.objects.get(name="egna").permissions.all()) == [own]


def test_a_superuser_gives_a_group_anything(superuser):
    lacked = permission("auth.delete_user")
    sent = {"name": "mäktiga", "permissions": [lacked.pk]}
    assert superuser.post(address(Group, "add"), sent).status_code == 302
    assert Group.objects.get(name="mäktiga").permissions.get() == lacked


def test_a_group_that_may_more_than_oneself_is_locked(administrator, mightier):
    path = address(Group, "change", mightier.pk)
    assert "Gruppen har behörigheter som du saknar" in administrator.get(path).content.decode()
    assert administrator.post(path, {"name": "mäktiga", "permissions": []}).status_code == 403
    assert mightier.permissions.count() == 2


def test_nobody_is_put_in_a_group_that_may_more_than_who_puts_them_there(administrator, mightier):
    for account in (administrator.user, factories.user("editor")):
        path = address(User, "change", account.pk)
        page = administrator.get(path)
        assert "mäktiga" not in page.content.decode()
        assert "redaktör" in page.content.decode()
        answer = administrator.post(path, filled(page, groups=[mightier.pk]))
        assert answer.status_code == 200
        assert "giltigt" in answer.content.decode()
        assert not mightier.user_set.exists()


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("way", ["group", "own"])
def test_an_account_that_may_more_than_oneself_is_locked(administrator, mightier, way, is_active):
    account = factories.user("editor", is_active=is_active)
    if way == "group":
        account.groups.add(mightier)
    else:
        account.user_permissions.add(permission("auth.delete_user"))
    path = address(User, "change", account.pk)
    assert "Kontot har behörigheter som du saknar" in administrator.get(path).content.decode()
    password = reverse("admin:auth_user_password_change", args=[account.pk])
    for door in (path, password):
        assert administrator.post(door, {"username": "annan"}).status_code == 403
