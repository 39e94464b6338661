"""What sets a cookie and what staff see is kept by no cache, at whatever address it stands."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import override

from config.middleware import unstored
from loans.models import Project
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.privacy.answers import send

pytestmark = pytest.mark.django_db

ARGUMENTS = [(), ("1",), ("x",), ("1", "1"), ("loans",), ("csv",), ("x", "csv")]


def addresses(resolver=None, space: str = "") -> set[str]:
    """An address for every name, with whatever arguments it takes, in both languages."""
    resolver = resolver or get_resolver()
    found = set()
    for name in {name for name in resolver.reverse_dict if isinstance(name, str)}:
        found |= set(_addresses_of(f"{space}{name}"))
    for inner, (_, part) in resolver.namespace_dict.items():
        found |= addresses(part, f"{space}{inner}:")
    return found


def _addresses_of(name: str):
    for language in ("sv", "en"):
        for arguments in ARGUMENTS:
            try:
                with override(language):
                    yield reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def visitors() -> list[SecureClient]:
    newcomer, reader, staff = (SecureClient(SERVER_NAME=HOST) for _ in range(3))
    reader.cookies["__Host-notice"] = "1"
    staff.force_login(factories.user())
    return [newcomer, reader, staff]


def test_the_sweep_reaches_public_and_staff_pages_in_both_languages():
    assert {"/projekt/", "/en/projects/", "/integritet/1/", "/healthz"} <= addresses()
    assert {"/projekt.csv", "/en/members/x.csv"} <= addresses()
    assert {"/admin/", "/admin/jsi18n/", "/admin/loans/project/1/change/"} <= addresses()


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_no_cache_keeps_a_cookie_or_what_staff_see(method):
    factories.notice()
    factories.project(slug="x")
    clients = visitors()
    for path in sorted(addresses()):
        for client in clients:
            response = getattr(client, method)(path, {"q": "ord"})
            b"".join(response)  # a file that is sent stays open until it is read
            assert response.status_code < 500, path
            directives = response.headers.get("Cache-Control", "")
            if response.cookies or path.startswith("/admin/"):
                assert "no-store" in directives, (path, response.status_code)
                assert "public" not in directives, (path, response.status_code)
        clients[2].force_login(factories.user())  # whatever that was, it may have signed out


def test_the_gate_s_cookie_is_kept_by_no_cache():
    factories.notice()
    answer = send(SecureClient(SERVER_NAME=HOST), "accept", version="1")

    assert answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_cookie_forbids_keeping_whatever_the_page_itself_allows():
    def careless(request):
        response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
        response.set_cookie("some", "cookie")
        return response

    directives = unstored(careless)(RequestFactory().get("/projekt/"))["Cache-Control"]
    assert "no-store" in directives
    assert "public" not in directives


def test_what_staff_are_told_stands_in_no_cookie():
    client = visitors()[2]
    path = reverse("admin:loans_project_changelist")
    told = client.get(path, {"p": "x", "nonsense": "1"}, follow=True)

    assert "inte har" in told.content.decode()
    assert set(client.cookies) <= {"__Host-session", "__Host-csrf"}
    assert not Project.objects.exists()
