"""The public pages as people get them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loans import editing
from loans.models.reference import Pictogram
from loans.models.versions import RegisterState
from tests import factories
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db

SEED_LABELS = [
    "Projektbeskrivning",
    "Låntagare",
    "Medlem",
    "Investeringstyp",
    "Fysisk investering",
    "Social insats",
    "Sociala mål",
    "Lånebelopp",
    "Projektkategori",
]


def full_project(**fields):
    values = {
        "title": "Investeringar i ökad tillgänglighet",
        "title_en": "Investments in accessibility",
        "description": "Första stycket.\n\nAndra stycket.",
        "category": factories.category(name="Trygghet", name_en="Safety"),
        "investment_type": factories.investment_type(name="I sig", name_en="In itself"),
        "physical_investment": "Ökad tillgänglighet",
        "social_intervention": "Mötesplats",
        "social_goals_text": "Förbättra tryggheten",
        "loan_amount": 68_000_000,
        "decided_on": date(2020, 10, 1),
        "decided_precision": "month",
    } | fields
    return factories.project(**values)


def test_a_project_shows_the_established_labels_in_their_order(visitor):
    project = full_project()
    page = text_of(visitor.get(f"/projekt/{project.slug}/"))

    begun = page.index("Projektbeskrivning") - 1  # the menu has some of the words too
    places = [page.index(f" {label} ", begun) for label in SEED_LABELS]
    assert places == sorted(places)
    assert "68\u00a0miljoner kronor" in page
    assert "oktober 2020" in page


def test_amount_borrower_and_decision_stand_before_the_description(visitor):
    project = full_project(borrower=factories.borrower(name="Hyresbostäder"))
    head = text_of(visitor.get(f"/projekt/{project.slug}/")).partition("Projektbeskrivning")[0]

    figures = ["68\u00a0miljoner kronor", "Hyresbostäder", "Beslutat oktober 2020"]
    assert [head.count(figure) for figure in figures] == [1, 1, 1]


def figures(visitor, project) -> list[str]:
    """What stands in the head of a project's page, without labels."""
    body = visitor.get(f"/projekt/{project.slug}/").content.decode()
    [found] = re.findall(r'<ul class="key-figures".*?</ul>', body, flags=re.S)
    lines = re.findall(r"<li[^>]*>(.*?)</li>", found, flags=re.S)
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines]


def test_what_is_not_known_is_left_out_of_the_head_of_a_project(visitor):
    project = full_project(loan_amount=None, decided_on=None, decided_precision="")

    assert figures(visitor, project) == ["Norrköpings kommun", "Östergötlands län"]


def test_the_head_of_a_project_says_where_it_is(visitor):
    owned = factories.borrower(name="Hyresbostäder")
    project = full_project(borrower=owned, place_name="Klockaretorpet")

    where = "Klockaretorpet, Norrköpings kommun, Östergötlands län"
    assert figures(visitor, project)[2] == where


def test_of_several_owners_none_is_where_a_project_is(visitor):
    other = factories.county("03", "Uppsala län")
    owners = [factories.member(), factories.member("Region Uppsala", county=other)]
    project = full_project(
        borrower=factories.borrower(name="Tågbolaget", members=owners), place_name="Depån"
    )

    assert figures(visitor, project)[2] == "Depån"


