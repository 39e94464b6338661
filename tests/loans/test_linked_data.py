"""What a page says to machines in JSON-LD is what it shows to people, whatever the text."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from loans import editing, linked_data, register
from loans.head import Head
from loans.models.versions import PublishedVersion, RegisterState
from tests import factories
from tests.loans.heads import ReadPage

pytestmark = pytest.mark.django_db

SITE = "https://lan.example.se"

KINDS = {
    "BreadcrumbList",
    "Dataset",
    "GovernmentOrganization",
    "ListItem",
    "LoanOrCredit",
    "MonetaryAmount",
    "Organization",
    "Project",
    "WebPage",
}
"""No grant is among them: what is lent is paid back."""


def read(visitor, path: str) -> ReadPage:
    return ReadPage(visitor.get(path))


def values_in(thing) -> list:
    """Every value of a thing, however deep."""
    if isinstance(thing, dict):
        return [value for part in thing.values() for value in [part, *values_in(part)]]
    if isinstance(thing, list):
        return [value for part in thing for value in [part, *values_in(part)]]
    return []


def kinds_in(things: list) -> set[str]:
    found = [value for value in [*things, *values_in(things)] if isinstance(value, dict)]
    return {thing["@type"] for thing in found if "@type" in thing}


# --- A project ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/projekt/parken/", "/en/projects/parken/"])
def test_a_project_says_to_machines_what_it_shows_to_people(visitor, path):
    company = factories.borrower(name="Parkbolaget", members=[factories.member(name="Åby kommun")])
    factories.project(
        slug="parken",
        title="Parken",
        title_en="The park",
        summary="Den rustas upp.",
        borrower=company,
        loan_amount=68_000_000,
        decided_on=date(2020, 10, 1),
        decided_precision="month",
    )
    page = read(visitor, path)
    said = page.thing("WebPage")
    project, loan = said["mainEntity"], said["about"]
    shown = {data.attributes["value"]: data.text for data in page.all("data")}

    assert project["name"] == page.one("h1").text
    assert project["description"] == page.says("description")
    assert (project["url"], said["url"]) == (page.canonical, page.canonical)
    assert said["inLanguage"] == page.one("html").attributes["lang"]
    assert project["identifier"] in [fact.text.strip() for fact in page.all("dd")]
    assert project["funder"]["name"] == "Exempellångivaren"
    assert loan["provider"]["@id"] == project["funder"]["@id"]
    assert (loan["amount"]["value"], loan["amount"]["currency"]) == (68_000_000, "SEK")
    assert {str(loan["amount"]["value"]), loan["amount"]["validFrom"]} == set(shown)
    assert project["parentOrganization"] == {
        "@type": "Organization",
        "name": "Parkbolaget",
        "parentOrganization": [{"@type": "GovernmentOrganization", "name": "Åby kommun"}],
    }


def test_a_municipality_that_borrows_itself_is_a_public_body_under_nobody(visitor):
    body = factories.borrower(
        name="Åby kommun", kind="municipality", members=[factories.member(name="Åby kommun")]
    )
    factories.project(slug="parken", borrower=body)
    said = read(visitor, "/projekt/parken/").thing("WebPage")

    assert said["mainEntity"]["parentOrganization"] == {
        "@type": "GovernmentOrganization",
        "name": "Åby kommun",
    }


@pytest.mark.parametrize(
    ("kind", "said"),
    {
        "municipality": "GovernmentOrganization",
        "region": "GovernmentOrganization",
        "association": "GovernmentOrganization",
        "company": "Organization",
        "foundation": "Organization",
    }.items(),
)
def test_a_borrower_is_called_a_public_body_where_it_is_one(visitor, kind, said):
    body = factories.borrower("Låntagaren", slug="lantagaren", kind=kind)
    factories.project(slug="parken", borrower=body)
    project = read(visitor, "/projekt/parken/").thing("WebPage")["mainEntity"]

    assert project["parentOrganization"]["@type"] == said
    assert read(visitor, "/lantagare/lantagaren/").thing(said)["name"] == "Låntagaren"


def test_an_amount_that_is_about_so_much_says_so(visitor):
    factories.project(slug="parken", loan_amount=5_000_000, amount_is_approximate=True)
    amount = read(visitor, "/projekt/parken/").thing("WebPage")["about"]["amount"]

    assert (amount["value"], amount["description"]) == (5_000_000, "cirka 5\u00a0miljoner kronor")


def test_what_is_not_known_is_not_said(visitor):
    factories.project(slug="parken", summary="", loan_amount=None)
    things = read(visitor, "/projekt/parken/").things

    assert "about" not in things[0]
    assert not {None, ""} & {
        value for value in values_in(things) if not isinstance(value, list | dict)
    }
    assert [] not in values_in(things)


def test_a_page_says_when_it_was_published_and_when_it_changed(visitor):
    project = factories.project(slug="parken", title="Parken")

    def said_and_shown() -> tuple:
        page = read(visitor, "/projekt/parken/")
        [when] = page.all("p", **{"class": "past"})
        moments = {
            time.attributes["datetime"] for time in page.all("time") if time.text in when.text
        }
        thing = page.thing("WebPage")
        return thing["datePublished"], thing.get("dateModified"), moments

    published, changed, shown = said_and_shown()
    assert (changed, shown) == (None, {published})

    PublishedVersion.objects.all()._alter(valid_from=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    project.title = "Stora parken"
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())
    published, changed, shown = said_and_shown()
    assert shown == {published, changed}
    assert published != changed


# --- Members and borrowers ----------------------------------------------------------------


def test_a_member_and_a_company_say_who_they_are(visitor):
    member = factories.member(
        name="Åby kommun",
        slug="aby",
        organisation_number="2120000456",
        website="https://aby.example.se/",
    )
    company = factories.borrower(name="Parkbolaget", slug="bolaget", members=[member])
    factories.project(borrower=company, category=factories.category(slug="skola"))

    assert read(visitor, "/medlemmar/aby/").thing("GovernmentOrganization") == {
        "@type": "GovernmentOrganization",
        "name": "Åby kommun",
        "url": f"{SITE}/medlemmar/aby/",
        "identifier": "212000-0456",
        "sameAs": "https://aby.example.se/",
    }
    assert read(visitor, "/en/borrowers/bolaget/").thing("Organization") == {
        "@type": "Organization",
        "name": "Parkbolaget",
        "url": f"{SITE}/en/borrowers/bolaget/",
    }
    assert kinds_in(read(visitor, "/kategorier/skola/").things) == {"BreadcrumbList", "ListItem"}


# --- The register -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/projekt/", "/en/projects/", "/om/data/"])
def test_the_register_is_a_dataset_as_fresh_as_the_page_says(visitor, settings, path):
    settings.LENDER_ORGANISATION_NUMBER = "5560160680"
    settings.DATA_LICENCE_URL = "http://creativecommons.org/licenses/by/4.0/"
    factories.project()
    RegisterState.objects.update(
        changed_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC), data_version=17
    )
    page = read(visitor, path)
    said = page.thing("Dataset")
    [paper] = page.all("div", **{"class": "on-paper"})

    assert said["license"] == settings.DATA_LICENCE_URL
    assert (said["dateModified"], said["version"]) == ("2026-03-01T09:30:00+00:00", "17")
    told = (
        "1\u00a0March 2026 at 10:30"
        if path.startswith("/en/")
        else "1\u00a0mars 2026 kl.\u00a010.30"
    )
    assert told in paper.text
    assert said["creator"] == {
        "@type": "Organization",
        "@id": f"{SITE}/#lender",
        "name": "Exempellångivaren",
        "identifier": "556016-0680",
    }
    assert said["publisher"] == {"@id": f"{SITE}/#lender"}
    assert said["url"] == f"{SITE}/{'en/projects' if path.startswith('/en/') else 'projekt'}/"


def test_some_of_the_register_is_no_dataset(visitor):
    factories.project(category=factories.category(slug="skola"))

    assert kinds_in(read(visitor, "/projekt/?category=skola").things) == {
        "BreadcrumbList",
        "ListItem",
    }


def test_nothing_is_said_in_other_words_than_these(visitor):
    member = factories.member(slug="aby")
    company = factories.borrower(slug="bolaget", members=[member])
    factories.project(slug="parken", borrower=company, loan_amount=1)
    paths = ["/", "/projekt/", "/projekt/parken/", "/medlemmar/aby/", "/lantagare/bolaget/"]

    assert set().union(*(kinds_in(read(visitor, path).things) for path in paths)) == KINDS


# --- Whatever the text --------------------------------------------------------------------


@given(text=st.text())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("-->&amp;&#60;&lt;]]>\\u003c\"'")
@example("\u2028\u2029\x00\r\n\ufffe")
def test_any_text_reaches_machines_unchanged(text):
    things = [{"@type": "Project", "name": text, "description": f"x{text}y"}]
    head = Head(title="x", trail=[], linked_data=linked_data.script(things))
    html = render_to_string("components/head.html", {"head": head})

    expected = {"@type": "Project", "description": f"x{text}y"} | ({"name": text} if text else {})
    assert ReadPage(HttpResponse(html)).things == [expected]
    assert not set("<>&\u2028\u2029") & set(linked_data.script(things))


def test_a_hostile_title_stays_a_title(visitor):
    hostile = "</script><script>alert(1)</script><!--"
    factories.project(slug="parken", title=hostile, summary=hostile, description=hostile)
    page = read(visitor, "/projekt/parken/")

    assert page.thing("WebPage")["mainEntity"]["name"] == hostile
    assert page.says("og:title") == hostile
    assert [script.attributes for script in page.all("script")] == [{"type": "application/ld+json"}]
    assert register.current().get().content["title"]["sv"] == hostile
