"""The way back leads to our own pages and nowhere else, and to the very one asked for."""

import re
from urllib.parse import quote, quote_plus, unquote

import pytest
from django.urls import path, resolve
from django.utils.translation import override
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as configured
from hypothesis import strategies as st

from config.addresses import language_of
from privacy.gate import OWN_PAGES, safe_next
from tests import factories
from tests.privacy.answers import go_through, hidden_fields, send

urlpatterns = [
    path("", lambda request: None, name="start"),
    path("<path:anything>", lambda request: None, name="anything"),
]

with_client = configured(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# Put together from what addresses are made of, so that many of them nearly are ours.
pieces = st.sampled_from(
    [
        *("/", "//", "\\", "%2F", "%2f", "%252F", "%5C", "%2e%2e", "..", ".", ":", "@", "?", "#"),
        *("projekt", "projekt/", "/projekt/", "en", "/en/projects/", "integritet/", "admin/"),
        *(
            "evil.example",
            "https:",
            "javascript:",
            "%0d%0a",
            "%00",
            "%ED%A0%80",
            "\u202e",
        ),
    ]
)
nearly = st.lists(pieces, max_size=6).map("".join)
arbitrary = nearly | st.text() | st.text(alphabet="/\\:.?#%@ \r\n\t025acdef")

HOSTILE = [
    # Other hosts, in every way that some browser has read them.
    "//evil.example",
    "///evil.example/projekt/",
    "////evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example/projekt/",
    "https://lan.example.se/projekt/",
    "HTTPS://lan.example.se@evil.example/",
    "http:///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/%5Cevil.example",
    "/%255Cevil.example",
    "/%2F/evil.example",
    "/%2Fevil.example",
    "/%252Fevil.example",
    "//evil.example/%2E%2E/projekt/",
    "/.//evil.example",
    "/..//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    " /projekt/",
    "\x00/projekt/",
    "/@evil.example",
    "@evil.example",
    "evil.example",
    # What is run instead of opened.
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//projekt/",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "/javascript:alert(1)",
    # Line breaks and other characters that don't show, encoded once, twice, thrice.
    "/projekt/\r\nSet-Cookie: a=b",
    "/projekt/%0d%0aSet-Cookie:%20a=b",
    "/projekt/%250d%250aSet-Cookie:a=b",
    "/projekt/?q=%0d%0aSet-Cookie:a=b",
    "/projekt/?q=%0A",
    "/projekt/?q=%250A",
    "/projekt/?q=%25250A",
    "/projekt/?q=%2%350A",
    "/projekt/?q=%00",
    "/projekt/?q=%7F",
    "/projekt/?q=%C2%85",
    "/projekt/?q=%E2%80%A8",
    "/projekt/?q=\u2028",
    "/projekt/?q=\x1b[2J",
    "/projekt/?q=\\evil",
    # The gate itself: no loops.
    "/integritet/",
    "/integritet/?next=/projekt/",
    "/integritet/avbojt/",
    "/integritet/1/",
    "/en/privacy/",
    "/en/privacy/declined/",
    "/en/privacy/7/",
    "/%69ntegritet/",
    # Neither the staff's pages, nor what is not there.
    "/admin/",
    "/admin/login/?next=//evil.example",
    "/en/admin/",
    "/finns/inte/",
    "/projekt",
    "/en/projekt/",
    "/projects/",
    "/projekt/../admin/",
    "/projekt/%2e%2e/admin/",
    "projekt/",
    "%2Fprojekt/",
    "%2fen/projects/?q=1",
    "?q=1",
    "#",
    "",
    "/projekt/#fragment",
    "/projekt/?q=" + "a" * 2000,
    "/projekt/?q=" + "%25" * 100_000 + "0A",
]


@pytest.fixture
def notice(db):
    return factories.notice()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:60])
