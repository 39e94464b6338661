"""What each page says of itself in its head is complete and right, in both languages."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction

from loans import register, sitemap, trails
from loans.head import shortened
from loans.selection import paging
from tests import factories
from tests.browser.pages import PAGES, ask_again, fill, in_both_languages
from tests.conftest import HOST, SecureClient
from tests.loans.heads import ReadPage

pytestmark = pytest.mark.django_db

SHOWN = {
    name: page
    for name, page in in_both_languages(PAGES).items()
    if page.method == "GET" and page.status < 500
}
FOUND = {name for name, page in SHOWN.items() if page.status == 200}
SITE = settings.SITE_URL


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> tuple[dict[str, ReadPage], set[str]]:
    """Every type of page by its name, as whoever it is for gets it; and what the sitemap names."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = _ask_for_all()
        named = [*sitemap.pages(register.state()), *sitemap.projects(1)]
        transaction.set_rollback(True)
    return found, {page.address for page in named}


@pytest.fixture
def pages(site) -> dict[str, ReadPage]:
    return site[0]


def _ask_for_all() -> dict[str, ReadPage]:
    factories.notice()
    fill()
    ask_again()
    reader, newcomer = SecureClient(SERVER_NAME=HOST), SecureClient(SERVER_NAME=HOST)
    reader.cookies["__Host-notice"] = "2"
    found = {}
    for name, asked in SHOWN.items():
        response = (reader if asked.is_accepted else newcomer).get(asked.path)
        assert response.status_code == asked.status, name
        found[name] = ReadPage(response)
    return found


def of_the_register(pages: dict[str, ReadPage]) -> dict[str, ReadPage]:
    """The pages that others may link to and search engines may show: all but gate and errors."""
    return {name: page for name, page in pages.items() if page.says("og:url")}


def test_every_page_of_the_register_speaks_for_itself(pages):
    own = {name for name in FOUND if not re.match("gate|notice", name)}

    assert set(of_the_register(pages)) == own


def test_every_page_has_one_heading_one_title_and_the_language_of_its_address(pages):
    for name, page in pages.items():
        language = "en" if name.endswith(", in English") else "sv"
        assert page.one("html").attributes["lang"] == language, name
        assert len(page.all("h1")) == 1, name
        assert re.fullmatch(r"\S.* – Öppna lån", page.title), name


def test_no_two_pages_of_the_register_have_the_same_title(pages):
    found = [
        (page.title, page.one("html").attributes["lang"])
        for name, page in of_the_register(pages).items()
        if "second page" not in name
    ]
    assert [title for title, times in Counter(found).items() if times > 1] == []


def test_a_page_of_the_register_is_described_in_a_sentence_or_two(pages):
    for name, page in of_the_register(pages).items():
        assert 40 <= len(page.says("description")) <= 160, name
        assert page.says("og:description") == page.says("description"), name


def test_the_canonical_address_is_the_page_s_own(pages):
    for name, page in of_the_register(pages).items():
        assert page.canonical == f"{SITE}{SHOWN[name].path}", name
        assert page.says("og:url") == page.canonical, name


def test_twins_name_each_other_and_the_swedish_for_all_else(pages):
    for name, page in of_the_register(pages).items():
        twin = pages[name.removesuffix(", in English")]
        english = pages[f"{name.removesuffix(', in English')}, in English"]
        expected = {"sv": twin.canonical, "en": english.canonical, "x-default": twin.canonical}
        assert page.twins == expected, name


def test_a_page_shared_elsewhere_brings_its_title_language_and_image(pages):
    for name, page in of_the_register(pages).items():
        here, there = ("sv_SE", "en_GB")[:: -1 if name.endswith(", in English") else 1]
        assert f"{page.says('og:title')} – Öppna lån" == page.title, name
        assert page.says("og:type") == ("article" if name.startswith("project") else "website")
        assert (page.says("og:locale"), page.says("og:locale:alternate")) == (here, there), name
        assert page.says("og:site_name") == "Öppna lån"
        assert page.says("og:image") == f"{SITE}/static/img/sharing.png"
        assert (page.says("og:image:width"), page.says("og:image:height")) == ("1200", "630")
        assert page.says("og:image:alt"), name


