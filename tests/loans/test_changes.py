"""The page of what has changed of a project."""

import gzip
import random
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from loans import editing
from loans.models import PublishedVersion
from tests import factories
from tests.loans.reading import text_of
from tests.loans.rewriting import at, publish, republished, said, unlike

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return factories.project(
        title="Parken", slug="parken", loan_amount=68_000_000, description="Ett.\n\nTvå."
    )


# --- What is told -------------------------------------------------------------------------


def test_a_version_in_which_nothing_shows_differently_is_left_out(project, visitor):
    borrower = factories.borrower()
    borrower.aliases = "NK"
    editing.save(borrower, by=factories.signer())
    publish(project, description="Ett.\n\n\n  Två. ")
    assert project.versions.count() == 3

    assert said(project) == []
    page = text_of(visitor.get("/projekt/parken/andringar/"))
    assert "Inget av det som visas på projektets sida har ändrats." in page
    assert "Visa ändringar" not in text_of(visitor.get("/projekt/parken/"))


def test_who_and_why_are_not_told(project, visitor):
    project.title = "Nya parken"
    editing.save(project, by=factories.user(username="skrivaren"), why="Skvaller")
    editing.publish(project, by=factories.user(username="granskaren"), why="Mer skvaller")

    body = visitor.get("/projekt/parken/andringar/").content.decode()
    assert "Nya parken" in body
    assert not re.search("skrivaren|granskaren|skvaller", body, flags=re.IGNORECASE)


def test_what_was_withdrawn_never_shows(project, visitor):
    publish(project, title="Hemligheten")
    editing.withdraw(project, by=factories.signer(), why="Fel")
    publish(project, title="Rätt")

    body = visitor.get("/projekt/parken/andringar/").content.decode()
    assert "Hemligheten" not in body
    assert "Publicerades på nytt" in text_of(visitor.get("/projekt/parken/andringar/"))
    assert "Publicerad på nytt" in text_of(visitor.get("/projekt/parken/"))


# --- Two languages ------------------------------------------------------------------------


def test_a_change_of_the_english_text_is_told_on_both_pages_but_shown_on_one(project, visitor):
    publish(project, title_en="The park")
    publish(project, title_en="The new park")

    english = text_of(visitor.get("/en/projects/parken/changes/"))
    assert "Before: The park" in english
    swedish = text_of(visitor.get("/projekt/parken/andringar/"))
    assert "Den engelska texten ändrades: Rubrik." in swedish
    assert "Before" not in swedish
    assert "The park" not in swedish


def test_a_change_of_the_swedish_text_alone_is_told_on_the_english_page(project, visitor):
    publish(project, title_en="The park")
    publish(project, title="Nya parken")

    english = text_of(visitor.get("/en/projects/parken/changes/"))
    assert "The Swedish text was changed: Title." in english
    assert "Nya parken" not in english


def test_swedish_words_are_marked_on_an_english_page(project, visitor):
    publish(project, title="Nya parken", description="Ett.")

    body = visitor.get("/en/projects/parken/changes/").content.decode()
    title, described = re.findall(
        r'<dd class="difference__passage" lang="sv">(.*?)</dd>', body, re.S
    )
    assert "<ins>Nya parken</ins>" in title
    assert "<del>Två.</del>" in described


def test_a_text_that_gets_its_english_twin_says_just_that(project, visitor):
    publish(project, description_en="One.\n\nTwo.")
    assert "The text is now available in English." in text_of(
        visitor.get("/en/projects/parken/changes/")
    )
    publish(project, description_en="")

    english = text_of(visitor.get("/en/projects/parken/changes/"))
    assert "The text is no longer available in English." in english
    assert "Två." not in english


# --- When ---------------------------------------------------------------------------------


def test_days_are_those_of_stockholm_with_the_hour_where_several_share_a_day(project, visitor):
    for title in ("Andra", "Tredje", "Fjärde"):
        publish(project, title=title)
    at(project, 1, 2024, 3, 2, 23, 30)
    at(project, 2, 2025, 7, 1, 22, 15)
    at(project, 3, 2025, 7, 2, 10, 5)
    at(project, 4, 2026, 1, 1, 12)

    body = visitor.get("/projekt/parken/andringar/").content.decode().partition("on-paper")[0]
    assert re.findall(r'<time datetime="([^"]+)">([^<]+)', body) == [
        ("2026-01-01", "1\u00a0januari 2026"),
        ("2025-07-02T12:05+02:00", "2\u00a0juli 2025 kl.\u00a012.05"),
        ("2025-07-02T00:15+02:00", "2\u00a0juli 2025 kl.\u00a000.15"),
        ("2024-03-03", "3\u00a0mars 2024"),
    ]
    assert "2 July 2025 at 12:05" in text_of(visitor.get("/en/projects/parken/changes/")).replace(
        "\u00a0", " "
    )


def test_the_publication_has_its_hour_too_where_a_change_shares_its_day(project, visitor):
    publish(project, title="Nya parken")
    at(project, 1, 2024, 3, 3, 8, 15)
    at(project, 2, 2024, 3, 3, 12)

    body = visitor.get("/projekt/parken/andringar/").content.decode().partition("on-paper")[0]
    assert re.findall(r'<time datetime="([^"]+)">', body) == [
        *("2024-03-03T13:00+01:00", "2024-03-03T09:15+01:00"),
    ]


