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
    first = {role: permissions(group) for role, group in load_roles().items()}
    second = {role: permissions(group) for role, group in load_roles().items()}
    assert first == second
    assert {group.name for group in Group.objects.all()} == set(ROLES.values())


def test_a_group_gets_back_exactly_its_permissions():
    groups = load_roles()
    groups["reader"].permissions.set(groups["administrator"].permissions.all())
    load_roles()
    assert permissions(groups["reader"]) == permissions_of("reader")


def test_a_group_that_staff_have_made_is_left_alone():
    own = Group.objects.create(name="vikarie")
    own.permissions.set(load_roles()["editor"].permissions.all())
    load_roles()
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
