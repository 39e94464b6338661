"""Who may read what in the log."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from loans import editing
from loans.editing.roles import recorded_account
from loans.models import Change
from tests import factories
from tests.loans.admin_pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> dict[str, Change]:
    """An entry about an account, one about a group and one about a project."""
    by, account = factories.user(), factories.user("editor", username="hemlig")
    group = Group(name="hemliga gruppen")
    account.email = "hemlig@lan.example.se"
    for row in (account, group):
        with recorded_account(row, by=by):
            row.save()
    editing.save(factories.draft(title="Parken"), by=by)
    kinds = {"user": "auth.User", "group": "auth.Group", "project": "loans.Project"}
    return {kind: Change.objects.filter(model=model).first() for kind, model in kinds.items()}


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer"])
def test_whoever_may_not_see_accounts_reads_nothing_of_them_in_the_log(client, entries, role):
    client.force_login(factories.user(role))
    page = client.get(address(Change, "changelist"), {"q": ""}).content.decode()
    assert "Parken" in page
    assert "hemlig" not in page
    for kind in ("user", "group"):
        for name in ("change", "history"):
            answer = client.get(address(Change, name, entries[kind].pk), follow=True)
            assert "hemlig" not in answer.content.decode()
            assert answer.redirect_chain
    assert "Parken" in client.get(_detail(entries["project"])).content.decode()


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer"])
def test_the_history_of_an_account_is_closed_to_whoever_may_not_see_accounts(client, entries, role):
    client.force_login(factories.user(role))
    for kind in ("user", "group"):
        path = reverse(f"admin:auth_{kind}_history", args=[entries[kind].object_key])
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("role", ["administrator", None])
def test_whoever_may_see_accounts_reads_of_them_in_the_log(client, entries, role):
    client.force_login(factories.user(role))
    page = client.get(address(Change, "changelist")).content.decode()
    assert "hemlig" in page
    assert "hemliga gruppen" in page
    assert "hemlig@lan.example.se" in client.get(_detail(entries["user"])).content.decode()


def test_the_start_page_forgets_the_accounts_of_whoever_may_no_longer_see_them(client):
    account, group = factories.user("administrator"), Group(name="hemlig")
    with recorded_account(group, by=account):
        group.save()
    client.force_login(account)
    assert "hemlig" in client.get("/admin/").content.decode()
    account.groups.set([Group.objects.get(name="läsare")])
    assert "hemlig" not in client.get("/admin/").content.decode()


def _detail(entry: Change) -> str:
    return address(Change, "change", entry.pk)
