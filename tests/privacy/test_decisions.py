"""What visitors decide at the gate: accepting, declining, taking back, and being asked again."""

import pytest
from django.apps import apps

from loans import editing
from tests import factories
from tests.broken import failing
from tests.conftest import HOST, SecureClient
from tests.privacy.answers import FORM, ORIGIN, go_through, hidden_fields, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return factories.notice()


# --- Where the form came from -------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ORIGIN},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_from_here_is_taken(client, notice, headers):
    assert send(client, "accept", headers=headers, version="1").cookies


def test_the_form_needs_no_token_and_no_cookie(notice):
    client = SecureClient(SERVER_NAME=HOST, enforce_csrf_checks=True)

    assert go_through(client, "/projekt/")["Location"] == "/projekt/"
    assert list(client.cookies) == ["__Host-notice"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": f"http://{HOST}"},
        {"Origin": f"https://{HOST}:8443"},
        {"Origin": f"https://{HOST}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{ORIGIN}/integritet/"},
    ],
)
@pytest.mark.parametrize("decision", ["accept", "decline", "withdraw"])
def test_a_form_from_elsewhere_is_refused_with_a_page_that_helps(visitor, headers, decision):
    answer = send(visitor, decision, headers=headers, version="1", next="/projekt/?q=1")

    assert answer.status_code == 403
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert "Gör så här" in answer.content.decode()
    assert 'href="/integritet/?next=/projekt/?q=1"' in answer.content.decode()


def test_a_host_that_is_not_ours_can_not_vouch_for_itself(client, notice):
    headers = {"Host": "evil.example", "Origin": "https://evil.example"}
    assert send(client, "accept", headers=headers, version="1").status_code == 400


def test_a_form_that_decides_nothing_is_refused(client, notice):
    for decision in ("", "maybe"):
        assert send(client, decision, version="1").status_code == 400


# --- Versions -----------------------------------------------------------------------------


def test_a_material_change_asks_again(visitor):
    factories.notice(is_material=True)

    assert visitor.get("/projekt/").status_code == 303
    assert "har ändrats" in visitor.get("/integritet/").content.decode()
    assert go_through(visitor, "/projekt/").cookies["__Host-notice"].value == "2"


def test_a_minor_change_asks_nobody_again(visitor):
    factories.notice(is_material=False)

    assert visitor.get("/projekt/").status_code == 200
    newcomer = SecureClient(SERVER_NAME=HOST)
    assert go_through(newcomer, "/projekt/").cookies["__Host-notice"].value == "2"


def test_a_minor_change_does_not_excuse_from_a_material_one(visitor):
    factories.notice(is_material=True)
    factories.notice(is_material=False)

    assert visitor.get("/projekt/").status_code == 303
    visitor.cookies["__Host-notice"] = "2"
    assert visitor.get("/projekt/").status_code == 200


def test_the_version_that_was_shown_is_the_one_remembered(client, notice):
    fields = hidden_fields(client.get("/integritet/?next=/projekt/"))
    factories.notice(is_material=False)

    assert send(client, "accept", **fields).cookies["__Host-notice"].value == "1"


@pytest.mark.parametrize("address", ["/integritet/", "/en/privacy/"])
def test_a_material_change_while_somebody_reads_is_shown_before_acceptance(client, notice, address):
    fields = hidden_fields(client.get(f"{address}?next=/projekt/?q=1"))
    factories.notice(text="Helt nytt.", text_en="All new.")
    answer = send(client, "accept", address, **fields)

    assert answer.status_code == 409
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert ("All new." if "/en/" in address else "Helt nytt.") in answer.content.decode()
    again = send(client, "accept", address, **hidden_fields(answer))
    assert again["Location"] == "/projekt/?q=1"
    assert again.cookies["__Host-notice"].value == "2"


@pytest.mark.parametrize("version", ["", "0", "2", "99", "x"])
def test_a_version_that_does_not_hold_can_not_be_accepted(client, notice, version):
    assert send(client, "accept", version=version).status_code == 409
    assert send(client, "accept").status_code == 409


# --- Declining and taking back ------------------------------------------------------------


