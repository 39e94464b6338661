"""No draft, no waiting change and no private field leaves a trace in anything public.

The detector walks every public address as every kind of visitor; each test of a leak opens one
on purpose and sees the detector find it.
"""

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client

from loans import content, portfolio, publishing
from loans.models import Project
from tests import factories
from tests.loans import secrets
from tests.loans.crawling import crawl, named_addresses, said_in, visitors
from tests.loans.leaks import LEAKS
from tests.loans.secrets import DIGITS, HEADED, READINGS, SECRET, SLUGS, STANDING, YEARS

pytestmark = pytest.mark.django_db

KEYS = [
    *(f"borrower={name}-{SECRET}" for name in ("bolaget", "nya-bolaget", "oanvant")),
    *(f"member=kommunen-{SECRET}", f"category=kategori-{SECRET}", f"investment_type=typ-{SECRET}"),
    *(f"goal={name}" for name in (f"mal-{SECRET}", f"oanvant-mal-0-{SECRET}", "oanvant-mal-1")),
    *(f"target_group={name}-{SECRET}" for name in ("grupp", "oanvand-grupp-0", "oanvand-grupp-1")),
    *(f"initiative={name}-{SECRET}" for name in ("satsning", "oanvand-satsning")),
    "decided_year=2096",
]
PROFILES = [
    *(f"/lantagare/{name}-{SECRET}/" for name in ("bolaget", "nya-bolaget", "oanvant")),
    *(f"/medlemmar/{name}-{SECRET}/" for name in ("kommunen", "oanvand-kommun")),
    *(f"/sociala-mal/{name}-{SECRET}/" for name in ("mal", "oanvant-mal-0")),
    *(f"/satsningar/{name}-{SECRET}/" for name in ("satsning", "oanvand-satsning")),
    *(f"/kategorier/kategori-{SECRET}/", f"/investeringstyper/typ-{SECRET}/"),
]
HIDDEN = [
    *PROFILES,
    *(f"/projekt/{slug}/" for slug in SLUGS if SECRET in slug),
    *(f"/projekt/?{key}" for key in KEYS),
    "/integritet/2/",
]
"""Addresses that must answer as if there were nothing."""

MISSPELT = [
    f"{path}?q={word}"
    for path in (
        "/projekt/",
        "/en/projects/",
        "/projekt/forslag.json",
        "/en/projects/suggestions.json",
    )
    for word in ("qhemligqt", "qhmeligqt", "qhem", "synligt+qhmeligqt")
]
"""Words near secret ones, for which a page or a program may be offered what was meant."""

BROKEN = ["/projekt/?sort=x&page=y", "/projekt/?q=%00", "/integritet/99/", "/finns-inte/"]
MADE_TO_FAIL = ["/projekt/", "/en/projects/", "/projekt/synligt/"]


@pytest.fixture
def planted(db):
    factories.notice()
    secrets.plant()


Walked = dict[str, list[tuple[str, HttpResponse]]]
"""Kind of visitor → each address that was asked for, with its answer."""


def traces(walked: Walked | None = None) -> Iterator[str]:
    """Where something secret shows, in an answer or by being found; one by one. What was asked
    for is written down in `walked`."""
    for kind, client in visitors().items():
        for path in HIDDEN:
            if client.get(path).status_code not in {303, 400, 404, 410}:
                yield f"{kind}: {path} is there"
        if kind != "newcomer":
            yield from _found_by_search(kind, client)
        for path, response in _answers(client):
            if walked is not None:
                walked.setdefault(kind, []).append((path, response))
            if trace := secret_in(response, path):
                yield f"{kind}: {path} says {trace}"


def _answers(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Whatever can be got by asking: pages, refusals of other methods, and failures."""
    portfolio.forget()
    with patch("loans.register.current", side_effect=_failure):
        yield from ((path, client.get(path)) for path in MADE_TO_FAIL)
    yield from crawl(client, [*named_addresses(), *HIDDEN, *MISSPELT, *BROKEN])
    yield from ((path, client.post(path)) for path in named_addresses())


def _failure(*args, **kwargs):
    raise ValueError(f"{SECRET} {list(Project.objects.values_list('title', flat=True))}")


def _found_by_search(kind: str, client: Client) -> Iterator[str]:
    for word in (SECRET, "väntar", "utkast", "tillbakadraget", "refinansiering", "2096"):
        for path, nothing in (("/projekt/", "Visar 0 av"), ("/en/projects/", "Showing 0 of")):
            if nothing not in client.get(path, {"q": word}).content.decode():
                yield f"{kind}: {path} finds {word}"


def secret_in(response: HttpResponse, path: str) -> str:
    """What an answer says that it must not, but for what only repeats the question."""
    # A length in bytes can be any number, a secret year included.
    headers = {name: v for name, v in response.headers.items() if name != "Content-Length"}
    said = f"{said_in(response)}\n{headers}\n{response.cookies}"
    for word in re.findall(rf"[\w-]*{SECRET}[\w-]*|2096", path):
        said = said.replace(word, "")
    explains = path.startswith(STANDING) or re.search(HEADED, path)
    words = [SECRET] if explains else [SECRET, *READINGS]
    figures = re.sub(r"[\s.,\u00a0\u202f]|&nbsp;", "", said)
    found = [word for word in words if word in said] + [d for d in DIGITS if d in figures]
    return ", ".join(found + re.findall(YEARS, said))


# --- Nothing leaks ------------------------------------------------------------------------


def test_nothing_leaks_in_any_kind_of_answer(planted):
    answers: Walked = {}
    assert list(traces(answers)) == []

    statuses = {kind: {r.status_code for _, r in found} for kind, found in answers.items()}
    paths = {kind: {path for path, _ in found} for kind, found in answers.items()}

    assert statuses["reader"] >= {200, 400, 404, 405, 410, 500}
    assert statuses["crawler"] >= {200, 400, 404, 410, 500}
    assert statuses["newcomer"] >= {200, 303, 403, 404}
    assert [path for path, r in answers["reader"] if r.status_code >= 500] == MADE_TO_FAIL
    assert any("Synligt" in said_in(r) for _, r in answers["crawler"])
    assert {"/robots.txt", "/.well-known/security.txt", "/en/privacy/1/"} < paths["newcomer"]
    assert min(map(len, paths.values())) > 40


def test_every_public_field_waits_with_a_secret_value(db):
    planted = {*secrets.waiting_values(), *secrets.waiting_relations()}

    assert planted == content.PUBLIC_FIELDS - {"reference"}


# --- The detector finds what leaks ---------------------------------------------------------


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_the_detector_finds_a_leak(planted, monkeypatch, leak):
    leak(monkeypatch)

    assert next(traces(), None)


def test_the_detector_finds_a_waiting_change_that_a_new_name_carries_along(monkeypatch, request):
    """Renaming republishes the working copy instead of the version."""
    monkeypatch.setattr(
        publishing,
        "republish",
        lambda versions, **signed: publishing.publish(
            [version.project for version in versions.current()], **signed
        ),
    )
    monkeypatch.setattr(publishing, "differences", lambda *arguments: True)
    request.getfixturevalue("planted")

    assert next(traces(), None)
