"""What each way to show a selection says of it: one reader for each format, and none of them
reads as the site writes."""

import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

from defusedxml import ElementTree
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from loans.formats.columns import BY_NAME, COLUMNS
from tests.conftest import HOST, SecureClient
from tests.loans.formats.opening import projects, rows
from tests.loans.recounting import Row

ATOM = {"": "http://www.w3.org/2005/Atom", "html": "http://www.w3.org/1999/xhtml"}


COUNT = re.compile(r'<a href="([^"]*\?[^"]*)">(\d[\d\s,]*)(?: projekt| projects?)?</a>')


class Answer(NamedTuple):
    """The projects in their order as reference and amount, and what is said of them together
    (None where nothing is): how many they are, and their known amounts in SEK."""

    projects: list[tuple[str, int | None]]
    number: int | None = None
    sum: int | None = None


def expected(rows: list[Row]) -> Answer:
    amounts = [row.sek for row in rows if row.sek is not None]
    found = [(row.reference, row.sek) for row in rows]
    return Answer(found, len(rows), sum(amounts) if amounts else None)


def reader() -> Client:
    """Somebody who has read the notice."""
    client = SecureClient(SERVER_NAME=HOST)
    client.cookies["__Host-notice"] = "1"
    return client


def body_of(client: Client, address: str) -> bytes:
    """Of what the address leads to: that of a list may be said in fewer words."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, (address, response.status_code, response.content[:500])
    return response.content


# --- Pages --------------------------------------------------------------------------------


def shown_on_pages(client: Client, address: str, references: dict[str, str]) -> Answer:
    """The list, page by page to the last. `references` are those of the projects' slugs."""
    found, said = [], set()
    while address:
        html = body_of(client, address).decode()
        said.add(said_on(html))
        cards = html.split('<article class="card">')[1:]
        slugs = [re.search(r'<h3[^>]*><a href="[^"]*/([^/"]+)/"', card)[1] for card in cards]
        found += [
            (references[slug], _amount_in("card__amount", card))
            for slug, card in zip(slugs, cards, strict=True)
        ]
        following = re.search(r'rel="next" href="([^"#]+)', html)
        address = urljoin(address, unescape(following[1])) if following else ""
    [(number, amount)] = said
    return Answer(found, number, amount)


def said_on(html: str) -> tuple[int, int | None]:
    """Number and sum above a list: "Visar 1 204 av 3 000 projekt", "Showing 12 projects"."""
    words = re.search(r'id="antal">([^<]+)<', html)[1]
    number = int(re.sub(r"\D", "", re.search(r"\d[\d\s,]*", words)[0]))
    return number, _amount_in("result-head__sum", html)


def _amount_in(name: str, html: str) -> int | None:
    """The amount in the element of a class, as programs read it."""
    within = rf'class="(?:[^"]* )?{name}"[^>]*>(?:(?!</p>|</td>).)*?'
    found = re.search(rf'{within}value="(\d+)"', html, re.S)
    return int(found[1]) if found else None


def shown_on_paper(body: bytes) -> Answer:
    html = body.decode()
    lines = html.partition("<tbody>")[2].split("<tr>")[1:]
    found = [
        (
            re.search(r'class="printed__reference">([^<]+)', line)[1],
            _amount_in("printed__amount", line),
        )
        for line in lines
    ]
    said = re.search(r'class="printed__sum">([\d\s,]+)', html)[1]
    return Answer(found, int(re.sub(r"\D", "", said)), _amount_in("printed__sum", html))


class Number(NamedTuple):
    """A number of projects that is a link, and the sum in kronor beside it, if any."""

    href: str
    number: int
    sum: int | None


def numbers_on(html: str) -> list[Number]:
    """Those in the rows of tables and in the lists of what can be chosen."""
    html = re.sub(r'<span class="visually-hidden"[^>]*>[^<]*</span>', "", html)
    found = []
    for row in re.findall(r"<(?:tr|li)\b[^>]*>(?:(?!<(?:tr|li)\b).)*?</(?:tr|li)>", html, re.S):
        if link := re.search(
            r'<a href="([^"]*\?[^"]*)">(\d[\d\s,]*)(?: projekt| projects?)?</a>', row
        ):
            beside = re.search(r'<data value="(\d+)"', row[link.end() :])
            href = unescape(link[1]).partition("#")[0]
            number = int(re.sub(r"\D", "", link[2]))
            found.append(Number(href, number, int(beside[1]) if beside else None))
    return found


# --- Files --------------------------------------------------------------------------------


def _of_rows(found: list[dict], reference: str, amount: str) -> Answer:
    """Of rows that say nothing of their sum."""
    return Answer([(row[reference], int(row[amount]) if row[amount] else None) for row in found])


def in_csv(body: bytes, _language: str) -> Answer:
    return _of_rows(rows(body), "reference", "loan_amount")


def in_csv_for_excel(body: bytes, language: str) -> Answer:
    with override(language):
        labels = [str(BY_NAME[name].label) for name in ("reference", "loan_amount")]
    return _of_rows(rows(body, ";"), *labels)


def in_workbook(body: bytes, _language: str) -> Answer:
    book = load_workbook(io.BytesIO(body), read_only=True)
    names = [column.name for column in COLUMNS]
    places = [names.index("reference"), names.index("loan_amount")]
    _heading, *lines = book.worksheets[0].iter_rows(values_only=True)
    about = [value for _label, value in book.worksheets[2].iter_rows(min_row=6, values_only=True)]
    found = [tuple(line[place] for place in places) for line in lines]
    return Answer(found, about[0], about[1])


def in_json(body: bytes, _language: str) -> Answer:
    told = json.loads(body)
    found = [(row["reference"], row["loan_amount"]) for row in projects(body)]
    return _with_totals(found, told["totals"])


def in_geojson(body: bytes, _language: str) -> Answer:
    told = json.loads(body)
    found = [(each["id"], each["properties"]["loan_amount"]) for each in told["features"]]
    return _with_totals(found, told["totals"])


def _with_totals(found: list, totals: dict) -> Answer:
    return Answer(found, totals["number"], totals["sum"] if totals["known"] else None)


def in_feed(body: bytes, language: str) -> Answer:
    with override(language):
        label = str(BY_NAME["loan_amount"].label)
    feed = ElementTree.fromstring(body)
    return Answer([_entry(entry, label) for entry in feed.findall("entry", ATOM)])


def _entry(entry, label: str) -> tuple[str, int | None]:
    """The amount is the value that stands after its label."""
    name = entry.findtext("id", namespaces=ATOM).rpartition(":")[2]
    terms = list(entry.iterfind(".//html:dl/*", ATOM))
    after = [terms[place + 1] for place, term in enumerate(terms) if term.text == label]
    amounts = [int(term.find("html:data", ATOM).get("value")) for term in after]
    return name, amounts[0] if amounts else None


READERS: dict[str, Callable[[bytes, str], Answer]] = {
    "csv": in_csv,
    "csv-excel": in_csv_for_excel,
    "xlsx": in_workbook,
    "json": in_json,
    "geojson": in_geojson,
    "atom": in_feed,
}
"""Of the formats by their names."""


def in_language(language: str, name: str, **arguments) -> str:
    with override(language):
        return reverse(name, kwargs=arguments)
