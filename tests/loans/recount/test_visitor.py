"""The command's own visitor comes in by the site's own door."""

import pytest

from loans.recount.visitor import Visitor
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/en/projects/?q=%C3%A5", 200), ("/nix/", 404), ("/projekt/?category=nix", 400)],
)
def test_who_has_read_the_notice_is_answered(address, status):
    factories.notice()

    assert Visitor().get(address).status == status


def test_a_register_without_notice_asks_for_none():
    assert Visitor().get("/").status == 200


def test_a_notice_published_since_is_asked_for():
    factories.notice()
    visitor = Visitor()
    factories.notice(is_material=True)

    assert visitor.get("/").headers["Location"] == "/integritet/?next=/"


def test_what_a_proxy_says_is_said(settings):
    settings.TRUSTED_PROXIES = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    factories.notice()

    assert Visitor().get("/").status == 200


def test_a_file_comes_whole():
    factories.project(title="Å-parken")

    response = Visitor().get("/projekt.csv")

    assert response.headers["Content-Type"].startswith("text/csv")
    assert "Å-parken" in response.text
