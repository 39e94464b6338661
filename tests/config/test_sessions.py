"""A cookie that is none of ours is no session, on either database."""

import pytest
from django.contrib.sessions.models import Session

from tests import factories
from tests.conftest import HOST, SecureClient

pytestmark = pytest.mark.django_db

NONSENSE = [
    *(r'"\000aaaaaaaaaaa"', r'"\000' + 31 * "a" + '"', '""'),
    *("å" * 32, "A" * 32, "a" * 31, "a" * 33),
]


def holding(cookie: str) -> SecureClient:
    return SecureClient(SERVER_NAME=HOST, headers={"cookie": cookie})


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize("name", ["__Host-session", "__Host-csrf"])
def test_a_cookie_of_nonsense_is_no_cookie(name, value):
    client = holding(f"{name}={value}")

    assert client.get("/admin/login/").status_code == 200
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("value", NONSENSE)
def test_no_session_is_looked_for_behind_nonsense(value, django_assert_num_queries):
    with django_assert_num_queries(0):
        holding(f"__Host-session={value}").get("/admin/login/")


def test_a_session_of_ours_is_found(client):
    client.force_login(factories.user())

    assert client.get("/admin/").status_code == 200
    assert Session.objects.get().session_key == client.cookies["__Host-session"].value
