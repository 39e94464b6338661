"""Nonsense sent to the staff's pages gets a page that says so, never a failure, and moves
nothing."""
# ruff: noqa: F811 (fixtures of a sibling)

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loans.models import Change, Project, PublishedVersion
from members.models import Borrower, County
from tests import factories
from tests.loans.admin_pages import address, everything, filled
from tests.loans.test_admin import MODELS, rows, superuser  # noqa: F401

HUGE = "9" * 22
VALUES = ["x", HUGE, "\0"]
PARAMETERS = [
    *("id__exact", "pk__in", "id__range", "decided_on__gte", "decided_on__year", "title__regex"),
    *("valid_from__gte", "at__lt", "category__id__exact", "borrower__members__county__id__exact"),
    *("status__exact", "decided_year", "groups__id__exact", "password__startswith", "e", "p", "o"),
    *("content__has_key", "_to_field", "_popup", "_facets", "_changelist_filters"),
]
SEARCHES = ["\0", "\\ud800", "\xed\xa0\x80", '"', "'a b", "%", "\\", " ".join(map(str, range(500)))]
KEYS = [HUGE, "0", "x", "_00", "a" * 300]
EDGES_OF_TIME = [
    *("0001-01-01", "0001-W01-1", "9999-12-31 23:59:59-14:00", "0001-01-01 00:00:00+14:00"),
]
MANAGEMENT = [
    {"loans-TOTAL_FORMS": "abc"},
    {"loans-TOTAL_FORMS": HUGE},
    {"loans-TOTAL_FORMS": "9" * 5000},
    {"loans-TOTAL_FORMS": "201"},
    {"loans-TOTAL_FORMS": "3", "loans-INITIAL_FORMS": "3"},
    {"loans-TOTAL_FORMS": "1", "loans-INITIAL_FORMS": "1", "loans-0-id": HUGE},
    {"loans-TOTAL_FORMS": "1", "loans-INITIAL_FORMS": "1", "loans-0-id": "\0"},
    {"loans-TOTAL_FORMS": "1", "loans-INITIAL_FORMS": "0", "loans-0-amount": HUGE},
    {"loans-TOTAL_FORMS": "1", "loans-INITIAL_FORMS": "0", "loans-0-project": HUGE},
    {"loans-TOTAL_FORMS": ""},
]
KEYS_OF_ROWS = ["borrower", "category", "goals", "initiative"]
TEXTS = [
    *("title", "slug", "description", "loan_amount", "latitude", "decided_on", "start_year"),
    *("decided_precision", "source_url", "why"),
]
BAD_VALUES = ["\0", HUGE, "9" * 5000, "1e400", "NaN", "-", "\\ud800", "\ufffd", "http://[", "²"]


@pytest.fixture
def sent(superuser):
    """Sends a request; whatever comes back is a page and no failure."""
    superuser.raise_request_exception = False

    def send(method: str, path: str, data: dict | None = None) -> int:
        response = getattr(superuser, method)(path, data or {})
        assert response.status_code < 500, (method, path, data)
        return response.status_code

    return send


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_a_list_answers_whatever_it_is_asked(rows, sent, model):
    path = address(model, "changelist")
    for name in PARAMETERS:
        for value in VALUES:
            sent("get", path, {name: value})
    for words in SEARCHES:
        sent("get", path, {"q": words})


@pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime")
@pytest.mark.parametrize(
    ("model", "name"), [(Change, "at"), (PublishedVersion, "valid_from")], ids=str
)
@pytest.mark.parametrize("value", EDGES_OF_TIME)
def test_a_list_answers_at_the_edges_of_time(rows, superuser, model, name, value):
    for query in ({f"{name}__gte": value}, dict.fromkeys([f"{name}__gte", f"{name}__lt"], value)):
        page = superuser.get(address(model, "changelist"), query, follow=True)

        assert page.status_code == 200
        assert page.redirect_chain == [] or "inte har. Därför visas hela" in page.content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_an_address_that_fills_in_nonsense_fills_in_nothing(rows, sent, model):
    related = [f.name for f in (*model._meta.fields, *model._meta.many_to_many) if f.is_relation]
    for name in related:
        for value in (*VALUES, f"1,{HUGE}", "1,\0", "-1", "²", "1,"):
            sent("get", address(model, "add"), {name: value})


