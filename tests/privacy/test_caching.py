"""Behind a shared cache, one visitor's acceptance never answers for another's."""

from itertools import permutations, product

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from config.urls import *  # noqa: F403 (the handlers of errors, too)
from config.urls import urlpatterns as of_the_site
from privacy.gate import gate, ungated
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.privacy.answers import go_through, send
from tests.privacy.shared_cache import SharedCache

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *("/", "/projekt/", "/en/projects/", "/projekt/?q=1", "/projekt/finns-inte/", "/finns-inte/"),
    *("/integritet/", "/en/privacy/", "/integritet/?next=/projekt/", "/integritet/avbojt/"),
    *("/integritet/1/", "/robots.txt", "/.well-known/security.txt"),
    *("/cacheable/", "/open/"),
]
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1)"


def cacheable(request):
    return HttpResponse("content", headers={"Cache-Control": "public, max-age=3600"})


def secret(request):
    return HttpResponse("content", headers={"Cache-Control": "no-store"})


def leaking(request):
    accepted = "__Host-notice" in request.COOKIES
    return HttpResponse(f"accepted: {accepted}", headers={"Cache-Control": "public"})


urlpatterns = [
    *of_the_site,
    path("cacheable/", cacheable, name="cacheable"),
    path("secret/", secret, name="secret"),
    path("open/", ungated(cacheable), name="open"),
    path("leaking/", ungated(leaking), name="leaking"),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.ROOT_URLCONF = __name__
    factories.notice()


def newcomer():
    return SecureClient(SERVER_NAME=HOST)


def accepting():
    client = newcomer()
    go_through(client, "/projekt/")
    return client


def seen(response) -> tuple:
    return response.status_code, response.get("Location"), response.content


@pytest.mark.parametrize("order", list(permutations(["newcomer", "accepting", "crawler"])))
def test_everybody_sees_behind_a_shared_cache_what_they_would_see_without(order):
    cache = SharedCache()
    people = {
        "newcomer": (newcomer(), "Mozilla/5.0"),
        "accepting": (accepting(), "Mozilla/5.0"),
        "crawler": (newcomer(), CRAWLER),
    }
    for address, name in product(ADDRESSES, (*order, *order)):
        client, user_agent = people[name]
        directly = client.get(address, headers={"User-Agent": user_agent})

        assert seen(cache.get(client, address, user_agent)) == seen(directly), (address, name)


def test_behind_a_shared_cache_an_acceptance_can_be_given_and_taken_back():
    cache, first, second = SharedCache(), newcomer(), newcomer()

    assert cache.get(first, "/projekt/").status_code == 303
    go_through(first, "/projekt/")
    assert cache.get(first, "/projekt/").status_code == 200
    assert cache.get(second, "/projekt/").status_code == 303
    send(first, "withdraw")
    assert cache.get(first, "/projekt/").status_code == 303


def test_the_simulator_would_notice_a_page_that_forgets_to_vary():
    cache = SharedCache()

    assert cache.get(accepting(), "/leaking/").content == b"accepted: True"
    assert cache.get(newcomer(), "/leaking/").content == b"accepted: True"


def test_the_simulator_keeps_what_it_may():
    cache = SharedCache()

    assert cache.get(newcomer(), "/robots.txt") is cache.get(newcomer(), "/robots.txt")


@pytest.mark.parametrize("address", ["/projekt/", "/en/projects/", "/projekt/finns-inte/"])
def test_a_gated_page_is_for_its_visitor_alone(address):
    page = accepting().get(address)

    assert "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"]
    assert "Cookie" in page["Vary"]


def test_a_gated_page_that_calls_itself_public_is_private_all_the_same():
    directives = set(accepting().get("/cacheable/")["Cache-Control"].split(", "))
    assert directives == {"private", "no-cache", "max-age=3600"}


def test_a_gated_page_may_be_stricter():
    assert accepting().get("/secret/")["Cache-Control"] == "no-store"


def test_an_open_page_is_left_alone_until_its_foot_asks_for_the_acceptance():
    assert "Vary" not in accepting().get("/open/").headers
    assert "Cookie" in accepting().get("/integritet/1/")["Vary"]


def test_an_address_that_leads_nowhere_is_no_page_to_gate():
    request = RequestFactory().get("/")
    request.resolver_match = None
    response = gate(lambda request: HttpResponse())(request)

    assert "Cache-Control" not in response.headers
    assert "Vary" not in response.headers