@pytest.mark.parametrize("path", ["/projekt/", "/projekt/hus/"])
def test_a_category_s_drawing_stands_beside_its_name(visitor, path):
    category = factories.category(name="Boende", pictogram="wellbeing")
    factories.project(slug="hus", category=category)
    drawings = {
        pictogram: render_to_string(f"pictograms/{pictogram}.svg").strip()
        for pictogram in Pictogram.values
    }

    shown = visitor.get(path).content.decode()
    assert [name for name, drawing in drawings.items() if drawing in shown] == ["wellbeing"]

    category.pictogram = "home"
    editing.save(category, by=factories.signer())
    shown = visitor.get(path).content.decode()
    assert [name for name, drawing in drawings.items() if drawing in shown] == ["home"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/projekt/kort/", "https://lan.example.se/projekt/kort/"),
        ("/projekt/", "https://lan.example.se/projekt/"),
        ("/projekt/?x=1", "https://lan.example.se/projekt/"),
        ("/en/projects/?q=kort", "https://lan.example.se/en/projects/?q=kort"),
    ],
)
def test_on_paper_a_page_says_where_it_is_from_and_how_fresh(visitor, path, address):
    factories.project(title="Kort", slug="kort")
    RegisterState.objects.update(changed_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    body = visitor.get(path).content.decode()

    [paper] = re.findall(r'<div class="on-paper">(.*?)</div>', body, flags=re.S)
    assert f"<p>{address}</p>" in paper
    number = RegisterState.objects.get().data_version
    cited = visitor.get("/om/data/" if path.startswith("/projekt") else "/en/about/data/")
    said = {
        "/projekt": "Dataversion {}, 2\u00a0mars 2026 kl.\u00a000.30 svensk tid",
        "/en/proj": "Data version {}, 2\u00a0March 2026 at 00:30 Swedish time",
    }[path[:8]].format(number)
    for text in (paper, cited.content.decode()):
        assert said in re.sub(r"<[^>]+>", "", text)
        assert '<time datetime="2026-03-02T00:30+01:00">' in text


def test_an_english_page_marks_the_lenders_name_as_swedish(visitor):
    project = full_project()
    with override_settings(LENDER_NAME="Långivaren"):
        body = visitor.get(f"/en/projects/{project.slug}/").content.decode()

    assert re.findall(r'<span[^>]* lang="sv">Långivaren</span>', body) == [
        '<span class="site-name__lender" lang="sv">Långivaren</span>',
        '<span lang="sv">Långivaren</span>',
    ]


def test_an_empty_value_shows_no_label(visitor):
    project = full_project(social_intervention="", loan_amount=None)
    page = text_of(visitor.get(f"/projekt/{project.slug}/"))

    assert "Social insats" not in page
    assert "Lånebelopp" not in page


def test_a_fact_leads_to_its_own_page_or_else_to_its_projects(visitor):
    owner = factories.member("Linköpings kommun", slug="linkoping", county=factories.county())
    project = full_project(
        borrower=factories.borrower("Stadsbolaget", slug="stad", members=[owner]),
        category=factories.category(slug="trygghet"),
        investment_type=factories.investment_type(slug="i-sig"),
        initiative=factories.initiative(slug="parken"),
        goals=[factories.goal(slug="tillit")],
        target_groups=[factories.target_group(slug="unga")],
    )
    body = visitor.get(f"/en/projects/{project.slug}/").content.decode()
    [main, more] = re.findall(r'<dl class="facts">.*?</dl>', body, flags=re.S)

    assert re.findall(r'href="([^"]+)"', main) == [
        "/en/borrowers/stad/",
        "/en/members/linkoping/",
        "/en/investment-types/i-sig/",
        "/en/categories/trygghet/",
    ]
    assert re.findall(r'href="([^"]+)"', more) == [
        "/en/social-goals/tillit/",
        "/en/projects/?target_group=unga",
        "/en/projects/?county=05",
        "/en/initiatives/parken/",
    ]
    for path in re.findall(r'href="([^"]+)"', main + more):
        assert visitor.get(path.replace("&amp;", "&")).status_code == 200, path


def test_an_english_page_speaks_english_and_marks_what_is_swedish(visitor):
    project = full_project()
    response = visitor.get(f"/en/projects/{project.slug}/")
    body = response.content.decode()

    assert '<html lang="en">' in body
    assert "Investments in accessibility" in body
    assert "SEK\u00a068\u00a0million" in body
    assert "Loan amount" in body
    assert '<span lang="sv">Förbättra tryggheten</span>' in body
    assert '<div lang="sv">' in body
    assert response.headers["Content-Language"] == "en"


def test_the_language_switch_keeps_page_and_query(visitor):
    factories.project(category=factories.category(slug="ett"))

    assert (
        'href="/en/projects/?category=ett&amp;q=a"'
        in visitor.get("/projekt/?category=ett&q=a").content.decode()
    )
    assert (
        'href="/projekt/?category=ett"'
        in visitor.get("/en/projects/?category=ett").content.decode()
    )


@pytest.mark.parametrize("page", ["2", "0", "-1", "999999999"])
def test_a_page_that_does_not_exist_leads_to_the_first(visitor, page):
    factories.project(category=factories.category(slug="ett"))

    response = visitor.get(f"/projekt/?category=ett&page={page}")
    assert (response.status_code, response.headers["Location"]) == (302, "/projekt/?category=ett")


def test_an_earlier_address_redirects_for_ever(visitor):
    project = factories.project(slug="gammal")
    project.slug = "ny"
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())

    response = visitor.get("/en/projects/gammal/")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/projects/ny/")


