"""Every public address: by name, by link, by form, as different visitors ask for it."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import urljoin

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from loans.formats.table import SUFFIXES
from tests.conftest import HOST, SecureClient
from tests.loans.secrets import SLUGS

NOT_PUBLIC = ("/admin", "/static")
CLICKS = 2

ARGUMENTS = {"slug": SLUGS, "version": [1, 2, 3], "number": [1, 2], "suffix": SUFFIXES}
"""What may stand in an address; a new kind of address says it here."""

SAID_ALREADY = r"\.(xlsx|json|geojson|atom)\?|dialect="
"""Files of a narrowed list: the plain CSV beside them is written of the same rows, and every format
of the whole list is asked for by name."""

CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def visitors() -> dict[str, Client]:
    """Somebody who has read the notice, somebody who has not, and a search engine."""
    reader = SecureClient(SERVER_NAME=HOST)
    reader.cookies["__Host-notice"] = "1"
    found = {
        "reader": reader,
        "newcomer": SecureClient(SERVER_NAME=HOST),
        "crawler": SecureClient(SERVER_NAME=HOST, headers={"User-Agent": CRAWLER}),
    }
    for client in found.values():
        client.raise_request_exception = False
    return found


def named_addresses() -> list[str]:
    """Every address of the table, in both languages, with every argument that we know."""
    found = []
    for language in ("sv", "en"):
        with override(language):
            for pattern in _public(get_resolver()):
                names = list(pattern.pattern.converters)
                found += [reverse(pattern.name, kwargs=values) for values in _values(names)]
    return list(dict.fromkeys(found))


def _values(names: list[str]) -> list[dict]:
    """Every value that may stand under each name, each with the first of all others."""
    first = {name: ARGUMENTS[name][0] for name in names}
    found = [first | {name: value} for name in names for value in ARGUMENTS[name]]
    return found or [{}]


def _public(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif entry.app_name != "admin":
            yield from _public(entry)


def crawl(client: Client, start: list[str]) -> Iterator[tuple[str, object]]:
    """Asks for `start` and for all that it leads to, some clicks deep; path and answer."""
    seen: set[str] = set()
    paths = start
    for _ in range(CLICKS + 1):
        found: list[str] = []
        for path in dict.fromkeys(paths):
            if path not in seen:
                seen.add(path)
                response = client.get(path)
                yield path, response
                found += leads(path, response)
        paths = found


def said_in(response) -> str:
    """All that an answer says: a page, a file, or what is packed in a file."""
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def leads(path: str, response) -> list[str]:
    """The public addresses that an answer leads to: links, redirects, and fields of forms."""
    body = said_in(response)
    links = re.findall(r'\b(?:href|action)="([^"#]+)[^"]*"', body)
    if location := response.get("Location"):
        links.append(location)
    base = path.partition("?")[0]
    links += [
        f"{base}?{name}={key}"
        for name, key in re.findall(r'type="checkbox" name="(\w+)" value="([^"]*)"', body)
    ]
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', body, re.S):
        links += [f"{base}?{name}={key}" for key in re.findall(r'value="([^"]*)"', options)]
    absolute = [urljoin(path, html.unescape(link)) for link in links]
    public = [a for a in absolute if re.match(r"/(?!/)", a) and not a.startswith(NOT_PUBLIC)]
    return [address for address in public if not re.search(SAID_ALREADY, address)]