def test_an_address_fills_in_the_rows_that_it_names(superuser):
    members = [factories.member(name).pk for name in ("Åmåls kommun", "Ödeshögs kommun")]
    page = superuser.get(address(Borrower, "add"), {"members": ",".join(map(str, members))})

    assert set(filled(page)["members"]) == {str(key) for key in members}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
@pytest.mark.parametrize("key", KEYS)
def test_a_row_that_can_not_be_is_not_there(rows, sent, model, key):
    before = everything()
    for page in ("change", "delete", "history"):
        sent("get", address(model, page, key))
        sent("post", address(model, page, key), {"post": "yes", "why": "\0"})
    assert everything() == before


@pytest.mark.parametrize("key", KEYS)
def test_a_password_is_changed_only_where_there_is_an_account(rows, sent, key):
    path = reverse("admin:auth_user_password_change", args=[key])
    form = {"password1": "ett-långt-lösenord", "password2": "ett-långt-lösenord"}
    assert sent("get", path) in {302, 404}
    assert sent("post", path, form) in {302, 404}


@pytest.mark.parametrize("tampered", MANAGEMENT, ids=str)
def test_a_form_whose_parts_were_tampered_with_is_shown_again(rows, superuser, sent, tampered):
    project = Project.objects.get()
    path = address(Project, "change", project.pk)
    form = filled(superuser.get(path), title="Ny rubrik igen")
    before = everything()

    assert sent("post", path, form | tampered) in {200, 400}
    assert everything() == before


@pytest.mark.parametrize("names", [TEXTS, *([key] for key in KEYS_OF_ROWS)], ids=str)
def test_a_form_with_nonsense_in_it_is_shown_again_or_kept_as_text(rows, superuser, sent, names):
    path = address(Project, "change", Project.objects.get().pk)
    form = filled(superuser.get(path))
    for value in BAD_VALUES:
        sent("post", path, form | dict.fromkeys(names, value))


@pytest.mark.parametrize("model", [County, Borrower])
def test_a_new_row_of_nonsense_is_refused(rows, sent, model):
    for value in BAD_VALUES:
        fields = ("name", "slug", "code", "members", "kind", "organisation_number", "merged_into")
        form = dict.fromkeys(fields, value)
        assert sent("post", address(model, "add"), form) in {200, 400}


@pytest.mark.parametrize("page", ["publish", "withdraw"])
@pytest.mark.parametrize("keys", ["", "\0", HUGE, "9" * 5000, "²,x,-1", "1," * 2000, "\\ud800"])
def test_a_deed_to_nothing_is_none(rows, sent, page, keys):
    Project.objects.update(status="draft")
    path = address(Project, page)
    before = everything()
    sent("get", path, {"projects": keys[:3000]})
    sent("post", path, {"projects": keys, "seen": "\0", "why": "\0"})
    assert everything() == before


@pytest.mark.parametrize("value", ["\0", HUGE, "x", "9" * 5000, ""])
def test_a_bulk_action_on_nothing_is_none(rows, sent, value):
    path = address(Project, "changelist")
    before = everything()
    for name in ("_selected_action", "action", "index", "select_across"):
        form = {"action": "publish_selected", "index": "0", "_selected_action": "1", "post": "yes"}
        sent("post", path, form | {name: value})
    assert everything() == before


