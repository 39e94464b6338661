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
from django.utils.translation import get_language

from loans import content, facts, publishing, register
from loans.models import Change, Loan, Project, PublishedVersion, SocialGoal
from loans.selection import Selection
from members.models import Borrower
from privacy.models import PrivacyNotice
from tests import factories
from tests.loans import secrets
from tests.loans.crawling import crawl, named_addresses, visitors
from tests.loans.secrets import DIGITS, SECRET, SLUGS, WORDS, YEARS

pytestmark = pytest.mark.django_db

KEYS = [
    *(f"borrower={name}-{SECRET}" for name in ("bolaget", "nya-bolaget", "oanvant")),
    *(f"member=kommunen-{SECRET}", f"category=kategori-{SECRET}", f"investment_type=typ-{SECRET}"),
    *(f"goal={name}-{SECRET}" for name in ("mal", "oanvant-mal-0", "oanvant-mal-1")),
    *(f"target_group={name}-{SECRET}" for name in ("grupp", "oanvand-grupp-0", "oanvand-grupp-1")),
    *(f"initiative={name}-{SECRET}" for name in ("satsning", "oanvand-satsning")),
    "decided_year=2096",
]
HIDDEN = [
    *(f"/projekt/{slug}/" for slug in SLUGS if SECRET in slug),
    *(f"/projekt/?{key}" for key in KEYS),
    "/integritet/2/",
]
"""Addresses that must answer as if there were nothing."""

BROKEN = ["/projekt/?sort=x&page=y", "/projekt/?q=%00", "/integritet/99/", "/finns-inte/"]
MADE_TO_FAIL = ["/projekt/", "/en/projects/", "/projekt/synligt/"]


@pytest.fixture
def planted(db):
    factories.notice()
    secrets.plant()


def traces() -> Iterator[str]:
    """Where something secret shows, in an answer or by being found; one by one."""
    for kind, client in visitors().items():
        for path in HIDDEN:
            if client.get(path).status_code not in {303, 400, 404, 410}:
                yield f"{kind}: {path} is there"
        if kind != "newcomer":
            yield from _found_by_search(kind, client)
        for path, response in _answers(client):
            if trace := secret_in(response, path):
                yield f"{kind}: {path} says {trace}"


