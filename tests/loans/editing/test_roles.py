"""The roles of the staff and the log of accounts."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Group

from loans.editing.roles import LADDER, ROLES, load_roles, permissions_of, recorded_account
from loans.models import Change
from tests import factories

pytestmark = pytest.mark.django_db


def permissions(group: Group) -> set[str]:
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}


def test_loading_the_roles_twice_changes_nothing():
    by = factories.signer()
    first = {role: permissions(group) for role, group in load_roles(by=by).items()}
    entries = Change.objects.count()
    second = {role: permissions(group) for role, group in load_roles(by=by).items()}
    assert first == second
    assert {group.name for group in Group.objects.all()} == set(ROLES.values())
    assert Change.objects.count() == entries


def test_the_groups_of_the_roles_are_logged_with_their_permissions():
    by = factories.signer()
    load_roles(by=by, why="Grunddata")
    entries = Change.objects.filter(model="auth.Group", action="create", by=by, why="Grunddata")
    assert {entry.object_label for entry in entries} == set(ROLES.values())
    fields = entries.get(object_label="läsare").fields
    assert fields["permissions"] == [None, sorted(permissions_of("reader"))]


def test_a_permission_that_a_group_gets_back_is_logged_alone():
    load_roles(by=factories.signer())
    Group.objects.get(name="läsare").permissions.clear()
    before = Change.objects.count()
    load_roles(by=factories.signer())
    entry = Change.objects.first()
    assert Change.objects.count() == before + 1
    assert (entry.action, entry.object_label) == ("change", "läsare")
    assert entry.fields == {"permissions": [[], sorted(permissions_of("reader"))]}


def test_a_group_gets_back_exactly_its_permissions():
    groups = load_roles(by=factories.signer())
    groups["reader"].permissions.set(groups["administrator"].permissions.all())
    load_roles(by=factories.signer())
    assert permissions(groups["reader"]) == permissions_of("reader")


def test_a_group_that_staff_have_made_is_left_alone():
    own = Group.objects.create(name="vikarie")
    own.permissions.set(load_roles(by=factories.signer())["editor"].permissions.all())
    load_roles(by=factories.signer())
    assert permissions(own) == permissions_of("editor")


def test_each_role_may_all_that_the_one_before_it_may():
    for lower, higher in pairwise(LADDER):
        assert permissions_of(lower) < permissions_of(higher)


def test_a_reader_may_only_view():
    assert all(".view_" in name for name in permissions_of("reader"))


def test_an_account_is_logged_without_its_password():
    account, by = factories.user("editor"), factories.user()
    with recorded_account(account, by=by, why="Byter arbete"):
        account.set_password("ett långt och hemligt lösenord")
        account.first_name = "Kim"
        account.save()
        account.groups.clear()
    entry = Change.objects.get(why="Byter arbete")
    assert entry.fields == {
        "password": [None, "nytt"],
        "first_name": ["", "Kim"],
        "groups": [["redaktör"], []],
    }


def test_saving_an_account_unchanged_leaves_no_entry():
    account, by = factories.user("editor"), factories.user()
    with recorded_account(account, by=by, why="Ingenting"):
        account.save()
    assert not Change.objects.filter(why="Ingenting").exists()
