"""A page in one language says nothing in the other, but for what is marked as such.

Every Swedish value of the register ends with one mark and every English one with another, so that
a value on the wrong page shows. What the interface says itself shows by comparison: its words on
an English page are other words than on the Swedish one.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db.models import Model

from loans import editing, register
from loans.models import (
    Initiative,
    InvestmentType,
    Project,
    ProjectCategory,
    SocialGoal,
    TargetGroup,
)
from members.fields import LineField, TextField
from members.models import Borrower, County, Member
from tests import factories
from tests.broken import failing
from tests.browser.pages import FORM, PAGES, Page, ask_again, fill, in_english, latest_notice
from tests.conftest import HOST, SecureClient
from tests.loans.crawling import crawl
from tests.words import said_on, twin_of

pytestmark = pytest.mark.django_db

SWEDISH, ENGLISH = "§", "¶"
REFERENCE_DATA = [
    *(County, Member, Borrower),
    *(ProjectCategory, InvestmentType, SocialGoal, TargetGroup, Initiative),
]

ALIKE = [
    *("Öppna lån", "Median", r"Version \d+,", r"CC0 1\.0", "Text", "SE-ON-N+-N+", "= Region"),
    *("CSV", "Excel", "JSON", "GeoJSON", "Atom", r"datapackage\.json", "CSV on the Web", r"\d+ kB"),
]
"""What the interface says with the same words in both languages."""

SITE_NAME = " – Öppna lån"
"""Ends every title. No part of a title or of a description can be marked as Swedish."""
UNMARKABLE = {"title", "meta"}

NO_WORDS = re.compile(
    r"[\W\d_]*"  # numbers, dashes, arrows
    r"|P-\d+|[0-9a-f]{64}"  # references, checksums
    r"|[\w.+-]+@[\w.-]+|(https?://)?[\w.-]+\.(se|example|org)(/\S*)?"  # addresses
)

SWEDISH_WORDS = re.compile(
    r"\b(och|att|som|inte|av|med|eller|det|ett|projekt|sida|miljon(er)?|miljard(er)?)\b"
    r"|\b(januari|februari|mars|maj|juni|juli|augusti|oktober)\b|\d \d{3}\b|(?<!–)[åäöÅÄÖ](?!–)",
    re.IGNORECASE,
)
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|with|this|that|from|are|which|projects?|page|million|billion|SEK)\b"
    r"|\b(January|February|March|May|June|July|August|October)\b|\d,\d{3},\d{3}",
    re.IGNORECASE,
)
"""Words that a text in the language can hardly do without, and how it writes large numbers."""


def mark(row: Model) -> None:
    """Ends every text of a row with the mark of its language."""
    for field in row._meta.get_fields():
        if isinstance(field, LineField | TextField) and (text := getattr(row, field.name)):
            sign = ENGLISH if field.name.endswith("_en") else SWEDISH
            setattr(row, field.name, text + sign)
    editing.save(row, by=factories.signer())


def fill_with_marks() -> None:
    """The register of the browser's tests, every value of it with its mark."""
    factories.notice()
    fill()
    for model in REFERENCE_DATA:
        for row in model.objects.all():
            mark(row)
    for row in Project.objects.filter(status="published"):
        mark(row)
        editing.publish(row, by=factories.signer())
    ask_again()


CODES = {
    *("slug", "reference", "kind", "code", "organisation_number", "source_url"),
    *("purpose", "decided_on", "decided_precision", "icma_categories", "icma_population"),
    *("sdg_targets", "pictogram"),
}
"""Keys of a version's content whose texts are keys, days and addresses, not words."""


