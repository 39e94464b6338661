"""The pages of members, borrowers, reference data and initiatives: what each is, and of whom."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils.translation import override

from loans import editing
from loans.facts import Words
from loans.profiles import CHARTS, Profile, profile
from tests import factories
from tests.loans.heads import ReadPage
from tests.loans.kinds import ADDRESSES, publish_one, publish_one_more
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6

PAGES = [
    *(f"{sv}{facet.replace('_', '-')}/" for facet, (sv, en) in ADDRESSES.items()),
    *(f"{en}{facet.replace('_', '-')}/" for facet, (sv, en) in ADDRESSES.items()),
    *("/satsningar/initiative/", "/en/initiatives/initiative/"),
]
INDEXES = [address for pair in ADDRESSES.values() for address in pair]


def profile_of(facet: str, slug: str, language: str = "sv") -> Profile:
    return profile(facet, slug, select(f"{facet}={slug}", language))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_projects_and_their_figures(visitor, path):
    publish_one()
    page = visitor.get(path).content.decode()

    assert "Familjecentral" in page
    assert ("SEK\u00a016\u00a0million" if "/en/" in path else "16\u00a0miljoner kronor") in page


@pytest.mark.parametrize("path", ["/", "/en/", *PAGES, *INDEXES])
def test_a_page_takes_at_most_six_queries_however_many_projects(visitor, path):
    publish_one()
    with CaptureQueriesContext(connection) as first:
        assert visitor.get(path).status_code == 200
    for number in range(15):
        publish_one_more(number)
    with CaptureQueriesContext(connection) as then:
        assert visitor.get(path).status_code == 200

    assert len(then) <= len(first) + 1  # the median, once there are amounts enough
    assert len(then) <= MOST_QUERIES


@pytest.mark.parametrize("path", [f"{path.rsplit('/', 2)[0]}/none/" for path in PAGES])
def test_what_there_is_not_has_no_page(visitor, path):
    factories.project()

    with override("en" if path.startswith("/en/") else "sv"):
        assert resolve(path).kwargs["slug"] == "none"
    assert visitor.get(path).status_code == 404


def test_a_member_without_projects_is_shown_once_it_has_joined(visitor):
    factories.member(name="Åre kommun", slug="are", joined_on=date(2010, 5, 1))
    factories.member(name="Dals kommun", slug="dals")

    assert "Åre kommun" in visitor.get("/medlemmar/").content.decode()
    assert "Inga publicerade projekt" in visitor.get("/medlemmar/are/").content.decode()
    assert "Dals kommun" not in visitor.get("/medlemmar/").content.decode()
    assert visitor.get("/medlemmar/dals/").status_code == 404


def test_a_value_that_cannot_be_chosen_is_shown_while_it_has_projects(visitor):
    category = factories.category(slug="gammal", name="Den gamla", is_active=False)
    assert visitor.get("/kategorier/gammal/").status_code == 404
    assert "Den gamla" not in visitor.get("/kategorier/").content.decode()

    made = factories.project(category=category)
    assert visitor.get("/kategorier/gammal/").status_code == 200
    assert "Den gamla" in visitor.get("/kategorier/").content.decode()

    editing.withdraw(made, by=factories.signer(), why="Fel")
    assert visitor.get("/kategorier/gammal/").status_code == 404


def test_a_borrower_is_gone_with_its_last_project(visitor):
    made = publish_one()
    assert visitor.get("/lantagare/borrower/").status_code == 200

    editing.withdraw(made, by=factories.signer(), why="Fel")
    assert visitor.get("/lantagare/borrower/").status_code == 404
    assert "Varabolaget" not in visitor.get("/lantagare/").content.decode()


@pytest.mark.parametrize(("prefix", "word"), [("", "lantagare"), ("/en", "borrowers")])
def test_an_old_entry_of_a_borrower_leads_to_its_heir(visitor, prefix, word):
    made = publish_one()
    heir = factories.borrower(name="Det nya bolaget", slug="nytt")
    factories.project(borrower=heir)
    old = made.borrower
    old.merged_into = heir
    editing.save(old, by=factories.signer())
    response = visitor.get(f"{prefix}/{word}/borrower/")

    assert response.status_code == 301
    assert response["Location"] == f"{prefix}/{word}/nytt/"


def test_a_chain_of_mergers_is_followed_in_one_step(visitor):
    chain = [factories.borrower(name=f"Bolag {n}", slug=f"bolag-{n}") for n in range(9)]
    for borrower in chain:
        factories.project(borrower=borrower)
    for old, heir in pairwise(chain):
        old.merged_into = heir
        editing.save(old, by=factories.signer())
    with CaptureQueriesContext(connection) as asked:
        response = visitor.get("/lantagare/bolag-0/")

    assert response["Location"] == "/lantagare/bolag-8/"
    assert len(asked) <= MOST_QUERIES


def test_the_list_of_an_old_entry_leads_to_that_of_its_heir(visitor):
    old = publish_one().borrower
    old.merged_into = factories.borrower(name="Det nya bolaget", slug="nytt")
    factories.project(borrower=old.merged_into)
    editing.save(old, by=factories.signer())
    response = visitor.get("/projekt/?q=borrower&borrower=borrower&borrower=nytt&sort=amount")

    assert response["Location"] == "/projekt/?q=borrower&borrower=nytt&sort=amount"
    assert visitor.get("/projekt/?borrower=finnsinte").status_code == 400


def test_no_one_is_led_to_or_from_a_borrower_that_was_never_public(visitor):
    unseen = factories.borrower(name="Osedd", slug="osedd")
    shown = publish_one().borrower
    factories.borrower(name="Uppgången", slug="uppgangen", merged_into=shown)
    assert visitor.get("/lantagare/uppgangen/").status_code == 404

    gone = factories.project(borrower=factories.borrower(name="Borta", slug="borta"))
    editing.withdraw(gone, by=factories.signer(), why="Fel")
    gone.borrower.merged_into = unseen
    editing.save(gone.borrower, by=factories.signer())
    assert visitor.get("/lantagare/borta/").status_code == 404

    gone.borrower.merged_into = shown
    editing.save(gone.borrower, by=factories.signer())
    assert visitor.get("/lantagare/borta/").status_code == 404


@pytest.mark.parametrize("facet", CHARTS)
def test_every_bar_opens_its_rows(visitor, facet):
    publish_one()
    for number in range(4):
        publish_one_more(number)
    shown = profile_of(facet, facet.replace("_", "-")).overview

    assert shown.charts
    for bar in [bar for chart in shown.charts for bar in chart.rows]:
        totals = visitor.get(bar.count.href).context["selection"].totals
        assert bar.count.text == f"{totals['number']} projekt"
        assert (bar.amount.data if bar.amount else 0) == totals["sum"]
    assert visitor.get(shown.href).context["selection"].totals["number"] == shown.figures.number


def test_an_initiative_tells_what_it_is(visitor):
    publish_one()

    assert "Om satsningen." in visitor.get("/satsningar/initiative/").content.decode()
    english = visitor.get("/en/initiatives/initiative/").content.decode()
    assert 'lang="sv">Om satsningen.' in english


FACTS = {
    ("member", "sv"): {
        "Slag": [Words("Kommun")],
        "Län": [Words("Östergötlands län", href="/projekt/?county=05")],
        "Kod hos SCB": [Words("1470")],
        "Organisationsnummer": [Words("212000-0456")],
        "Medlem sedan": [Words("1\u00a0maj 2010", data="2010-05-01")],
        "Utträde": [Words("31\u00a0december 2030", data="2030-12-31")],
        "Låntagare": [Words("Varabolaget", href="/lantagare/borrower/")],
        "Webbplats": [Words("vara.example.se", href="https://www.vara.example.se/om")],
    },
    ("member", "en"): {
        "Type": [Words("Municipality")],
        "County": [Words("Östergötlands län", lang="sv", href="/en/projects/?county=05")],
        "Statistics Sweden (SCB) code": [Words("1470")],
        "Organisation number": [Words("212000-0456")],
        "Member since": [Words("1\u00a0May 2010", data="2010-05-01")],
        "Membership ended": [Words("31\u00a0December 2030", data="2030-12-31")],
        "Borrower": [Words("Varabolaget", lang="sv", href="/en/borrowers/borrower/")],
        "Website": [Words("vara.example.se", href="https://www.vara.example.se/om")],
    },
    ("borrower", "sv"): {
        "Slag": [Words("Stiftelse")],
        "Organisationsnummer": [Words("556016-0680")],
        "Medlem": [Words("Vara kommun", href="/medlemmar/member/")],
    },
    ("borrower", "en"): {
        "Type": [Words("Foundation")],
        "Organisation number": [Words("556016-0680")],
        "Member": [Words("Vara kommun", lang="sv", href="/en/members/member/")],
    },
    ("category", "sv"): {"ICMA-kategori": [Words("Bostäder till rimlig kostnad")]},
    ("category", "en"): {"ICMA category": [Words("Affordable housing")]},
    ("goal", "sv"): {"Delmål i Agenda 2030": [Words("11.7 (Hållbara städer och samhällen)")]},
    ("goal", "en"): {"SDG targets": [Words("11.7 (Sustainable cities and communities)")]},
    ("investment_type", "sv"): {},
    ("initiative", "sv"): {},
}


@pytest.mark.parametrize(("facet", "language"), FACTS)
def test_a_page_tells_the_facts_of_its_value(facet, language):
    publish_one()
    with override(language):
        facts = profile_of(facet, facet.replace("_", "-"), language).facts

    assert {fact.label: fact.values for fact in facts} == FACTS[facet, language]


def test_what_is_not_known_of_a_value_is_left_out(visitor):
    factories.category(slug="tom")
    owner = factories.member(name="Åre kommun", slug="are", joined_on=date(2010, 5, 1))
    factories.project(borrower=factories.borrower("Årebolaget", slug="arebolaget", members=[owner]))

    def names(facet: str, slug: str) -> list[str]:
        return [fact.name for fact in profile_of(facet, slug).facts]

    assert names("member", "are") == ["kind", "county", "code", "joined_on", "borrower"]
    assert names("borrower", "arebolaget") == ["kind", "member"]
    assert names("category", "tom") == []
    assert 'aria-label="Fakta"' in visitor.get("/medlemmar/are/").content.decode()
    assert 'aria-label="Fakta"' not in visitor.get("/kategorier/tom/").content.decode()


def test_a_page_is_headed_by_its_value_in_the_language_that_it_has(visitor):
    publish_one()

    def heading(path: str) -> tuple[str, str | None]:
        found = ReadPage(visitor.get(path)).one("h1")
        return found.text, found.attributes.get("lang")

    assert heading("/sociala-mal/goal/") == ("Ökad trygghet", None)
    assert heading("/en/social-goals/goal/") == ("Ökad trygghet", "sv")
    assert heading("/en/categories/category/") == ("Health", None)
    assert heading("/en/members/member/") == ("Vara kommun", "sv")
