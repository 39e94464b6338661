"""What every response carries, whatever it answers."""

import logging

import pytest
from django.conf import settings
from django.db import OperationalError

from tests import factories
from tests.conftest import HOST, SecureClient

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)

EXPECTED = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "browsing-topics=()",
}

PATHS = [
    "/projekt/",
    "/en/projects/?category=x",
    "/integritet/",
    "/finns-inte/",
    "/healthz",
    "/static/css/site.css",
    "/admin/login/",
    "/projekt",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_carries_every_header(visitor, path):
    response = visitor.get(path)
    response.close()

    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


def test_a_failure_carries_every_header_too(visitor, monkeypatch):
    monkeypatch.setattr("loans.register.current", lambda: 1 / 0)
    visitor.raise_request_exception = False
    response = visitor.get("/projekt/")

    assert response.status_code == 500
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


def test_a_host_that_is_not_ours_is_refused_with_every_header(visitor):
    response = visitor.get("/projekt/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"] == POLICY
    assert b"evil" not in response.content


def test_plain_http_is_sent_to_https(client):
    response = type(client).__base__(SERVER_NAME="lan.example.se").get("/projekt/?q=a")

    assert response.status_code == 301
    assert response.headers["Location"] == "https://lan.example.se/projekt/?q=a"


def test_the_staff_s_cookies_are_bound_to_this_host_and_closed_to_scripts(client):
    account = factories.user("reader", password=None)
    account.set_password("ett-långt-lösenord-för-testet")
    account.save()
    form = {"username": account.username, "password": "ett-långt-lösenord-för-testet"}
    response = client.post("/admin/login/?next=/admin/", form)

    assert response.status_code == 302
    assert response.cookies
    for name, cookie in response.cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
        assert cookie["samesite"] == "Lax"
    assert "no-store" in response.headers["Cache-Control"]


def test_passwords_are_hashed_with_argon2():
    account = factories.user("reader")
    account.set_password("x")

    assert account.password.startswith("argon2$argon2id$")
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/robots.txt", "svarar bara på GET, HEAD"),
        ("/en/projects/", "answers only to GET, HEAD"),
        ("/projekt/", "svarar bara på GET, HEAD"),
        ("/static/css/site.css", "svarar bara på GET, HEAD"),
    ],
)
def test_a_method_that_is_not_answered_gets_a_page_that_says_which_are(
    visitor, method, path, words
):
    response = getattr(visitor, method)(path)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert words in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


def test_the_notice_says_what_it_answers(visitor):
    response = visitor.put("/integritet/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert "svarar bara på GET, HEAD, POST" in response.content.decode()


@pytest.mark.parametrize(("path", "words"), [("/projekt/", "upptaget"), ("/en/projects/", "busy")])
def test_a_database_that_can_not_gets_a_page_that_asks_to_come_back(
    visitor, monkeypatch, path, words
):
    def refuse():
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("loans.register.current", refuse)
    visitor.raise_request_exception = False
    response = visitor.get(path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert words in response.content.decode()
    assert "timeout" not in response.content.decode()
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED


def test_a_log_says_where_and_not_what_was_searched(visitor, caplog):
    elsewhere = {"Referer": "https://elsewhere.example/?q=searched"}
    client = SecureClient(SERVER_NAME=HOST, enforce_csrf_checks=True)
    client.cookies.update(visitor.cookies)
    client.get("/finns-inte/?q=searched")
    client.get("/projekt/?category=searched&q=searched")
    client.post("/admin/login/?next=/admin/searched", {"username": "x"}, headers=elsewhere)

    [handler] = [h for h in logging.getLogger().handlers if h.filters]
    said = [r.getMessage() for r in caplog.records if handler.filter(r)]
    assert "Not Found: /finns-inte/" in said
    assert any("Referer" in words or "CSRF" in words for words in said)
    assert not any("searched" in words for words in said)