def unmarked(content, key: str = "") -> Iterator[str]:
    """The keys of words in a version's content that have no mark."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from unmarked(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from unmarked(value, key)
    elif isinstance(content, str) and content and key not in CODES:
        sign = ENGLISH if key == "en" else SWEDISH
        if sign not in content:
            yield f"{key}: {content}"


@pytest.fixture
def marked(settings):
    settings.LENDER_NAME = f"Långivaren{SWEDISH}"
    fill_with_marks()
    contents = [version.content for version in register.current()]
    assert len(contents) > 30
    assert {fault for each in contents for fault in unmarked(each)} == set(), "a field has no mark"


def visitor(page: Page) -> SecureClient:
    client = SecureClient(SERVER_NAME=HOST, enforce_csrf_checks=True)
    client.raise_request_exception = False
    if page.is_accepted:
        client.cookies["__Host-notice"] = str(latest_notice())
    return client


def answer(page: Page) -> str:
    origin = f"https://{HOST}" if page.origin == "here" else "https://evil.example"
    headers = {"Origin": origin} if page.method != "GET" else {}
    client = visitor(page)
    response = client.generic(
        page.method, page.path, page.form or "", content_type=FORM, headers=headers
    )
    assert response.status_code == page.status, page.path
    return response.content.decode()


def pairs() -> Iterator[tuple[str, str, str]]:
    """An address, its page in Swedish and in English: every type, and all that links lead to."""
    with failing():
        for page in PAGES.values():
            yield page.path, answer(page), answer(in_english(page))
    reader = visitor(Page("/"))
    for path, response in crawl(reader, ["/en/"]):
        if path.startswith("/en/") and response.status_code == 200 and is_page(response):
            english = response.content.decode()
            yield path, reader.get(twin_of(english)).content.decode(), english


def is_page(response) -> bool:
    return response.headers["Content-Type"].startswith("text/html")


def faults(path: str, html: str, lang: str) -> Iterator[str]:
    """What a page says in the other language without telling."""
    sign, words = (ENGLISH, ENGLISH_WORDS) if lang == "sv" else (SWEDISH, SWEDISH_WORDS)
    page = said_on(html)
    values = sorted({said.text for said in page if said.text.endswith(sign)}, key=len)
    for said in page:
        text = without_typed(said.text.removesuffix(SITE_NAME), path)
        if said.place in UNMARKABLE:
            for value in reversed(values):
                text = text.replace(value, "")
        if said.lang == lang and not says_nothing(text, path):
            if sign in text:
                yield f"{said.place}: a value, {text}"
            elif words.search(text) and not is_alike(text):
                yield f"{said.place}: words, {text}"


def alike(path: str, swedish: str, english: str) -> set[str]:
    """What both pages say with the same words, each in its own language."""
    here = {said.text for said in said_on(swedish) if said.lang == "sv"}
    return {
        said.text
        for said in said_on(english)
        if said.lang == "en"
        and said.text in here
        and SWEDISH not in said.text
        and not says_nothing(said.text, path)
    }


def is_alike(text: str) -> bool:
    return any(re.fullmatch(pattern, text) for pattern in ALIKE)


def without_typed(text: str, path: str) -> str:
    """A text without what the visitor asked for, where it is quoted."""
    for _, typed in parse_qsl(urlsplit(path).query):
        text = text.replace(f"”{typed}”", "").replace(f"“{typed}”", "")
    return text


def says_nothing(text: str, path: str) -> bool:
    """Whether a text has no words of ours: a number, an address, or what the visitor asked for."""
    typed = {value for _, value in parse_qsl(urlsplit(path).query)}
    return text in typed or bool(NO_WORDS.fullmatch(text))


def test_no_page_says_in_one_language_what_belongs_to_the_other(marked):
    found, same, number = {}, {}, 0
    for path, swedish, english in pairs():
        number += 1
        for html, lang in ((swedish, "sv"), (english, "en")):
            found |= dict.fromkeys(faults(path, html, lang), f"{lang} {path}")
        same |= dict.fromkeys(alike(path, swedish, english), path)

    assert number > len(PAGES) + 20
    assert found == {}
    assert {text: path for text, path in same.items() if not is_alike(text)} == {}
    assert [a for a in ALIKE if not any(re.fullmatch(a, text) for text in same)] == []
