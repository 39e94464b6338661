"""What stands on every page: who lends, and that a demonstration is one."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

PAGES = ["/projekt/", "/integritet/", "/finns-inte/"]
ENGLISH = ["/en/projects/", "/en/privacy/", "/en/finns-inte/"]
STAFF = ["/admin/", "/admin/loans/project/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_lender_s_number_stands_in_the_foot_where_there_is_one(visitor, settings, path):
    assert "Organisationsnummer" not in visitor.get(path).content.decode()

    settings.LENDER_ORGANISATION_NUMBER = "2120000142"
    foot = visitor.get(path).content.decode().partition("<footer")[2]
    assert "Organisationsnummer: 212000-0142" in foot


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (PAGES, "Demonstration:</strong> projekten är exempel"),
        (ENGLISH, "Demonstration:</strong> the projects are examples"),
        (STAFF, "Demonstration:</strong> projekten är exempel"),
        (["/admin/login/"], "Demonstration:</strong> projekten är exempel"),
    ],
)
def test_every_page_of_a_demonstration_says_so(visitor, settings, paths, words):
    if paths is STAFF:
        visitor.force_login(factories.user())
    for path in paths:
        assert "emonstration" not in visitor.get(path).content.decode()
        settings.DEMO = True
        assert words in visitor.get(path).content.decode()
        settings.DEMO = False


@pytest.mark.parametrize("address", ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "", "unix:"])
@pytest.mark.parametrize("path", ["/projekt/", "/admin/", "/healthz", "/static/css/site.css"])
def test_a_demonstration_answers_no_other_machine(visitor, settings, path, address):
    settings.DEMO = True
    refused = visitor.get(path, REMOTE_ADDR=address)

    assert refused.status_code == 403
    assert "bara på datorn som den körs på" in refused.content.decode()
    assert "default-src 'none'" in refused.headers["Content-Security-Policy"]


def test_a_refusal_of_another_kind_does_not_speak_of_the_demonstration(visitor, settings):
    settings.DEMO = True
    visitor.handler.enforce_csrf_checks = True
    refused = visitor.post("/admin/login/", {"username": "x"})
    assert refused.status_code == 403
    assert "formuläret inte härifrån" in refused.content.decode()
    assert "bara på datorn som den körs på" not in refused.content.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1"])
def test_a_demonstration_answers_its_own_machine(visitor, settings, address):
    settings.DEMO = True
    assert visitor.get("/projekt/", REMOTE_ADDR=address).status_code == 200


def test_a_site_that_is_none_answers_everyone(visitor):
    assert visitor.get("/projekt/", REMOTE_ADDR="192.0.2.1").status_code == 200
