"""Every type of public page: how it is asked for and by whom, on a small register that has all.

A new type of page is one line in PAGES; its English twin follows by itself.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.urls import translate_url

from loans import editing
from loans.content import PUBLIC_FIELDS
from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from privacy.models import PrivacyNotice
from tests import factories

LONG_TITLE = (
    "Investeringar i ökad tillgänglighet för att förbättra tryggheten och folkhälsan i staden"
)
FORM = "application/x-www-form-urlencoded"


class Page(NamedTuple):
    """`form` is what is sent; `origin` says where the form stood: here, or on another site."""

    path: str
    status: int = 200
    is_accepted: bool = True
    method: str = "GET"
    form: str | None = None
    origin: str = "here"


PAGES = {
    "start": Page("/"),
    "list": Page("/projekt/"),
    "list, filtered": Page("/projekt/?category=boende&goal=none&q=projekt&sort=amount"),
    "list, second page": Page("/projekt/?page=2"),
    "list, everything chosen": Page(
        "/projekt/?q=projekt&category=trygghet&category=boende&goal=none&target_group=none"
        "&borrower_kind=company&decided_year=none&amount_band=1000-&amount_min=1000000"
        "&amount_max=9000000000&project=P-0002&project=P-0003&investment_type=none"
        "&initiative=none&sort=title"
    ),
    "list, wrong fields": Page("/projekt/?amount_min=x&amount_max=y&as_of=2020-02-30", 400),
    "list, empty": Page("/projekt/?q=finnsinte"),
    "list, wrong filter": Page("/projekt/?category=finnsinte&sort=x&q=kvar", 400),
    "list, wrong page": Page("/projekt/?page=x", 400),
    "list on paper": Page("/projekt/utskrift/?category=trygghet&q=projekt"),
    "project": Page("/projekt/full/"),
    "project, no values": Page("/projekt/kort/"),
    "changes of a project": Page("/projekt/full/andringar/"),
    "changes of a project, none": Page("/projekt/kort/andringar/"),
    "one change of a project": Page("/projekt/full/andringar/?version=2"),
    "about the loan": Page("/om/"),
    "about the data": Page("/om/data/"),
    "accessibility statement": Page("/tillganglighet/", is_accepted=False),
    "members": Page("/medlemmar/"),
    "member": Page("/medlemmar/norrkopings-kommun/"),
    "member on paper": Page("/medlemmar/norrkopings-kommun/utskrift/"),
    "borrowers": Page("/lantagare/"),
    "borrower": Page("/lantagare/parkbolaget/"),
    "borrower on paper": Page("/lantagare/parkbolaget/utskrift/"),
    "categories": Page("/kategorier/"),
    "category": Page("/kategorier/trygghet/"),
    "category on paper": Page("/kategorier/trygghet/utskrift/"),
    "investment types": Page("/investeringstyper/"),
    "investment type": Page("/investeringstyper/i-sig/"),
    "investment type on paper": Page("/investeringstyper/i-sig/utskrift/"),
    "goals": Page("/sociala-mal/"),
    "goal": Page("/sociala-mal/okad-trygghet/"),
    "goal on paper": Page("/sociala-mal/tillit/utskrift/"),
    "initiative": Page("/satsningar/klockaretorpet/"),
    "initiative on paper": Page("/satsningar/klockaretorpet/utskrift/"),
    "withdrawn": Page("/projekt/borta/", 410),
    "not found": Page("/projekt/finns-inte/", 404),
    "not found anywhere": Page("/finns-inte/", 404),
    "not found, by a newcomer": Page("/finns-inte/", 404, is_accepted=False),
    "forbidden": Page("/projekt/", 403, method="POST", form="a=b"),
    "wrong method": Page("/integritet/", 405, method="PUT", form=""),
    "unreadable": Page("/integritet/", 400, method="POST", form="decision=maybe"),
    "failure": Page("/projekt/trasig/", 500),
    "database away": Page("/projekt/borta-ett-tag/", 503),
    "gate": Page("/integritet/?next=/projekt/?q%3D1", is_accepted=False),
    "gate, refused": Page(
        "/integritet/", 403, False, "POST", "decision=accept&version=2", origin="elsewhere"
    ),
    "gate, declined": Page("/integritet/avbojt/?next=/projekt/", is_accepted=False),
    "gate, changed": Page("/integritet/", 409, False, "POST", "decision=accept&version=1"),
    "notice, accepted": Page("/integritet/?next=/projekt/"),
    "notice's version": Page("/integritet/1/"),
    "notice's version, by a newcomer": Page("/integritet/2/", is_accepted=False),
}

THOUSAND = {
    "list of a thousand, second page": Page("/projekt/?page=2"),
    "list of a thousand, sought in facets": Page(
        "/projekt/?find_member=kommun&find_borrower=finnsinte&decided_year=2023&decided_year=2022"
    ),
}


def in_both_languages(pages: dict[str, Page]) -> dict[str, Page]:
    """The pages, each with its English twin."""
    twins = {f"{name}, in English": in_english(page) for name, page in pages.items()}
    return pages | twins


def in_english(page: Page) -> Page:
    path, mark, query = page.path.partition("?")
    twin = translate_url(path, "en")
    return page._replace(path=(f"/en{path}" if twin == path else twin) + mark + query)


def visit(browser, site: str, page: Page) -> str:
    """Shows a page in the browser, however it is asked for; returns its HTML."""
    if page.method == "GET":
        answer = browser.goto(page.path)
        assert answer.url == f"{site}{page.path}", "led elsewhere"
    else:
        answer = _send(browser, site, page)
        # What was answered is shown as if it had been navigated to.
        browser.route(f"{site}{page.path}", lambda route: route.fulfill(response=answer), times=1)
        browser.goto(page.path)
    assert answer.status == page.status, (page.path, answer.status)
    # The browser calls an answer of 4xx or 5xx an error; here it is one on purpose.
    meant = f"status of {page.status}"
    browser.problems[:] = [problem for problem in browser.problems if meant not in problem]
    return answer.text()


def _send(browser, site: str, page: Page):
    origin = site if page.origin == "here" else "https://evil.example"
    headers = {"Content-Type": FORM, "Origin": origin}
    return browser.request.fetch(page.path, method=page.method, data=page.form, headers=headers)


# --- The register behind the pages --------------------------------------------------------


def fill() -> dict[str, str]:
    """A register that has something for every page of PAGES, but for those that fail.

    Returns name → path of those that a reader comes to by an address alone.
    """
    categories = [
        factories.category(slug="boende", name="Boende och boendemiljöer", name_en="Housing"),
        factories.category(slug="trygghet", name="Trygghet, säkerhet och tillgänglighet"),
    ]
    _publish_with_all_values(categories[1])
    for number in range(30):
        factories.project(category=categories[number % 2], loan_amount=3_800_000_000 - number)
    factories.project(title="Kort", slug="kort")
    gone = factories.project(slug="borta")
    editing.withdraw(gone, by=factories.signer(), why="Fel låntagare")
    return {
        name: page.path
        for name, page in PAGES.items()
        if page.is_accepted and page.method == "GET" and page.status < 500
    }


def latest_notice() -> int:
    """The version that a reader has read."""
    return PrivacyNotice.objects.published().first().version


def ask_again() -> None:
    """A second, material version of the notice: whoever has read the first is asked again."""
    factories.notice(text="Ett nytt stycke.\n\nOch ett till.")


def fill_with_a_thousand() -> None:
    load_reference_data()
    generate(1000, seed=1, by=factories.signer())


def _publish_with_all_values(category) -> None:
    texts = {
        "title": LONG_TITLE,
        "title_en": "Investments in accessibility",
        "summary": "Parker och en idrottsplats rustas upp.",
        "summary_en": "Parks and a sports ground are restored.",
        "description": "Första stycket.\n\nAndra stycket.",
        "description_en": "The first paragraph.\n\nThe second.",
        "physical_investment": "Ökad tillgänglighet",
        "physical_investment_en": "Increased accessibility",
        "social_intervention": "En mötesplats för unga",
        "social_intervention_en": "A meeting place for the young",
        "social_goals_text": "Förbättra tryggheten",
        "social_goals_text_en": "To improve safety",
    }
    values = {
        "slug": "full",
        "category": category,
        "investment_type": factories.investment_type(slug="i-sig"),
        "goals": [
            factories.goal(slug="okad-trygghet", name="Ökad trygghet", name_en="Safety"),
            factories.goal(),
        ],
        "target_groups": [factories.target_group(), factories.target_group()],
        "initiative": factories.initiative(slug="klockaretorpet", name="Klockaretorpet"),
        "borrower": factories.borrower(
            name="Parkbolaget",
            slug="parkbolaget",
            members=[
                factories.member(slug="norrkopings-kommun"),
                factories.member(name="Åby kommun"),
            ],
        ),
        "loan_amount": 68_000_000,
        "amount_is_approximate": True,
        "total_cost": 90_500_000,
        "purpose": "new_investment",
        "decided_on": date(2020, 10, 1),
        "decided_precision": "month",
        "start_year": 2020,
        "end_year": 2025,
        "place_name": "Klockaretorpet",
        "latitude": Decimal("58.58"),
        "longitude": Decimal("16.15"),
        "also_green": True,
        "source_url": "https://example.se/projekt",
    }
    assert {*texts, *values} == PUBLIC_FIELDS - {"reference"}, "a new field has no value here"
    _change(factories.project(**texts, **values))


def _change(project) -> None:
    """Something of every kind: a text, an amount, a value that comes and one that goes."""
    project.description = "Första stycket.\n\nAndra stycket, nu något längre."
    project.loan_amount = 80_000_000
    goals = [project.goals.first(), factories.goal(name="Tillit", slug="tillit")]
    editing.save(project, by=factories.signer(), many={"goals": goals})
    editing.publish(project, by=factories.signer())