def test_a_withdrawn_project_answers_410_with_a_sentence(visitor):
    project = factories.project(title="Var publik", slug="borta")
    editing.withdraw(project, by=factories.signer(), why="Fel låntagare")

    response = visitor.get("/projekt/borta/")
    assert response.status_code == 410
    assert "tillbakadraget" in text_of(response)
    assert "Var publik" not in text_of(response)


@pytest.mark.parametrize(
    "path", ["/projekt/finns-inte/", "/finns-inte/", "/en/finns-inte/", "/projekt/%00/"]
)
def test_what_does_not_exist_answers_404_with_a_page(visitor, path):
    response = visitor.get(path)

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_a_failure_answers_500_with_a_page(visitor, monkeypatch):
    monkeypatch.setattr("loans.register.current", lambda: 1 / 0)
    visitor.raise_request_exception = False

    response = visitor.get("/en/projects/")
    assert response.status_code == 500
    assert "Something went wrong" in text_of(response)


@pytest.mark.parametrize("path", ["/", "/projekt/", "/en/projects/", "/projekt/x/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_only_answer_safe_methods(visitor, path, method):
    assert getattr(visitor, method)(path).status_code in {403, 405}


def test_text_is_shown_as_text(visitor):
    hostile = "<script>alert(1)</script>"
    project = full_project(title=hostile, description=hostile, summary=hostile)

    for path in ("/projekt/", f"/projekt/{project.slug}/", f"/projekt/?q={hostile}"):
        assert "<script>" not in visitor.get(path).content.decode()


@pytest.fixture
def filled(db):
    """A register in which filters find something."""
    category, goal = factories.category(slug="ett"), factories.goal(slug="trygghet")
    for number in range(30):
        factories.project(
            category=[category, None][number % 2],
            goals=[goal][: number % 3],
            **{"decided_on": date(2021, 1, 1)} if number % 5 else {},
        )


def asked(visitor, query: str):
    """The answer to a query string sent as it is: as octets, which WSGI writes as Latin-1."""
    response = visitor.get("/projekt/", QUERY_STRING=query)
    assert response.wsgi_request.META["QUERY_STRING"] == query
    return response


DESERVED = {
    "category=ett&category=none&goal=trygghet&page=1": 200,
    "category=ett;goal=trygghet": 400,
    "category[]=ett&category__in=ett": 200,
    "page=2&&&=&q": 302,
    "page=99": 302,
    "q=%00": 400,
    "q=%FF%FE": 200,
    "q=\xc3\xa5": 200,
    "sort=%0d%0aSet-Cookie:a=b": 400,
    "&".join(["category=ett"] * 50): 200,
    "&".join(["category=ett"] * 51): 400,
    "&".join(["category=ett"] * 1100): 400,
    "q=" + "a" * 100_000: 400,
}


def test_a_hostile_query_string_gets_the_answer_that_it_deserves(visitor, filled):
    got = {query: asked(visitor, query).status_code for query in DESERVED}

    assert got == DESERVED


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(path=st.text(max_size=60))
def test_any_path_gets_a_page_or_a_clear_error(visitor, path):
    for raw in (f"/{path}", f"/projekt/{path}/"):
        # As a server hands it on: the test client would take "//[" for the name of a host.
        assert visitor.get("/", PATH_INFO=raw.encode().decode("latin-1")).status_code < 500


def test_absolute_addresses_never_come_from_the_request(visitor):
    project = full_project()
    with override_settings(ALLOWED_HOSTS=["*"]):
        response = visitor.get(
            f"/projekt/{project.slug}/",
            headers={"host": "evil.example", "x-forwarded-host": "evil"},
        )

    assert b"evil" not in response.content
    assert b'rel="canonical" href="https://lan.example.se/projekt/' in response.content
