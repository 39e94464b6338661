"""Accounts and groups in the admin: how they are logged, and that nobody gives what they lack."""

import re
import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from loans import publishing
from loans.editing import accounts
from loans.editing.roles import ROLES, load_roles
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


def test_a_password_that_is_switched_off_is_logged_as_such(superuser):
    account = factories.user("editor", password=PASSWORD)
    path = reverse("admin:auth_user_password_change", args=[account.pk])
    sent = {"usable_password": "false", "unset-password": "x"}
    assert superuser.post(path, sent).status_code == 302
    assert Change.objects.first().fields == {"password": [None, "avstängt"]}


# --- One's own account ------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["administrator", None])
def test_nobody_takes_away_their_own_rights(client, db, role):
    account = factories.user(role, last_name="Gammalt")
    client.force_login(account)
    groups = list(account.groups.all())
    path = address(User, "change", account.pk)
    page = client.get(path)
    assert "Det här är ditt eget konto" in page.content.decode()
    sent = filled(page)
    rights = {"is_active", "is_staff", "is_superuser", "groups", "user_permissions"}
    assert not rights & set(sent)
    sent |= {"last_name": "Nytt", "is_active": "", "is_staff": "", "groups": []}
    assert client.post(path, sent).status_code == 302
    account = User.objects.get(pk=account.pk)
    assert (account.last_name, account.is_active, account.is_staff) == ("Nytt", True, True)
    assert account.is_superuser == (role is None)
    assert list(account.groups.all()) == groups


def test_the_rights_of_others_are_changed(administrator):
    colleague = factories.user("editor")
    path = address(User, "change", colleague.pk)
    page = administrator.get(path)
    assert "Det här är ditt eget konto" not in page.content.decode()
    assert administrator.post(path, filled(page, groups=[])).status_code == 302
    assert not colleague.groups.exists()


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(administrator):
    path = reverse("admin:auth_user_password_change", args=[administrator.user.pk])
    sent = {"usable_password": "false", "unset-password": "x"}
    before = User.objects.get(pk=administrator.user.pk).password
    for answer in (administrator.get(path), administrator.post(path, sent)):
        assert answer.headers["Location"] == "/admin/password_change/"
    assert User.objects.get(pk=administrator.user.pk).password == before


def test_a_group_of_ones_own_is_locked(administrator):
    group = group_of("egna", "loans.view_project")
    path = address(Group, "change", group.pk)
    assert 'name="_save"' in administrator.get(path).content.decode()
    administrator.user.groups.add(group)
    assert "Du är själv med i gruppen" in administrator.get(path).content.decode()
    assert administrator.post(path, {"name": "egna", "permissions": []}).status_code == 403
    assert group.permissions.exists()


@pytest.mark.parametrize("door", ["change", "password"])
@pytest.mark.parametrize("lost", ["is_active", "groups"])
def test_two_administrators_do_not_lock_each_other_out(administrator, monkeypatch, door, lost):
    """The other's change came first, while this one waited for its turn."""
    other, lock = factories.user("administrator"), publishing.lock

    def late():
        lock()
        if lost == "groups":
            administrator.user.groups.clear()
        User.objects.filter(pk=administrator.user.pk).update(is_active=lost != "is_active")

    path = address(User, "change", other.pk)
    sent = filled(administrator.get(path), groups=[])
    if door == "password":
        path = reverse("admin:auth_user_password_change", args=[other.pk])
        sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    before = User.objects.get(pk=other.pk).password
    monkeypatch.setattr("loans.publishing.lock", late)
    assert administrator.post(path, sent).status_code == 403
    assert other.groups.exists()
    assert User.objects.get(pk=other.pk).password == before


# --- Names that people could mistake ----------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("administratör", "Administratör", "ADMINISTRATO\u0308R", " administratör ", "läſare"),
        *("ｇranskare", "System", "generator"),
    ],
)
def test_no_group_gets_a_name_that_is_taken_for_a_role(superuser, name):
    answer = superuser.post(address(Group, "add"), {"name": name, "permissions": []})
    assert answer.status_code == 200
    assert re.search("hör till en roll|är programmets eget|redan", answer.content.decode())
    assert set(Group.objects.values_list("name", flat=True)) <= set(ROLES.values())


@pytest.mark.parametrize("unseen", [*"\u200b\u00ad\u202e\u034f\ufe0f\u3164\u2028\ufeff"])
def test_no_group_gets_a_name_with_something_unseen(superuser, unseen):
    answer = superuser.post(address(Group, "add"), {"name": f"gran{unseen}skare"})
    assert "tecken som inte syns" in answer.content.decode()
    assert not Group.objects.exists()


@pytest.mark.parametrize("name", ["Gäster hos Åsa", "Gäster", "granskare i väst"])
def test_a_group_may_be_called_anything_else(superuser, name):
    sent = {"name": unicodedata.normalize("NFD", name)}
    assert superuser.post(address(Group, "add"), sent).status_code == 302


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
    path = address(User, "change", factories.user("editor").pk)
    page = administrator.get(path)
    assert "mäktiga" not in page.content.decode()
    assert "redaktör" in page.content.decode()
    answer = administrator.post(path, filled(page, groups=[mightier.pk]))
    assert answer.status_code == 200
    assert "giltigt" in answer.content.decode()
    own = address(User, "change", administrator.user.pk)
    administrator.post(own, filled(administrator.get(own), groups=[mightier.pk]))
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
