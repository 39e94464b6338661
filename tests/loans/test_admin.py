"""The staff's pages: every one of them opens, none changes anything by being read, and what was
done can be read there."""

import re

import pytest
from django.contrib import admin

from loans import editing
from loans.editing.roles import load_roles
from loans.models import Change, Project
from members.models import Borrower, County
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.loans.admin_pages import address, change, everything, filled, said

LIST = "/admin/loans/project/"
ENGLISH = re.compile(
    r"\b(?:a|add|and|by|change|date|delete|false|for|is|none|reference|search|the|this|to|true|view)\b",
    re.IGNORECASE,
)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
WRITTEN_BY_THE_PROGRAM = {"loans.PublishedVersion", "loans.Change"}


@pytest.fixture
def rows(db):
    """One row of each model that the admin shows, and a project with changes waiting."""
    project = factories.project(
        category=factories.category(),
        investment_type=factories.investment_type(),
        goals=[factories.goal()],
        target_groups=[factories.target_group()],
        initiative=factories.initiative(),
        loan_amount=68_000_000,
        decided_on="2024-06-12",
    )
    project.loans.create(reference="L-1", amount=1_000_000, disbursed_on="2024-07-01")
    project.title = "Ny rubrik"
    editing.save(project, by=factories.signer(), many={"goals": []})
    factories.synonyms("simhall", "badhus")
    factories.notice()
    load_roles(by=factories.signer())


@pytest.fixture
def superuser(client, db):
    client.user = factories.user()
    client.force_login(client.user)
    return client


def pages(model) -> list[str]:
    names = ["changelist"] if model._meta.label in WRITTEN_BY_THE_PROGRAM else ["changelist", "add"]
    key = model._base_manager.first().pk
    return [address(model, name) for name in names] + [
        address(model, name, key) for name in ("change", "history")
    ]


def test_every_page_opens_changes_nothing_and_is_not_stored(rows, superuser):
    paths = ["/admin/", "/admin/loans/", "/admin/password_change/", "/admin/password_change/done/"]
    paths += [path for model in MODELS for path in pages(model)]
    key = Project.objects.get().pk
    paths += [f"{address(Project, name)}?projects={key}" for name in ("publish", "withdraw")]
    paths += [address(Project, "delete", factories.draft().pk)]
    before = everything()
    for path in paths:
        response = superuser.get(path)
        assert response.status_code == 200, path
        assert "no-store" in response.headers["Cache-Control"], path
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], path
        assert "style=" not in response.content.decode(), path
        assert "onclick" not in response.content.decode(), path
    assert everything() == before


def test_every_page_is_in_swedish(rows, reviewer):
    ours = [model for model in MODELS if model._meta.app_label in {"loans", "members"}]
    paths = ["/admin/", "/admin/loans/", "/admin/password_change/", f"{LIST}?q=x", f"{LIST}?e=1"]
    paths += [path for model in ours for path in pages(model)]
    key = Project.objects.get().pk
    paths += [f"{address(Project, name)}?projects={key}" for name in ("publish", "withdraw")]
    paths += [address(Project, "delete", factories.draft().pk)]
    for path in paths:
        response = reviewer.get(path, follow=True)
        assert not (found := ENGLISH.findall(said(response))), (path, found)
    response = reviewer.post("/admin/logout/")
    assert "Du är utloggad." in said(response)
    assert not ENGLISH.findall(said(response) + said(reviewer.get("/admin/login/")))