def test_pages_that_are_not_of_the_register_are_kept_from_search_engines(pages):
    for name in set(pages) - set(of_the_register(pages)):
        if SHOWN[name].status == 200 and not name.startswith("notice's version"):
            assert pages[name].says("robots") == "noindex", name
        if SHOWN[name].status != 200:
            assert (pages[name].canonical, pages[name].twins) == (None, {}), name
            assert pages[name].things == [], name


def test_the_whole_list_is_indexed_and_narrower_ones_are_not(pages):
    said = {name: page.says("robots") for name, page in of_the_register(pages).items()}

    assert {said["list"], said["list, second page"], said["project"]} == {None}
    assert {said["list, filtered"], said["list, empty"]} == {"noindex"}


def test_every_page_that_is_indexed_stands_in_the_sitemap(site):
    pages, named = site
    indexed = {
        page.canonical
        for name, page in of_the_register(pages).items()
        if page.says("robots") is None and "?" not in page.canonical
        # These are found from their projects.
        if not name.startswith("changes of a project")
    }
    assert {f"{SITE}/", f"{SITE}/en/about/data/", f"{SITE}/projekt/full/"} <= indexed
    assert indexed - named == set()


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("x=1&page=1", ""),
        ("sort=title&nonsense=1&category=boende&category=boende", "?sort=title&category=boende"),
        ("page=2&sort=amount", "?sort=amount&page=2"),
    ],
)
def test_a_list_s_canonical_address_is_its_shortest(visitor, monkeypatch, asked, canonical):
    monkeypatch.setattr(paging, "PAGE_SIZE", 1)
    category = factories.category(slug="boende")
    for _number in range(2):
        factories.project(category=category)
    page = ReadPage(visitor.get(f"/projekt/?{asked}"))

    assert page.canonical == f"{SITE}/projekt/{canonical}"
    assert page.twins["en"] == f"{SITE}/en/projects/{canonical}"


@pytest.mark.parametrize(
    ("asked", "robots"), [("", None), ("page=2", None), ("sort=title", "noindex")]
)
def test_of_lists_only_the_whole_register_in_its_own_order_is_indexed(
    visitor, monkeypatch, asked, robots
):
    monkeypatch.setattr(paging, "PAGE_SIZE", 1)
    for _number in range(2):
        factories.project()

    assert ReadPage(visitor.get(f"/projekt/?{asked}")).says("robots") == robots


def test_a_list_is_described_by_its_number_and_its_sum(visitor):
    for amount in (60_000_000, 8_000_000):
        factories.project(loan_amount=amount)

    assert (
        ReadPage(visitor.get("/projekt/"))
        .says("description")
        .startswith("Visar 2 projekt, sammanlagt 68\u00a0miljoner kronor. ")
    )
    assert (
        ReadPage(visitor.get("/en/projects/"))
        .says("description")
        .startswith("Showing 2 projects, in total SEK\u00a068\u00a0million. ")
    )


def test_an_index_is_described_by_what_it_says_its_number_and_its_sum(visitor):
    for amount in (60_000_000, 8_000_000):
        factories.project(loan_amount=amount)
    said = ReadPage(visitor.get("/lantagare/")).says("description")
    english = ReadPage(visitor.get("/en/borrowers/")).says("description")

    assert said.startswith("De som tar lånen: ")
    assert said.endswith(". 2 projekt, sammanlagt 68\u00a0miljoner kronor.")
    assert english.endswith(". 2 projects, in total SEK\u00a068\u00a0million.")


