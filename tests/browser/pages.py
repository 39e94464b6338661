"""One address for each type of public page, on a small register that has all of them."""

from datetime import date

from loans import editing
from tests import factories

LONG_TITLE = (
    "Investeringar i ökad tillgänglighet för att förbättra tryggheten och folkhälsan i staden"
)


def fill() -> dict[str, str]:
    """Fills the register; returns name → path, in Swedish and English."""
    categories = [
        factories.category(slug="boende", name="Boende och boendemiljöer", name_en="Housing"),
        factories.category(slug="trygghet", name="Trygghet, säkerhet och tillgänglighet"),
    ]
    goals = [factories.goal(name="Ökad trygghet", name_en="Increased safety"), factories.goal()]
    member = factories.member(name="Norrköpings kommun", slug="norrkopings-kommun")
    full = factories.project(
        title=LONG_TITLE,
        slug="full",
        title_en="Investments in accessibility",
        summary="Parker och en idrottsplats rustas upp.",
        description="Första stycket.\n\nAndra stycket.",
        category=categories[1],
        investment_type=factories.investment_type(slug="i-sig"),
        physical_investment="Ökad tillgänglighet",
        social_goals_text="Förbättra tryggheten",
        goals=goals,
        target_groups=[factories.target_group()],
        borrower=factories.borrower(name="Norrköpings kommun", members=[member]),
        loan_amount=68_000_000,
        decided_on=date(2020, 10, 1),
        decided_precision="month",
        start_year=2020,
        end_year=2025,
        initiative=factories.initiative(name="Klockaretorpet"),
        source_url="https://example.se/projekt",
        also_green=True,
    )
    for number in range(30):
        factories.project(category=categories[number % 2], loan_amount=3_800_000_000 - number)
    bare = factories.project(title="Kort", slug="kort")
    gone = factories.project(slug="borta")
    editing.withdraw(gone, by=factories.signer(), why="Fel låntagare")
    return {
        "list": "/projekt/",
        "list, filtered": "/projekt/?category=boende&goal=none&q=projekt&sort=amount",
        "list, second page": "/projekt/?page=2",
        "list, empty": "/projekt/?q=finnsinte",
        "list, wrong": "/projekt/?category=finnsinte&sort=x",
        "project": f"/projekt/{full.slug}/",
        "project, bare": f"/projekt/{bare.slug}/",
        "gate": "/integritet/",
        "gate, declined": "/integritet/avbojt/",
        "notice's version": "/integritet/1/",
        "gone": "/projekt/borta/",
        "not found": "/projekt/finns-inte/",
        "list in English": "/en/projects/?category=boende",
        "project in English": f"/en/projects/{full.slug}/",
        "gate in English": "/en/privacy/",
    }