def test_the_start_page_begins_with_projects_and_shows_ones_own_changes(rows, superuser):
    county = County.objects.get()
    superuser.post(address(County, "change", county.pk), {"name": "Annat län", "code": "05"})
    page = superuser.get("/admin/").content.decode()
    headings = ["Projekt<", "Låntagare<", "Integritetsmeddelanden<", "Användare<"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Annat län" in page[page.index("Det du senast gjorde") :]


def test_the_history_says_who_when_and_why_and_each_field_in_words(reviewer):
    goal = factories.goal(name="Ökad trygghet")
    project = factories.draft(title="Parken", loan_amount=50_000_000)
    project.loan_amount = 68_000_000
    editing.save(project, by=reviewer.user, why="Nytt beslut", many={"goals": [goal]})
    page = reviewer.get(address(Project, "history", project.pk)).content.decode()
    for words in [reviewer.user.username, "Nytt beslut", "Lånebelopp", "Ökad trygghet", "skapade"]:
        assert words in page
    assert page.index("50\u00a0miljoner kronor") < page.index("68\u00a0miljoner kronor")


def test_the_history_follows_a_row_that_got_a_new_address(superuser):
    borrower = factories.borrower(name="Bolaget", slug="forst")
    borrower.slug = "sedan"
    editing.save(borrower, by=factories.signer(), why="Bättre adress")
    borrower.name = "Bolaget AB"
    editing.save(borrower, by=factories.signer(), why="Nytt namn")
    page = superuser.get(address(Borrower, "history", borrower.pk)).content.decode()
    assert "Bättre adress" in page
    assert "Nytt namn" in page
    assert "skapade" in page


def test_an_editor_deletes_a_draft_and_the_log_remembers(client, db):
    client.force_login(factories.user("editor"))
    project = factories.draft()
    path = address(Project, "delete", project.pk)
    assert client.get(path).status_code == 200
    client.post(path, {"post": "yes", "why": "Dubblett"})
    entry = Change.objects.first()
    assert not Project.objects.exists()
    assert (entry.action, entry.why, entry.object_key) == ("delete", "Dubblett", project.reference)


def test_a_published_project_is_not_deleted(superuser):
    project = factories.project()
    path = address(Project, "delete", project.pk)
    page = superuser.post(path, {"post": "yes"}, follow=True)
    assert "allmänheten har sett den" in page.content.decode()
    assert superuser.get(path).status_code == 403
    assert Project.objects.exists()


def test_no_list_offers_to_delete_a_selection(rows, superuser):
    for model in MODELS:
        assert "delete_selected" not in superuser.get(address(model, "changelist")).content.decode()


def test_saving_an_untouched_page_leaves_no_entry(rows, superuser):
    for model in MODELS:
        row = model._base_manager.first()
        path = address(model, "change", row.pk)
        page = superuser.get(path)
        if 'name="_save"' not in page.content.decode():
            continue
        before = Change.objects.count()
        answer = superuser.post(path, filled(page))
        assert answer.status_code == 302, (path, answer.context["errors"])
        assert Change.objects.count() == before, path


@pytest.mark.parametrize("why", ["=1+1", "x" * 501])
def test_a_hostile_reason_to_delete_deletes_nothing(reviewer, why):
    project = factories.draft()
    path = address(Project, "delete", project.pk)
    assert reviewer.post(path, {"post": "yes", "why": why}).status_code == 302
    assert Project.objects.exists()


def test_nothing_is_saved_without_the_token(db):
    client = SecureClient(enforce_csrf_checks=True, SERVER_NAME=HOST)
    client.force_login(factories.user())
    project = factories.project()
    paths = [address(Project, page) for page in ("add", "changelist", "publish", "withdraw")]
    paths += [address(Project, page, project.pk) for page in ("change", "delete")]
    for path in paths:
        assert client.post(path, {"projects": project.pk, "why": "x"}).status_code == 403, path


@pytest.mark.parametrize("term", ["\0", "%", "'", "x" * 5000])
def test_a_hostile_search_for_a_borrower_gets_an_answer(reviewer, term):
    query = {"app_label": "loans", "model_name": "project", "field_name": "borrower", "term": term}
    assert reviewer.get("/admin/autocomplete/", query).status_code == 200


def test_the_words_of_staff_are_good_swedish(client, db):
    project = factories.draft(title="Parken")
    client.force_login(factories.user(username="anna-1"))
    sent = filled(client.get(change(project)), title="Parkerna", _continue="x")
    page = client.post(change(project), sent, follow=True).content.decode()
    assert "Parkerna</a>”" in page
    assert "“" not in page
    assert "gg till fler" in page  # in JSON, without its letter ä
    assert ">Händelser</a>" in page
    assert "Historik" not in page
    log = client.get("/admin/loans/change/").content.decode()
    assert ">anna-1</a>" in log
    assert ">I dag</a>" in log


def test_permissions_and_switches_are_said_in_swedish(client, db):
    client.force_login(factories.user())
    group = client.get("/admin/auth/group/add/").content.decode()
    assert ">Får ändra projekt</option>" in group
    assert ">Kan publicera och dra tillbaka projekt</option>" in group
    assert "Can change" not in group
    people = client.get("/admin/auth/user/").content.decode()
    assert '<td class="field-is_active">Ja</td>' in people
    assert 'alt="True"' not in people