def _answers(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Whatever can be got by asking: pages, refusals of other methods, and failures."""
    yield from crawl(client, [*named_addresses(), *HIDDEN, *BROKEN])
    yield from ((path, client.post(path)) for path in named_addresses())
    with patch("loans.register.current", side_effect=_failure):
        yield from ((path, client.get(path)) for path in MADE_TO_FAIL)


def _failure(*args, **kwargs):
    raise ValueError(f"{SECRET} {list(Project.objects.values_list('title', flat=True))}")


def _found_by_search(kind: str, client: Client) -> Iterator[str]:
    for word in (SECRET, "väntar", "utkast", "tillbakadraget", "refinansiering", "2096"):
        for path, nothing in (("/projekt/", "Visar 0 av"), ("/en/projects/", "Showing 0 of")):
            if nothing not in client.get(path, {"q": word}).content.decode():
                yield f"{kind}: {path} finds {word}"


def secret_in(response: HttpResponse, path: str) -> str:
    """What an answer says that it must not, but for what only repeats the question."""
    said = f"{response.content.decode()}\n{response.headers}\n{response.cookies}"
    for word in re.findall(rf"[\w-]*{SECRET}[\w-]*|2096", path):
        said = said.replace(word, "")
    figures = re.sub(r"[\s.,\u00a0\u202f]|&nbsp;", "", said)
    found = [word for word in WORDS if word in said] + [d for d in DIGITS if d in figures]
    return ", ".join(found + re.findall(YEARS, said))


# --- Nothing leaks ------------------------------------------------------------------------


def test_nothing_leaks(planted):
    assert list(traces()) == []


def test_the_detector_reaches_every_kind_of_answer(planted):
    answers = {kind: list(_answers(client)) for kind, client in visitors().items()}
    statuses = {kind: {r.status_code for _, r in found} for kind, found in answers.items()}
    paths = {kind: {path for path, _ in found} for kind, found in answers.items()}

    assert statuses["reader"] >= {200, 400, 404, 405, 410, 500}
    assert statuses["crawler"] >= {200, 400, 404, 410, 500}
    assert statuses["newcomer"] >= {200, 303, 403, 404}
    assert [path for path, r in answers["reader"] if r.status_code >= 500] == MADE_TO_FAIL
    assert any("Synligt" in r.content.decode() for _, r in answers["crawler"])
    assert {"/robots.txt", "/.well-known/security.txt", "/en/privacy/1/"} < paths["newcomer"]
    assert min(map(len, paths.values())) > 40


def test_every_public_field_waits_with_a_secret_value(db):
    planted = {*secrets.waiting_values(), *secrets.waiting_relations()}

    assert planted == content.PUBLIC_FIELDS - {"reference"}


# --- The detector finds what leaks ---------------------------------------------------------


def leak_a_private_field(monkeypatch):
    """The content holds the internal note, and the page shows every value."""
    add_to_the_content(lambda project: {"place_name": project.internal_note})


def leak_the_publishing_time(monkeypatch):
    """The content says when a change will be published."""
    add_to_the_content(lambda project: {"place_name": f"Kommer {project.publish_at:%Y-%m-%d}"})


def leak_a_waiting_amount(monkeypatch):
    """The page shows the working copy's amount."""
    add_to_the_content(lambda project: {"loan_amount": project.loan_amount})


def leak_a_waiting_english_text(monkeypatch):
    """The English page shows the working copy's summary."""
    add_to_the_content(lambda project: {"summary": {"sv": "", "en": project.summary_en}})


def add_to_the_content(values) -> None:
    for project in Project.objects.filter(status="published"):
        version = project.versions.get(valid_to=None)
        PublishedVersion._base_manager.filter(pk=version.pk).update(
            content=version.content | values(project)
        )


def leak_withdrawn_versions(monkeypatch):
    """The register holds every version, whether current or not."""
    monkeypatch.setattr(register, "current", PublishedVersion.objects.all)


def leak_through_choices(monkeypatch):
    """The form offers every borrower there is."""
    offer(monkeypatch, "borrower", Borrower)


def leak_unused_goals(monkeypatch):
    """The form offers every goal there is."""
    offer(monkeypatch, "goal", SocialGoal)


def offer(monkeypatch, facet: str, model) -> None:
    honest = Selection._choices.func

    def choices(self):
        names = {row.slug: facts.Words(row.name) for row in model.objects.all()}
        return honest(self) | {facet: names}

    monkeypatch.setattr(Selection, "_choices", property(choices))


def leak_through_search(monkeypatch):
    """The search also looks in the working copies."""
    monkeypatch.setattr(
        type(PublishedVersion.objects.all()),
        "containing",
        lambda self, words: self.filter(project__title__icontains=words[0]),
    )


def leak_through_addresses(monkeypatch):
    """A page is found by the working copy's address."""
    monkeypatch.setattr(
        register, "by_slug", lambda slug: register.current().filter(project__slug=slug).first()
    )


def leak_staff(monkeypatch):
    """A page says who wrote last."""
    say(monkeypatch, lambda: Change.objects.filter(action="change").first().by.username)


def leak_the_approver(monkeypatch):
    """A page says who approved it."""
    first = PublishedVersion._base_manager.get(slug="synligt", number=1)
    say(monkeypatch, lambda: first.approved_by.last_name)


def leak_a_drawn_loan(monkeypatch):
    """A page says how much is drawn."""
    say(monkeypatch, lambda: f"{Loan.objects.get().amount:,}")


def say(monkeypatch, what) -> None:
    honest = facts.ProjectInWords._other_facts

    def other_facts(self):
        yield from honest(self)
        yield "place_name", [facts.Words(what())]

    monkeypatch.setattr(facts.ProjectInWords, "_other_facts", other_facts)


def leak_a_draft_of_the_notice(monkeypatch):
    """The gate shows what is being written."""
    draft = PrivacyNotice.objects.get(version=None)
    shown = {"title": draft.title, "paragraphs": [draft.text]}
    monkeypatch.setattr(PrivacyNotice, "words_in", lambda self, language: shown)


def leak_in_a_header(monkeypatch):
    """A header tells who published."""
    answer_with(monkeypatch, lambda request, answer: answer.headers.update({"X-By": publisher()}))


def leak_to_search_engines(monkeypatch):
    """What only a crawler is shown."""

    def add(request, answer):
        if "Googlebot" in request.headers.get("User-Agent", ""):
            answer.write(publisher())

    answer_with(monkeypatch, add)


def leak_in_english(monkeypatch):
    """What only an English page says."""
    answer_with(
        monkeypatch,
        lambda request, answer: answer.write(publisher()) if get_language() == "en" else None,
    )


def publisher() -> str:
    return PublishedVersion._base_manager.get(slug="synligt", number=1).published_by.username


def answer_with(monkeypatch, change) -> None:
    """Changes every page of the register on its way out."""
    from loans import views

    honest = views.render

    def render(request, *args, **kwargs):
        answer = honest(request, *args, **kwargs)
        change(request, answer)
        return answer

    monkeypatch.setattr(views, "render", render)


def leak_in_an_error_page(monkeypatch):
    """The page of a failure says what failed."""
    from loans import errors

    honest = errors.render

    def render(request, *args, **kwargs):
        answer = honest(request, *args, **kwargs)
        if answer.status_code == 500:
            answer.write(SECRET)
        return answer

    monkeypatch.setattr(errors, "render", render)


LEAKS = [leak for name, leak in globals().items() if name.startswith("leak_")]


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
