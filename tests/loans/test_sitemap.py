"""The sitemap names every public page, and nothing else, as the protocol wants it."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans import editing, register, sitemap
from loans.models.versions import PublishedVersion, RegisterState
from tests import factories
from tests.conftest import HOST, SecureClient
from tests.loans.crawling import CRAWLER

pytestmark = pytest.mark.django_db

SITE = "https://lan.example.se"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def root_of(client, path: str, **asked):
    answer = client.get(path, **asked)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml"
    assert len(answer.content) < 50 * 1024 * 1024
    return ElementTree.fromstring(answer.content)  # noqa: S314 (it is our own)


def entries(client, path: str, **asked) -> dict[str, dict]:
    """Address → when it changed, and its twins, of one file."""
    urls = root_of(client, path, **asked).findall("s:url", NAMES)
    found = {
        url.findtext("s:loc", namespaces=NAMES): {
            "changed": url.findtext("s:lastmod", namespaces=NAMES),
            "twins": {
                link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
            },
        }
        for url in urls
    }
    assert len(found) == len(urls) <= 50_000
    return found


def files(client, **asked) -> dict[str, str | None]:
    """Address → when it changed, of the files that the index names."""
    return {
        file.findtext("s:loc", namespaces=NAMES): file.findtext("s:lastmod", namespaces=NAMES)
        for file in root_of(client, "/sitemap.xml", **asked).findall("s:sitemap", NAMES)
    }


def everything(client, **asked) -> dict[str, dict]:
    """All that the whole sitemap names."""
    found = {}
    for address in files(client, **asked):
        found |= entries(client, address.removeprefix(SITE), **asked)
    return found


def publish_all_kinds() -> None:
    """A register with a page of every kind, and members who have borrowed nothing."""
    owner = factories.member(name="Åby kommun", slug="aby", joined_on="2020-01-01")
    factories.member(name="Öby kommun", slug="oby", joined_on="2020-01-01")
    factories.member(name="Utom kommun", slug="utom")
    factories.project(
        slug="skolan",
        borrower=factories.borrower(name="Åby bostäder", slug="bostader", members=[owner]),
        category=factories.category(slug="skola"),
        investment_type=factories.investment_type(slug="byggnad"),
        goals=[factories.goal(slug="mindre-oro")],
        initiative=factories.initiative(slug="hela-staden"),
    )


def test_it_names_every_public_page_in_both_languages(client):
    publish_all_kinds()
    swedish = [
        *("/", "/projekt/", "/projekt/skolan/", "/medlemmar/", "/medlemmar/aby/"),
        *("/medlemmar/oby/", "/lantagare/", "/lantagare/bostader/", "/kategorier/"),
        *("/kategorier/skola/", "/investeringstyper/", "/investeringstyper/byggnad/"),
        *("/sociala-mal/", "/sociala-mal/mindre-oro/", "/satsningar/hela-staden/"),
        *("/om/", "/om/data/", "/tillganglighet/"),
    ]
    found = everything(client)

    assert {address for address in found if "/en/" not in address} == {
        f"{SITE}{path}" for path in swedish
    }
    assert len(found) == 2 * len(swedish)


def test_every_address_in_it_is_there_for_a_search_engine(client):
    factories.notice()
    publish_all_kinds()
    crawler = SecureClient(SERVER_NAME=HOST, headers={"User-Agent": CRAWLER})
    for address in [*files(client), *everything(client)]:
        answer = crawler.get(address.removeprefix(SITE))
        assert answer.status_code == 200, address
        if "sitemap" not in address:
            assert f'<link rel="canonical" href="{address}">' in answer.content.decode()
            assert 'content="noindex"' not in answer.content.decode(), address


def test_twins_name_each_other_and_the_swedish_for_all_else(client):
    publish_all_kinds()
    found = everything(client)
    for address, entry in found.items():
        twins = entry["twins"]
        assert set(twins) == {"sv", "en", "x-default"}
        assert address in {twins["sv"], twins["en"]}
        assert twins["x-default"] == twins["sv"]
        assert found[twins["sv"]] == found[twins["en"]]


def test_what_is_not_public_is_not_in_it(client):
    factories.draft(
        slug="utkast", borrower=factories.borrower(name="Hemligt bolag", slug="hemlig", members=[])
    )
    factories.member(name="Utom kommun", slug="utom")
    gone = factories.project(
        slug="borta",
        initiative=factories.initiative(slug="avslutad"),
        borrower=factories.borrower(name="Borta bolag", slug="borta-bolag"),
    )
    editing.withdraw(gone, by=factories.signer(), why="Fel låntagare")
    moved = factories.project(slug="gammal")
    moved.slug = "ny"
    editing.save(moved, by=factories.signer())
    editing.publish(moved, by=factories.signer())

    said = "\n".join(everything(client))
    assert not re.search("utkast|hemlig|utom|borta|avslutad|gammal|admin|integritet", said)
    assert "/projekt/ny/" in said


def test_it_says_truly_when_a_page_changed(client):
    factories.project(slug="a")
    approved, changed = (
        datetime(2026, 1, 2, 3, 4, 5, 6, UTC),
        datetime(2026, 5, 6, 7, 8, tzinfo=UTC),
    )
    PublishedVersion.objects.all()._alter(valid_from=approved)
    RegisterState.objects.update(changed_at=changed)
    found = everything(client)

    assert found[f"{SITE}/projekt/a/"]["changed"] == "2026-01-02T03:04:05+00:00"
    assert found[f"{SITE}/en/projects/"]["changed"] == "2026-05-06T07:08:00+00:00"
    assert found[f"{SITE}/tillganglighet/"]["changed"] is None
    assert [each["changed"] for path, each in found.items() if "/medlemmar/" in path] == [None] * 2
    assert list(files(client).values()) == [
        "2026-05-06T07:08:00+00:00",
        "2026-01-02T03:04:05+00:00",
    ]


def test_addresses_never_come_from_the_request(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    publish_all_kinds()
    hostile = {"headers": {"host": "evil.example", "x-forwarded-host": "evil.example"}}
    found = [*files(client, **hostile), *everything(client, **hostile)]

    assert len(found) > 30
    assert all(address.startswith(f"{SITE}/") for address in found)


def test_an_empty_register_has_its_standing_pages(client):
    assert len(files(client)) == 1
    assert f"{SITE}/en/about/" in everything(client)


def test_many_projects_stand_in_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PROJECTS", 3)
    for number in range(8):
        factories.project(slug=f"p-{number}")
    first = register.current().order_by("serial").values_list("serial", flat=True)[0]
    found = [address for address in files(client) if "projects" in address]
    # Counted file by file: put together they would hide a project that stands in two.
    listed = [a for file in found for a in entries(client, file.removeprefix(SITE))]
    projects = [address for address in listed if "/projekt/p-" in address]

    assert len(found) in {3, 4}
    assert f"{SITE}/sitemap-projects-{(first - 1) // 3 + 1}.xml" == found[0]
    assert sorted(projects) == [f"{SITE}/projekt/p-{number}/" for number in range(8)]


def test_more_projects_cost_no_more_queries(client):
    def queries() -> list[int]:
        paths = ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-projects-1.xml"]
        found = []
        for path in paths:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(path)
            found.append(len(asked))
        return found

    publish_all_kinds()
    few = queries()
    for number in range(10):
        factories.project(category=factories.category(), borrower=factories.borrower(f"B{number}"))

    assert queries() == few
    assert max(few) <= 6


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999999", "9" * 5000])
def test_a_file_that_is_not_there_answers_404(client, number):
    factories.project()

    assert client.get(f"/sitemap-projects-{number}.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-projects-1.xml"])
def test_it_is_open_to_all_kept_for_an_hour_and_not_itself_listed(client, path):
    factories.notice()
    factories.project()
    answer = client.get(path)

    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("public, max-age=3600", "noindex")
    assert "Vary" not in answer.headers
    assert not answer.cookies
    assert client.post(path).status_code in {403, 405}


def test_robots_are_told_where_it_is(client):
    [address] = re.findall("Sitemap: (.*)", client.get("/robots.txt").content.decode())

    assert root_of(client, address.removeprefix(SITE)).tag.endswith("sitemapindex")