@pytest.mark.parametrize("term", SEARCHES)
def test_a_field_that_completes_what_is_typed_takes_anything(rows, sent, term):
    asked = {"app_label": "loans", "model_name": "project", "field_name": "borrower"}
    path = reverse("admin:autocomplete")
    assert sent("get", path, asked | {"term": term}) == 200
    for name in ("app_label", "model_name", "field_name", "page"):
        sent("get", path, asked | {name: term})
    for page in VALUES:
        sent("get", path, asked | {"page": page})


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/logout/", "/admin/password_change/"])
@pytest.mark.parametrize("value", BAD_VALUES)
def test_the_door_takes_anything(rows, superuser, sent, path, value):
    names = ("username", "password", "next", "old_password", "new_password1", "new_password2")
    sent("post", path, dict.fromkeys(names, value))
    superuser.logout()
    sent("post", path, dict.fromkeys(names, value))
    sent("get", path, {"next": value})


@pytest.mark.parametrize("path", [f"/admin/r/{key}/{key}/" for key in ("1", HUGE)])
def test_a_shortcut_to_nowhere_is_not_there(rows, sent, path):
    assert sent("get", path) == 404


def test_a_list_that_is_asked_for_what_it_has_not_says_so_and_shows_all(rows, superuser):
    path = address(Project, "changelist")
    for query in ("?id__range=1", "?title__regex=[", "?status__exact=%00", "?nonsense=1"):
        page = superuser.get(path + query, follow=True)

        assert page.redirect_chain[-1][0] == path
        assert "inte har. Därför visas hela listan" in page.content.decode()
        assert "Ny rubrik" in page.content.decode()


def test_the_filters_of_a_list_are_taken(rows, superuser):
    category = Project.objects.get().category
    path = address(Project, "changelist")
    for query in (f"category__id__exact={category.pk}", "status__exact=published", "q=rubrik"):
        page = superuser.get(f"{path}?{query}")

        assert page.status_code == 200
        assert "Ny rubrik" in page.content.decode()


# --- Search -------------------------------------------------------------------------------


def found(client, words: str) -> list[str]:
    results = client.get(address(Project, "changelist"), {"q": words}).context["cl"].result_list
    return sorted(project.title for project in results)


def test_every_word_is_found_somewhere_each_in_a_member_of_its_own(superuser):
    owners = [factories.member(name) for name in ("Åmåls kommun", "Ödeshögs kommun")]
    both = factories.borrower("Två Ägare AB", members=owners)
    factories.draft(title="Delad hall", borrower=both)
    factories.draft(title="Egen hall", borrower=factories.borrower("En AB", members=owners[:1]))

    assert found(superuser, "ÅMÅLS ödeshögs hall") == ["Delad hall"]
    assert found(superuser, "åmåls") == ["Delad hall", "Egen hall"]
    assert found(superuser, "hall saknas") == []
    assert found(superuser, "%") == []


def test_a_search_of_many_words_uses_the_first_ten_and_says_so(superuser):
    factories.draft(title="Hall ett två tre fyra fem sex sju åtta nio")
    ten = "hall ett två tre fyra fem sex sju åtta nio"
    path = address(Project, "changelist")

    assert found(superuser, f"{ten} saknas") == ["Hall ett två tre fyra fem sex sju åtta nio"]
    page = superuser.get(path, {"q": f"{ten} saknas"}).content.decode()
    assert "högst 10 ord. Orden efter ”nio” är inte med." in page
    assert "högst 10 ord" not in superuser.get(path, {"q": ten}).content.decode()


def test_words_add_no_joins_to_a_search(superuser):
    def joins(words: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            found(superuser, words)
        return max(query["sql"].split("WHERE")[0].count("JOIN") for query in asked)

    assert joins("a b c d e f g h i j") == joins("a")


# --- A register that others hold ----------------------------------------------------------


def test_a_save_that_waited_in_vain_keeps_what_was_typed(rows, superuser, monkeypatch):
    def refuse():
        raise OperationalError("canceling statement due to lock timeout")

    path = address(Project, "change", Project.objects.get().pk)
    form = filled(superuser.get(path), title="Kvar på sidan")
    before = everything()
    monkeypatch.setattr("loans.publishing.lock", refuse)
    page = superuser.post(path, form)

    assert page.status_code == 200
    assert "upptaget av ett annat arbete" in page.content.decode()
    assert 'value="Kvar på sidan"' in page.content.decode()
    assert everything() == before
