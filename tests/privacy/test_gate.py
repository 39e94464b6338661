"""A visitor's first steps: led to the notice once, back to the very address, nothing stored."""

import re
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from privacy.gate import EXEMPT_APPS, is_gated, ungated
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.privacy.answers import go_through, send

pytestmark = pytest.mark.django_db

PAGES = ["/projekt/", "/en/projects/", "/projekt/finns-inte/", "/en/projects/no-such/"]
GATE_PAGES = ["/integritet/", "/en/privacy/", "/integritet/avbojt/", "/integritet/1/"]

# A new address must choose a side here.
GATED = {
    *("start", "projects", "project", "project-changes", "initiative", "about", "about-data"),
    *("members", "member", "borrowers", "borrower", "categories", "category"),
    *("investment-types", "investment-type", "goals", "goal"),
    *("projects-print", "member-print", "borrower-print", "category-print"),
    *("investment-type-print", "goal-print", "initiative-print"),
}
NEVER_GATED = {
    *("privacy", "privacy-declined", "privacy-version", "accessibility"),
    *("robots", "security-txt", "favicon", "healthz", "readyz"),
    *("sitemap", "sitemap-pages", "sitemap-projects"),
}
FILES = {
    *("projects-file", "member-file", "borrower-file", "category-file"),
    *("investment-type-file", "goal-file", "initiative-file"),
    *("data-package-file", "csv-metadata-file", "suggestions-file"),
}
NEVER_GATED |= FILES


@pytest.fixture
def notice():
    return factories.notice()


# --- The first visit ----------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_the_first_visit_to_a_page_leads_to_the_notice(client, notice, address):
    led = client.get(address)

    assert led.status_code == 303
    assert led["Cache-Control"] == "no-store"
    assert led["Location"].startswith("/en/privacy/?" if "/en/" in address else "/integritet/?")


@pytest.mark.parametrize(
    "address",
    [
        "/projekt/?category=boende&category=none&sort=-amount",
        "/projekt/?q=f%C3%B6rskola+och+%C3%A5+%C3%84&q=",
        "/projekt/?q=a%2Bb&q=a+b&q=a%20b",
        "/en/projects/?q=100%25&empty&x==&&y=/?:@",
        "/projekt/?q=a|b{c}^%22%3C%3E'`",
        "/en/projects/fittja/?q=1",
    ],
)
def test_whoever_continues_comes_to_the_very_address_asked_for(client, notice, address):
    accepted = go_through(client, address)

    assert accepted.status_code == 303
    assert accepted["Location"] == address
    assert client.get(address).status_code != 303


def test_a_query_that_came_unencoded_comes_back_encoded(client, notice):
    assert go_through(client, "/projekt/?q=ö\\")["Location"] == "/projekt/?q=%C3%B6%5C"


def test_head_is_led_to_the_notice_too(client, notice):
    assert client.head("/projekt/").status_code == 303


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_led_anywhere(client, notice, method):
    assert getattr(client, method)("/projekt/").status_code == 403


def test_an_address_too_long_for_the_way_back_still_leads_to_the_notice(client, notice):
    assert client.get("/projekt/?q=" + "a" * 2000)["Location"] == "/integritet/"


def test_the_longest_way_back_fits_a_request_line(client, notice):
    address = "/projekt/?q=" + "%C3" * 660
    assert len(client.get(address)["Location"]) < 4000
    assert go_through(client, address)["Location"] == address


def test_without_a_published_notice_nothing_is_asked(client):
    assert client.get("/projekt/").status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *GATE_PAGES, "/finns-inte/"])
def test_no_page_sets_a_cookie_before_acceptance(client, notice, address):
    client.get(address, follow=True)

    assert not client.cookies
    assert not Session.objects.exists()


def test_the_gate_needs_no_javascript(client, notice):
    content = client.get("/integritet/").content.decode()
    assert "<script" not in content
    assert "onclick" not in content


