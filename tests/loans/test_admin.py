"""The staff's pages: every one of them opens, none changes anything by being read, and each
save is one entry in the log."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from loans import editing
from loans.admin.base import SignedAdmin
from loans.editing.roles import load_roles
from loans.models import Change, Initiative, Project
from members.models import Borrower, County
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.loans.filled_form import filled

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
WRITTEN_BY_THE_PROGRAM = {"loans.PublishedVersion", "loans.Change"}


def address(model, page: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


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
    factories.notice()
    load_roles()


@pytest.fixture
def reviewer(client, db):
    client.user = factories.user("reviewer")
    client.force_login(client.user)
    return client


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


def everything() -> dict:
    """Each row of the register, to see whether anything moved."""
    mine = [m for m in apps.get_models() if m._meta.app_label in {"loans", "members", "privacy"}]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in mine}


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


def test_the_start_page_begins_with_projects_and_shows_ones_own_changes(rows, superuser):
    county = County.objects.get()
    superuser.post(address(County, "change", county.pk), {"name": "Annat län", "code": "05"})
    page = superuser.get("/admin/").content.decode()
    headings = ["Projekt<", "Låntagare<", "Integritetsmeddelanden<", "Användare<"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Annat län" in page[page.index("Det du senast gjorde") :]


def test_one_save_with_goals_and_loans_is_one_entry(reviewer):
    goal = factories.goal(name="Ökad trygghet")
    project = factories.draft(title="Parken")
    path = address(Project, "change", project.pk)
    before = Change.objects.count()
    sent = filled(
        reviewer.get(path),
        title="Parkerna",
        goals=[goal.pk],
        loan_amount="68 000 000",
        why="Ny ansökan",
        **{
            "loans-TOTAL_FORMS": 1,
            "loans-0-reference": "L-7",
            "loans-0-amount": "5\u00a0000\u00a0000",
            "loans-0-disbursed_on": "2024-07-01",
            "loans-0-matures_on": "",
            "loans-0-id": "",
            "loans-0-project": project.pk,
        },
    )
    assert reviewer.post(path, sent).status_code == 302
    entry = Change.objects.first()
    assert Change.objects.count() == before + 1
    assert (entry.by, entry.why, entry.action) == (reviewer.user, "Ny ansökan", "change")
    assert set(entry.fields) == {"title", "goals", "loan_amount", "loans"}
    assert project.loans.get().amount == 5_000_000
    assert not LogEntry.objects.exists()


def test_a_new_project_gets_its_reference_and_one_entry(reviewer):
    borrower = factories.borrower()
    path = address(Project, "add")
    before = Change.objects.count()
    sent = filled(reviewer.get(path), title="Åkerö ängar", borrower=borrower.pk)
    assert reviewer.post(path, sent).status_code == 302
    project = Project.objects.get()
    assert (project.reference, project.slug, project.status) == ("P-0001", "akero-angar", "draft")
    assert Change.objects.count() == before + 1


@pytest.mark.parametrize("taken", ["parken", "parken-2"])
def test_a_title_that_is_taken_gets_a_number_in_its_address(reviewer, taken):
    factories.project(slug="parken")
    if taken != "parken":
        factories.draft(slug=taken)
    sent = filled(
        reviewer.get(address(Project, "add")), title="Parken", borrower=factories.borrower().pk
    )
    reviewer.post(address(Project, "add"), sent)
    assert Project.objects.get(title="Parken").slug == f"parken-{2 if taken == 'parken' else 3}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"loan_amount": "68,5 miljoner"}, "Skriv beloppet i hela kronor"),
        ({"loan_amount": "-5"}, "Skriv beloppet i hela kronor"),
        ({"loan_amount": "0"}, "minst 1 krona"),
        ({"loan_amount": "9" * 5000}, "minst 1 krona"),
        ({"loan_amount": "٣٤"}, "Skriv beloppet i hela kronor"),
        ({"total_cost": "5", "loan_amount": "6"}, "kan inte vara mindre än lånet"),
        ({"slug": "Hej Å"}, "små bokstäver"),
        ({"slug": "jamfor"}, "upptaget"),
        ({"slug": "../admin"}, "små bokstäver"),
        ({"title": "=1+1"}, "läser det som en formel"),
        ({"title": "!!!", "slug": ""}, "Skriv ett adressnamn"),
        ({"why": "x" * 501}, "500 tecken"),
        ({"why": "nytt\x00"}, "ull"),
        ({"start_year": "2025", "end_year": "2020"}, "före startåret"),
        ({"latitude": "99,5", "longitude": "16"}, "Ange både latitud"),
        ({"borrower": "999999"}, "giltigt"),
        ({"source_url": "javascript:alert(1)"}, "giltig"),
    ],
)
def test_a_hostile_value_gives_a_message_and_keeps_what_was_typed(reviewer, fields, message):
    project = factories.draft(title="Före")
    path = address(Project, "change", project.pk)
    sent = filled(reviewer.get(path), **({"summary": "Det jag skrev"} | fields))
    before = everything()
    page = reviewer.post(path, sent)
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "Det jag skrev" in page.content.decode()
    assert everything() == before


@pytest.mark.parametrize("number", ["8001010000", "556036-0794", "abc", "0" * 20])
def test_a_hostile_organisation_number_gives_a_message(reviewer, number):
    borrower = factories.borrower()
    path = address(Borrower, "change", borrower.pk)
    page = reviewer.post(path, filled(reviewer.get(path), organisation_number=number))
    assert page.status_code == 200
    assert page.context["errors"]
    assert Borrower.objects.get().organisation_number is None


def test_an_organisation_number_is_stored_as_digits(reviewer):
    borrower = factories.borrower()
    path = address(Borrower, "change", borrower.pk)
    reviewer.post(path, filled(reviewer.get(path), organisation_number="556036-0793"))
    assert Borrower.objects.get().organisation_number == "5560360793"


def test_a_refusal_by_editing_shows_on_the_form(reviewer, monkeypatch):
    """A public key never changes: only `editing` knows, and only when it saves."""
    initiative = factories.initiative(slug="forst")
    factories.project(initiative=initiative)
    path = address(type(initiative), "change", initiative.pk)
    sent = filled(reviewer.get(path), slug="sedan", name="Nytt namn")
    before = everything()
    page = reviewer.post(path, sent)
    assert page.status_code == 200
    assert "har varit publikt och ändras inte" in page.content.decode()
    assert "Nytt namn" in page.content.decode()
    assert everything() == before


def test_the_address_of_another_project_is_refused_on_the_form(reviewer):
    first = factories.project(slug="gammal")
    first.slug = "ny"
    editing.save(first, by=factories.signer())
    path = address(Project, "change", factories.draft().pk)
    page = reviewer.post(path, filled(reviewer.get(path), slug="gammal"))
    assert "har tillhört ett annat projekt" in page.content.decode()


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
    assert superuser.post(path, {"post": "yes"}).status_code == 403
    assert Project.objects.exists()


def test_no_list_offers_to_delete_a_selection(rows, superuser):
    for model in MODELS:
        assert "delete_selected" not in superuser.get(address(model, "changelist")).content.decode()


def test_what_is_linked_can_not_be_chosen_once_inactive_but_stays_where_it_is(reviewer):
    kept, other = factories.category(), factories.category()
    project = factories.draft(category=kept)
    for category in (kept, other):
        category.is_active = False
        editing.save(category, by=factories.signer())
    page = reviewer.get(address(Project, "change", project.pk)).content.decode()
    assert kept.name in page
    assert other.name not in page


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


def test_a_permission_that_is_missing_at_the_last_moment_shows_on_the_form(client, db, monkeypatch):
    """The project was published after the form had been opened for change."""
    borrower = factories.project().borrower
    monkeypatch.setattr(SignedAdmin, "locked_because", lambda *arguments: "")
    client.force_login(factories.user("editor"))
    path = address(Borrower, "change", borrower.pk)
    page = client.post(path, filled(client.get(path), name="Annat namn"))
    assert page.status_code == 200
    assert "Bara granskare och administratörer" in page.content.decode()
    assert "Annat namn" in page.content.decode()
    assert Borrower.objects.get().name != "Annat namn"


def test_two_that_save_the_same_key_at_once_get_a_message(reviewer, monkeypatch):
    """The form found the address free; the database, a moment later, did not."""
    factories.initiative(slug="upptagen")
    monkeypatch.setattr(Initiative, "validate_unique", lambda *arguments, **options: None)
    monkeypatch.setattr(Initiative, "validate_constraints", lambda *arguments, **options: None)
    path = address(Initiative, "add")
    page = reviewer.post(path, filled(reviewer.get(path), name="Ny", slug="upptagen"))
    assert page.status_code == 200
    assert "Någon annan sparade samtidigt" in page.content.decode()
    assert Initiative.objects.count() == 1


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