def test_the_page_leads_back_to_its_project(project, visitor):
    body = visitor.get("/projekt/parken/andringar/").content.decode()

    assert '<a href="/projekt/parken/">Parken</a></p>' in body
    assert (
        '<a class="button button--quiet" href="/projekt/parken/">Till projektets sida</a>' in body
    )


def test_versions_that_show_nothing_take_no_place_on_a_page(project, visitor):
    publish(project, title="Andra")
    republished(project, 30)
    publish(project, title="Tredje")

    assert [change["Rubrik"] for change in said(project)] == [
        (["[Andra]"], ["[Tredje]"]),
        (["[Parken]"], ["[Andra]"]),
    ]


# --- Addresses, pages, cost ---------------------------------------------------------------


def test_an_earlier_address_leads_to_todays_changes(project, visitor):
    publish(project, slug="nya-parken")

    response = visitor.get("/en/projects/parken/changes/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/en/projects/nya-parken/changes/"


def test_the_changes_of_a_withdrawn_project_are_gone_and_of_none_are_not_found(project, visitor):
    editing.withdraw(project, by=factories.signer(), why="Fel")

    assert visitor.get("/projekt/parken/andringar/").status_code == 410
    assert visitor.get("/projekt/ingen/andringar/").status_code == 404


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/projekt/parken/", "loans.register.by_slug"),
        ("/projekt/parken/andringar/", "loans.register.by_slug"),
        ("/projekt/parken/andringar/", "loans.changes._known"),
    ],
)
def test_a_project_that_is_withdrawn_while_its_page_is_made_is_gone(
    project, visitor, monkeypatch, path, place
):
    publish(project, title="Nya parken")
    honest = import_string(place)

    def overtaken(asked):
        found = honest(asked)
        editing.withdraw(project, by=factories.signer(), why="Fel")
        return found

    monkeypatch.setattr(place, overtaken)
    assert visitor.get(path).status_code == 410


@pytest.mark.parametrize("page", ["2", "0", "-1", "9" * 30])
def test_a_page_that_does_not_exist_leads_to_the_first(project, visitor, page):
    response = visitor.get("/projekt/parken/andringar/", {"page": page})

    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/projekt/parken/andringar/",
    )


@pytest.mark.parametrize("path", ["/projekt/parken/andringar/", "/projekt/"])
@pytest.mark.parametrize("page", ["x", "٢", "1.5", "1.0", "9" * 5000, "--1", "1 1"])
def test_what_is_no_number_of_a_page_is_refused(project, visitor, path, page):
    assert visitor.get(path, {"page": page}).status_code == 400


@pytest.mark.parametrize("path", ["/projekt/parken/andringar/", "/projekt/"])
@pytest.mark.parametrize("page", ["", " ", "01", " 1 "])
def test_a_page_has_one_address_however_its_number_is_written(
    project, visitor, settings, path, page
):
    response = visitor.get(path, {"page": page}, follow=True)
    assert response.status_code == 200
    assert f'rel="canonical" href="{settings.SITE_URL}{path}"' in response.content.decode()


def many_versions(project, number: int, *, is_long: bool = False) -> None:
    """As if it had been published so many times; the last version stays the current one."""
    last = project.versions.get(valid_to=None)
    fields = {
        field.attname: getattr(last, field.attname)
        for field in PublishedVersion._meta.concrete_fields
        if field.name not in {"id", "content", "number", "valid_to", "shows_change"}
    }
    start = datetime(2020, 1, 1, tzinfo=UTC)
    PublishedVersion._base_manager.filter(pk=last.pk).update(
        number=number, valid_from=start, shows_change=True
    )
    chance = random.Random(2)
    PublishedVersion._base_manager.bulk_create(
        PublishedVersion(
            **fields | {"valid_from": start},
            number=n,
            shows_change=n > 1,
            valid_to=start,
            content=last.content
            | {"loan_amount": n * 1_000_000}
            | ({"description": {"sv": unlike(chance), "en": ""}} if is_long else {}),
        )
        for n in range(1, number)
    )


def test_two_hundred_versions_cost_no_more_queries_than_two(project, visitor):
    def cost(slug: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(f"/projekt/{slug}/andringar/").status_code == 200
        return len(queries)

    publish(factories.project(slug="torget"), title="Nya torget")
    many_versions(project, 200)

    assert cost("parken") == cost("torget") <= 6


def test_two_hundred_versions_are_read_page_by_page_to_the_first(project, visitor):
    many_versions(project, 200)
    path, days, found = "/projekt/parken/andringar/", 0, []
    while path:
        found.append(text_of(visitor.get(path)))
        body = visitor.get(path).content.decode()
        days += body.count('<article class="revision">')
        following = re.search(r'rel="next" href="([^"#]+)', body)
        path = f"/projekt/parken/andringar/{following[1]}" if following else ""

    assert days == 199
    assert ["Publicerades första gången" in page for page in found] == [False] * 19 + [True]
    assert "sida 2 av 20" in found[1]


def test_a_page_of_the_longest_texts_is_light(project, visitor):
    many_versions(project, 30, is_long=True)

    page = visitor.get("/projekt/parken/andringar/").content
    assert page.count(b'<article class="revision">') == 10
    assert len(gzip.compress(page)) < 14_000