def test_a_way_back_that_is_not_ours_becomes_the_start_page(text):
    for language, start in (("sv", "/"), ("en", "/en/")):
        with override(language):
            assert safe_next(text) == start


@pytest.mark.parametrize("text", [text for text in HOSTILE if "evil.example" in text])
def test_another_host_is_no_page_of_ours_even_if_every_path_is_one(settings, text):
    settings.ROOT_URLCONF = __name__
    assert safe_next("/projekt/") == "/projekt/"
    assert not re.match(r"(?i)(https?:|[/\\]{2}|[^/]*evil)", safe_next(text))


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:60])
def test_accepting_with_such_a_way_back_leads_to_the_start_page(client, notice, text):
    assert hidden_fields(client.get("/integritet/", {"next": text[:5000]}))["next"] == "/"
    assert send(client, "accept", version="1", next=text)["Location"] == "/"


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "/en/",
        "/projekt/",
        "/en/projects/",
        "/projekt/?q=https://evil.example//x",
        "/projekt/?q=100%25",
        "/projekt/?q=a%5Cb",
        "/projekt/?next=//evil.example",
    ],
)
def test_a_page_of_ours_is_a_way_back_whatever_its_query_says(text):
    assert safe_next(text) == text


@pytest.mark.parametrize("text", ["/projekt/?q=\ud800", "/projekt/\udfff/", "/\ud800"])
def test_half_a_character_leads_to_the_start_page(text):
    assert safe_next(text) == "/"


@given(arbitrary)
def test_whatever_is_given_the_way_back_is_one_of_our_pages(text):
    assert safe_next(text).startswith("/")
    for start in ("", "/", "//", "/projekt/", "/en/", "https:"):
        assert leads_to_a_page(safe_next(start + text))


@pytest.mark.django_db
@with_client
@given(start=st.sampled_from(["", "/", "/projekt/?"]), text=arbitrary)
def test_whatever_is_sent_the_redirect_stays_here(client, notice, start, text):
    # Half a character can't be sent: a browser puts a question mark in its place.
    sent = (start + text).encode("utf-8", "replace").decode()
    location = send(client, "accept", version="1", next=sent)["Location"]

    assert leads_to_a_page(location)
    assert location.isascii()
    assert location.isprintable()


def leads_to_a_page(address: str) -> bool:
    """As a server sees the address: with its path decoded once."""
    path = address.partition("?")[0]
    with override(language_of(path)):
        return path.startswith("/") and resolve(unquote(path)).view_name not in OWN_PAGES


pairs = st.tuples(st.text(max_size=20), st.text(max_size=20))
paths = st.sampled_from(["/", "/en/", "/projekt/", "/en/projects/"]) | st.from_regex(
    r"/(en/projects|projekt)/[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}/", fullmatch=True
)
encoders = st.sampled_from([quote, quote_plus])
visible = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
queries = st.lists(
    st.tuples(st.text(visible, max_size=12), st.text(visible, max_size=12)), max_size=5
)
unusual = st.text(alphabet="abcåäö09&=+?/:@!$'()*,;~|^{}`\"<>[]", max_size=40)


@pytest.mark.django_db
@with_client
@given(path=paths, query=queries, encode=encoders)
def test_any_address_of_ours_comes_back_byte_for_byte(client, notice, path, query, encode):
    pieces = "&".join(f"{encode(name)}={encode(value)}" for name, value in query)
    assume(unquote(unquote(pieces)) == unquote(pieces))  # what hides line breaks is hostile
    assert_comes_back(client, f"{path}?{pieces}" if pieces else path)


@pytest.mark.django_db
@with_client
@given(path=paths, query=unusual.filter(str.isascii))
def test_a_query_that_no_form_would_write_comes_back_too(client, notice, path, query):
    assume(query)
    assert_comes_back(client, f"{path}?{query}")


def assert_comes_back(client, address: str) -> None:
    client.cookies.clear()
    assume(len(address) <= 2000)
    assert go_through(client, address)["Location"] == address
