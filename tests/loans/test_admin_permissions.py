"""Role × action × model: who meets which door in the admin."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse

from loans.editing.roles import ROLES, load_roles
from loans.models import (
    Change,
    Initiative,
    InvestmentType,
    Loan,
    Project,
    ProjectCategory,
    PublishedVersion,
    SocialGoal,
    SynonymGroup,
    TargetGroup,
)
from members.models import Borrower, County, Member
from privacy.models import PrivacyNotice
from tests import factories
from tests.loans.admin_pages import said

REFERENCE = [ProjectCategory, InvestmentType, SocialGoal, TargetGroup]

# Model → what reader, editor, reviewer and administrator may do with a row that the public has
# never seen: v(iew), a(dd), c(hange), d(elete).
TABLE = {
    Project: ("v", "vacd", "vacd", "vacd"),
    Initiative: ("v", "vac", "vacd", "vacd"),
    Borrower: ("v", "vac", "vacd", "vacd"),
    **dict.fromkeys(REFERENCE, ("v", "v", "vac", "vac")),
    SynonymGroup: ("v", "v", "vacd", "vacd"),
    Member: ("v", "v", "vac", "vac"),
    County: ("v", "v", "v", "vac"),
    PublishedVersion: ("v", "v", "v", "v"),
    Change: ("v", "v", "v", "v"),
    PrivacyNotice: ("v", "v", "v", "vacd"),
    Group: ("", "", "", "vac"),
}
LADDER = ["reader", "editor", "reviewer", "administrator"]
VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def asked(role: str | None):
    request = RequestFactory().get("/admin/")
    request.user = factories.user(role)
    return request


@pytest.mark.django_db
@pytest.mark.parametrize("role", LADDER)
def test_the_table_of_roles_holds_for_rows_that_were_never_public(role):
    request = asked(role)
    for model, steps in TABLE.items():
        page = admin.site._registry[model]
        may = {
            key for key, verb in VERBS.items() if getattr(page, f"has_{verb}_permission")(request)
        }
        assert may == set(steps[LADDER.index(role)]), model


@pytest.mark.django_db
@pytest.mark.parametrize("role", LADDER)
def test_only_reviewers_and_administrators_publish(role):
    page = admin.site._registry[Project]
    assert page.has_publish_permission(asked(role)) is (role in {"reviewer", "administrator"})


@pytest.mark.django_db
@pytest.mark.parametrize("role", LADDER)
def test_the_pages_answer_as_the_table_says(client, role):
    client.force_login(factories.user(role))
    for model in TABLE:
        allowed = TABLE[model][LADDER.index(role)]
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        seen = client.get(reverse(f"{name}_changelist")).status_code
        added = client.get(reverse(f"{name}_add")).status_code
        assert (seen, added) == (200 if "v" in allowed else 403, 200 if "a" in allowed else 403)


@pytest.mark.django_db
def test_the_admin_is_closed_to_visitors_and_to_people_outside_the_staff(client):
    closed = client.get("/admin/loans/project/")
    assert closed.status_code == 302
    assert closed.headers["Location"].startswith("/admin/login/")
    client.force_login(factories.user("editor", is_staff=False))
    assert client.get("/admin/loans/project/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*LADDER, None])
def test_nobody_deletes_what_the_public_has_seen(role):
    project = factories.project(category=factories.category(), initiative=factories.initiative())
    version = project.versions.get()
    shown = [
        *(project, version, project.category, project.initiative, project.borrower),
        *(project.borrower.members.get(), factories.county(), factories.notice()),
        Change.objects.first(),
    ]
    request = asked(role)
    for row in shown:
        assert not admin.site._registry[type(row)].has_delete_permission(request, row), row


@pytest.mark.django_db
def test_nobody_deletes_users():
    account = factories.user("editor")
    assert not admin.site._registry[type(account)].has_delete_permission(asked(None), account)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["borrower", "initiative"])
def test_an_editor_reads_why_a_published_row_is_locked(client, kind):
    project = factories.project(initiative=factories.initiative())
    row = getattr(project, kind)
    path = reverse(f"admin:{row._meta.app_label}_{kind}_change", args=[row.pk])
    client.force_login(factories.user("editor"))
    page = client.get(path)
    assert "ändras den bara av granskare" in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert client.post(path, {"name": "Annat"}).status_code == 403
    client.force_login(factories.user("reviewer"))
    assert 'name="_save"' in client.get(path).content.decode()


@pytest.mark.django_db
def test_an_editor_changes_a_borrower_that_is_not_public(client):
    borrower = factories.draft().borrower
    client.force_login(factories.user("editor"))
    page = client.get(reverse("admin:members_borrower_change", args=[borrower.pk]))
    assert 'name="_save"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["reader", "editor"])
def test_whoever_may_not_publish_is_refused_at_the_door(client, role):
    project = factories.draft()
    client.force_login(factories.user(role))
    for name in ("publish", "withdraw"):
        path = reverse(f"admin:loans_project_{name}")
        assert client.get(path, {"projects": project.pk}).status_code == 403
        assert client.post(path, {"projects": project.pk, "why": "x"}).status_code == 403
    assert not PublishedVersion.objects.exists()


@pytest.mark.django_db
def test_an_administrator_neither_makes_nor_changes_a_superuser(client):
    client.force_login(factories.user("administrator"))
    colleague, superuser = factories.user("editor"), factories.user(username="overst")
    sent = {"username": "kollega", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "12:00"}
    answer = client.post(_user(colleague), sent | joined)
    assert answer.status_code == 302
    colleague.refresh_from_db()
    assert (colleague.username, colleague.is_superuser) == ("kollega", False)
    assert client.post(_user(superuser), sent | joined).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert client.get(password).status_code == 403
    assert "bara av någon som har detsamma" in client.get(_user(superuser)).content.decode()


def _user(user) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


@pytest.mark.django_db
def test_the_groups_of_the_roles_are_read_only(client):
    load_roles(by=factories.signer())
    client.force_login(factories.user())
    for name in ROLES.values():
        path = reverse("admin:auth_group_change", args=[Group.objects.get(name=name).pk])
        assert client.post(path, {"name": name}).status_code == 403


@pytest.mark.django_db
def test_an_editor_keeps_loans_of_a_project_and_a_reader_only_reads_them(client):
    project = factories.draft()
    Loan.objects.create(project=project, reference="L-1", amount=5, disbursed_on="2024-01-01")
    path = reverse("admin:loans_project_change", args=[project.pk])
    client.force_login(factories.user("editor"))
    assert 'name="loans-0-amount"' in client.get(path).content.decode()
    client.force_login(factories.user("reader"))
    page = client.get(path).content.decode()
    assert "L-1" in page
    assert 'name="loans-0-amount"' not in page


@pytest.mark.parametrize("is_demonstration", [False, True])
def test_staff_without_permission_read_so_in_the_admin(client, db, settings, is_demonstration):
    settings.DEMO = is_demonstration
    client.force_login(factories.user("editor", username="redaktor-1"))
    page = client.get("/admin/auth/user/")
    assert page.status_code == 403
    assert "Ditt konto får inte göra det här" in said(page)
    assert "inloggad som redaktor-1" in said(page)
    assert "Be en administratör" in said(page)
    assert "formulär" not in said(page)
    assert "datorn som den körs på" not in said(page)
    assert '<a class="button" href="/admin/">' in page.content.decode()