def test_declining_stores_nothing_and_leads_somewhere_sensible(client, notice):
    fields = hidden_fields(client.get("/integritet/?next=/projekt/?q=1"))
    declined = send(client, "decline", **fields)

    assert declined.status_code == 303
    assert not declined.cookies
    page = client.get(declined["Location"])
    assert page.status_code == 200
    assert "register@lan.example.se" in page.content.decode()
    assert 'href="/integritet/?next=/projekt/?q=1"' in page.content.decode()


def test_declining_is_as_easy_as_accepting(client, notice):
    content = client.get("/integritet/").content.decode()

    assert content.count('<button class="button" name="decision"') == 2
    assert 'value="accept"' in content
    assert 'value="decline"' in content


def test_declining_takes_an_earlier_acceptance_off_the_device(visitor):
    declined = send(visitor, "decline")

    assert declined.cookies["__Host-notice"]["max-age"] == 0
    assert declined["Cache-Control"] == "no-store"
    assert visitor.get("/projekt/").status_code == 303


FOOT = {
    "list": ("get", "/projekt/", 200),
    "list in English": ("get", "/en/projects/", 200),
    "list without rows": ("get", "/projekt/?q=finnsinte", 200),
    "list with an error": ("get", "/projekt/?sort=x", 400),
    "project": ("get", "/projekt/synligt/", 200),
    "notice": ("get", "/integritet/", 200),
    "version of the notice": ("get", "/integritet/1/", 200),
    "declined": ("get", "/integritet/avbojt/", 200),
    "form that can't be read": ("post", "/integritet/", 403),
    "forbidden": ("post", "/projekt/", 403),
    "not found": ("get", "/projekt/finns-inte/", 404),
    "not found anywhere": ("get", "/en/no-such/", 404),
    "wrong method": ("put", "/integritet/", 405),
    "withdrawn": ("get", "/projekt/borta/", 410),
    "failure": ("get", "/projekt/trasig/", 500),
    "database away": ("get", "/projekt/borta-ett-tag/", 503),
}


@pytest.fixture
def every_page():
    """A register in which every page of FOOT can be had."""
    factories.project(slug="synligt")
    gone = factories.project(slug="borta")
    editing.withdraw(gone, by=factories.signer(), why="Fel låntagare")
    with failing():
        yield


@pytest.mark.parametrize("page", FOOT)
def test_the_acceptance_can_be_taken_back_from_the_foot_of_every_page(visitor, every_page, page):
    method, address, status = FOOT[page]
    visitor.raise_request_exception = False
    visitor.handler.enforce_csrf_checks = True
    answer = getattr(visitor, method)(address)
    foot = answer.content.decode().partition("<footer")[2]
    assert answer.status_code == status
    assert 'name="decision" value="withdraw"' in foot

    withdrawn = send(visitor, "withdraw", **dict(FORM.findall(foot)))

    assert withdrawn["Location"].startswith(("/integritet/", "/en/privacy/"))
    assert withdrawn.cookies["__Host-notice"]["max-age"] == 0
    assert visitor.get("/projekt/").status_code == 303
    assert 'value="withdraw"' not in visitor.get("/integritet/").content.decode()


def test_who_has_accepted_nothing_has_nothing_to_take_back(client, notice):
    for address in ("/integritet/", "/integritet/1/", "/finns-inte/"):
        assert 'value="withdraw"' not in client.get(address).content.decode()


def test_whatever_a_visitor_decides_nothing_is_stored_about_anyone(client, notice):
    def rows() -> dict[str, int]:
        return {model._meta.label: model._base_manager.count() for model in apps.get_models()}

    before = rows()
    go_through(client, "/projekt/")
    for decision in ("accept", "withdraw", "decline"):
        send(client, decision, version="1", next="/projekt/?q=1")
    client.get("/projekt/?q=1", follow=True)

    assert len(before) > 10
    assert rows() == before


def test_after_acceptance_the_notice_can_be_read_and_left_again(visitor):
    content = visitor.get("/integritet/?next=/projekt/?q=1").content.decode()

    assert 'href="/projekt/?q=1"' in content
    assert 'value="accept"' not in content
    assert 'value="withdraw"' in content.partition("<footer")[0]