def test_a_page_of_a_value_is_titled_by_what_it_is(visitor):
    member = factories.member(name="Åby kommun", slug="aby")
    borrower = factories.borrower(name="Åby kommun", slug="aby", members=[member])
    factories.project(borrower=borrower, category=factories.category(slug="skola", name="Skola"))

    def titles(path: str) -> tuple[str, str]:
        page = ReadPage(visitor.get(path))
        return page.title, page.says("og:title")

    for path, title in {
        "/medlemmar/aby/": "Åby kommun, medlem",
        "/lantagare/aby/": "Åby kommun, låntagare",
        "/en/borrowers/aby/": "Åby kommun, borrower",
        "/kategorier/skola/": "Skola, projektkategori",
    }.items():
        assert titles(path) == (f"{title} – Öppna lån", title)


def test_a_project_is_described_by_how_it_begins_in_the_language_that_it_has(visitor):
    factories.project(slug="a", summary="Parken rustas upp.", description="Den är " + "stor " * 99)
    swedish = ReadPage(visitor.get("/projekt/a/")).one("meta", name="description").attributes
    english = ReadPage(visitor.get("/en/projects/a/")).one("meta", name="description").attributes

    assert swedish["content"].startswith("Parken rustas upp. Den är stor stor")
    assert swedish["content"].endswith(" stor…")
    assert "lang" not in swedish
    assert english == swedish | {"lang": "sv"}


def test_two_languages_do_not_stand_in_one_description(visitor):
    factories.project(
        slug="a", summary="Parken.", summary_en="The park.", description="Den är stor."
    )
    factories.project(
        slug="b", summary="Torget.", description="Det är litet.", description_en="It is small."
    )

    def said(path: str) -> tuple[str, str | None]:
        found = ReadPage(visitor.get(path)).one("meta", name="description").attributes
        return found["content"], found.get("lang")

    assert said("/projekt/a/") == ("Parken. Den är stor.", None)
    assert said("/en/projects/a/") == ("The park.", None)
    assert said("/en/projects/b/") == ("Torget.", "sv")


def test_a_project_without_texts_is_described_by_its_title_and_borrower(visitor):
    factories.project(slug="a", title="Parken", borrower=factories.borrower(name="Parkbolaget"))

    said = ReadPage(visitor.get("/en/projects/a/")).says("description")
    assert said.startswith("Parken. Borrower: Parkbolaget. Projects that Exempel")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("två ord", "två ord"),
        ("rad\n\n  ett", "rad ett"),
        ("ett två, tre", "ett två…"),
        ("sammanskrivet", "sammanskr…"),
    ],
)
def test_a_description_is_cut_between_words(text, line):
    assert shortened(text, limit=10) == line


# --- Trails -------------------------------------------------------------------------------


def test_a_trail_leads_from_the_start_page_to_the_page_itself(pages):
    def crumbs(name: str) -> list[tuple[str, str | None]]:
        [trail] = pages[name].all("nav", **{"class": "breadcrumbs"})
        links = {a.text: a.attributes["href"] for a in pages[name].all("a")}
        return [(step, links.get(step)) for step in re.split(r"\s*\n\s*", trail.text.strip())]

    assert crumbs("list") == [("Startsida", "/"), ("Projekt", "/projekt/")]
    assert crumbs("project, in English") == [
        ("Home", "/en/"),
        ("Projects", "/en/projects/"),
        ("Investments in accessibility", None),
    ]
    assert crumbs("changes of a project, in English") == [
        ("Home", "/en/"),
        ("Projects", "/en/projects/"),
        ("Investments in accessibility", "/en/projects/full/"),
        ("Changes", None),
    ]


def test_the_last_step_of_a_trail_is_the_page_itself(pages):
    for name, page in of_the_register(pages).items():
        crumbs = page.all("span", **{"aria-current": "page"})
        if name.startswith("start"):
            assert (crumbs, page.all("nav", **{"class": "breadcrumbs"})) == ([], [])
            continue
        [here] = crumbs
        assert page.thing("BreadcrumbList")["itemListElement"][-1]["name"] == here.text, name


def test_every_place_stands_under_another_up_to_the_start_page():
    for page in trails.PLACES:
        assert page == "start" or trails.PLACES[page].under in trails.PLACES