def test_the_notice_page_asks_the_database_twice_at_most(
    client, notice, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get("/integritet/")


def test_being_led_to_the_notice_costs_one_query(client, notice, django_assert_num_queries):
    factories.project()
    with django_assert_num_queries(1):
        client.get("/projekt/")


# --- The cookie ---------------------------------------------------------------------------


def test_two_visitors_get_the_same_bytes(notice, monkeypatch):
    set_cookies = set()
    for moment in (1_800_000_000, 1_800_000_777):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        client = SecureClient(SERVER_NAME=HOST)
        set_cookies.add(go_through(client, "/projekt/").cookies.output())

    assert set_cookies == {
        "Set-Cookie: __Host-notice=1; HttpOnly; Max-Age=15552000; Path=/; SameSite=Lax; Secure"
    }


def test_without_https_the_cookie_has_a_name_that_a_browser_takes(notice, settings):
    settings.SECURE_SSL_REDIRECT = False
    client = Client(SERVER_NAME=HOST)
    cookie = send(client, "accept", headers={"Origin": f"http://{HOST}"}, version="1").cookies

    assert cookie["notice"]["secure"] == ""
    assert client.get("/projekt/").status_code == 200


@pytest.mark.parametrize(
    "value", ["", "0", "01", "+1", " 1", "1 ", "1.0", "²", "-1", "3", "1" * 30, "ja", "None"]
)
def test_only_the_number_of_a_version_that_holds_opens(client, notice, value):
    client.cookies["__Host-notice"] = value
    assert client.get("/projekt/").status_code == 303


def test_over_https_the_plain_cookie_opens_nothing(client, notice):
    client.cookies["notice"] = "1"
    assert client.get("/projekt/").status_code == 303


def test_any_response_that_sets_a_cookie_is_not_stored(client, notice):
    accepted = go_through(client, "/projekt/")
    withdrawn = send(client, "withdraw")

    for response in (accepted, withdrawn):
        assert response.cookies
        assert response["Cache-Control"] == "no-store"


# --- What is never gated ------------------------------------------------------------------


def named_views(resolver, apps=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_views(entry, (*apps, entry.app_name))
        else:
            yield entry.name, SimpleNamespace(func=entry.callback, app_names=apps)


def test_every_address_has_chosen_a_side():
    sides = {
        name: is_gated(match)
        for name, match in named_views(get_resolver())
        if not EXEMPT_APPS.intersection(match.app_names)
    }

    assert sides == dict.fromkeys(GATED, True) | dict.fromkeys(NEVER_GATED, False)


def test_whoever_declined_is_told_of_every_page_that_is_open(client, notice):
    told = client.get("/integritet/avbojt/").content.decode().partition("<main")[2]
    told = told.partition("</main>")[0]
    names = (
        NEVER_GATED - FILES - {"privacy-declined", "privacy-version", "favicon", "sitemap-projects"}
    )
    pages = [path for path in map(reverse, names) if is_page(client.get(path))]

    assert len(pages) >= 2
    assert [path for path in pages if not re.search(rf'href="{path}["?]', told)] == []


def is_page(response) -> bool:
    return response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "address",
    [
        *GATE_PAGES,
        "/robots.txt",
        "/.well-known/security.txt",
        "/healthz",
        "/readyz",
        "/admin/login/",
    ],
)
def test_what_is_open_is_answered_without_acceptance(client, notice, address):
    assert client.get(address).status_code == 200


def test_a_static_file_is_answered_without_acceptance(client, notice):
    with closing(client.get("/static/admin/css/base.css")) as file:
        assert file.status_code == 200


def test_a_view_is_gated_unless_it_says_otherwise():
    def view(request):
        return HttpResponse()

    assert is_gated(SimpleNamespace(func=view, app_names=[]))
    assert not is_gated(SimpleNamespace(func=ungated(view), app_names=[]))
    assert is_gated(SimpleNamespace(func=view, app_names=[])), "the view itself is left as it was"


def test_the_admin_as_a_whole_asks_for_no_notice(admin_client, notice):
    assert admin_client.get("/admin/", secure=True, headers={"Host": HOST}).status_code == 200


# --- Crawlers -----------------------------------------------------------------------------

USER_AGENTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
    "Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Qwantbot/1.0; +https://help.qwant.com/bot/)",
    "Mozilla/5.0 (compatible; MojeekBot/0.11; +https://www.mojeek.com/bot.html)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
]


@pytest.mark.parametrize("user_agent", USER_AGENTS)
def test_a_crawler_gets_the_content_and_a_link_to_the_notice(client, notice, user_agent):
    page = client.get("/projekt/", headers={"User-Agent": user_agent})

    assert page.status_code == 200
    assert 'href="/integritet/"' in page.content.decode()
    assert {"Cookie", "User-Agent"} <= set(page["Vary"].split(", "))
    assert page["Cache-Control"] == "private, no-cache"
    assert not page.cookies


@pytest.mark.parametrize(
    "user_agent",
    ["", "Mozilla/5.0 (X11; Linux x86_64) Chrome/142", "curl/8.5", "python-requests/2", "bot"],
)
def test_others_are_no_crawlers(client, notice, user_agent):
    assert client.get("/projekt/", headers={"User-Agent": user_agent}).status_code == 303


@pytest.mark.parametrize("address", ["/integritet/", "/en/privacy/", "/integritet/avbojt/"])
def test_the_gate_itself_is_not_for_search_engines(client, notice, address):
    page = client.get(address)

    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert page["Cache-Control"] == "no-store"
