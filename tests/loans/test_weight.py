"""What a page weighs on the wire, in a register of a thousand projects.

HTML is compressed by the proxy of docker-compose.yml: Caddy's `encode zstd gzip`, here measured as
its gzip (level 5; its zstd differs by a few per cent). Static files are compressed beforehand by
WhiteNoise; what a browser gets is the smaller of brotli and gzip.
"""

import re
import zlib
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from whitenoise.compress import Compressor

from loans import register
from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from tests import factories

pytestmark = pytest.mark.django_db

CADDYS_LEVEL = 5
KILOBYTE = 1000
MOST_REQUESTS = 6
MOST_IN_ALL = 50 * KILOBYTE
MOST_HTML = 14 * KILOBYTE

MOST_HTML_OF_AN_INDEX = 17.5 * KILOBYTE
"""More than our bar of 14 for the page that names each of 545 borrowers, with 31 bytes each."""

MANY_FILTERS = (
    "/projekt/?county=01&county=12&county=14&decided_year=2022&decided_year=2023&category=none"
    "&category=boende-och-boendemiljoer&borrower_kind=company&borrower_kind=municipality"
    "&amount_min=1000000&sort=-amount&find_member=kommun&find_borrower=bostäder"
)

SEARCHED = ("/projekt/?q=trygghet+boende", "/en/projects/?q=region+barn", "/en/projects/?q=och")

LINKS = r'<link rel="(?:stylesheet|icon|preload)"[^>]* href="([^"]+)"'
SOURCES = r'<(?:img|script)[^>]* src="([^"]+)"'


def gzipped(text: str) -> int:
    compressor = zlib.compressobj(CADDYS_LEVEL, wbits=zlib.MAX_WBITS | 16)
    return len(compressor.compress(text.encode()) + compressor.flush())


def asked_for(html: str) -> set[str]:
    """Addresses that a browser asks for by itself to show a page."""
    return {*re.findall(LINKS, html), *re.findall(SOURCES, html)}


def weight_of_file(address: str) -> int:
    """In bytes, of one of our own static files."""
    assert not urlsplit(address).netloc, f"{address} is somebody else's"
    path = finders.find(address.removeprefix(settings.STATIC_URL))
    with open(path, "rb") as file:
        data = file.read()
    return min(
        len(data), len(Compressor.compress_gzip(data)), len(Compressor.compress_brotli(data))
    )


def most_html(path: str) -> int:
    return MOST_HTML_OF_AN_INDEX if path == "/lantagare/" else MOST_HTML


@pytest.fixture
def pages(visitor) -> dict[str, str]:
    """Path → HTML, of the heaviest pages."""
    load_reference_data()
    generate(1000, seed=1, by=factories.signer())
    slug = register.current().order_by("reference").first().slug
    every = ["/", "/projekt/", "/projekt/?page=2", "/en/projects/", "/medlemmar/", "/lantagare/"]
    every += [*SEARCHED, MANY_FILTERS, f"/projekt/{slug}/", f"/projekt/{slug}/andringar/"]
    answers = {path: visitor.get(path) for path in every}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.content.decode() for path, answer in answers.items()}


def test_a_page_is_light(pages):
    weights = {}
    for path, html in pages.items():
        files = asked_for(html)
        in_all = gzipped(html) + sum(map(weight_of_file, files))
        weights[path] = (gzipped(html), in_all, len(files) + 1)

    assert all(len(asked_for(html)) >= 3 for html in pages.values())
    assert {p: w for p, w in weights.items() if w[0] > most_html(p)} == {}
    assert {p: w for p, w in weights.items() if w[1] > MOST_IN_ALL or w[2] > MOST_REQUESTS} == {}
