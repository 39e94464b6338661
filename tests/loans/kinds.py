"""Projects with a value of every kind, and where the pages of those values stand."""

from datetime import date

from loans.models import Initiative, InvestmentType, ProjectCategory, SocialGoal
from members.models import Borrower, Member
from tests import factories

ADDRESSES = {
    "member": ("/medlemmar/", "/en/members/"),
    "borrower": ("/lantagare/", "/en/borrowers/"),
    "category": ("/kategorier/", "/en/categories/"),
    "investment_type": ("/investeringstyper/", "/en/investment-types/"),
    "goal": ("/sociala-mal/", "/en/social-goals/"),
}


def publish_one():
    """A project with a value of every kind, each with the slug of its kind and all its facts."""
    owner = factories.member(
        name="Vara kommun",
        slug="member",
        code="1470",
        organisation_number="2120000456",
        joined_on=date(2010, 5, 1),
        left_on=date(2030, 12, 31),
        website="https://www.vara.example.se/om",
    )
    company = factories.borrower(
        name="Varabolaget",
        slug="borrower",
        kind="foundation",
        organisation_number="5560160680",
        members=[owner],
    )
    return factories.project(
        title="Familjecentral",
        borrower=company,
        category=factories.category(
            slug="category",
            name="Hälsa",
            name_en="Health",
            icma_categories=["affordable-housing"],
        ),
        investment_type=factories.investment_type(slug="investment-type"),
        goals=[factories.goal(slug="goal", name="Ökad trygghet", sdg_targets=["11.7"])],
        initiative=factories.initiative(slug="initiative", description="Om satsningen."),
        loan_amount=16_000_000,
    )


def publish_one_more(number: int):
    """Another project of the same, with others beside."""
    factories.member(name=f"Kommun {number}", joined_on=date(2011, 1, 1))
    borrower = Borrower.objects.get(slug="borrower")
    if number % 2:
        borrower = factories.borrower(
            name=f"Bolag {number}", members=[Member.objects.get(slug="member")]
        )
    factories.project(
        borrower=borrower,
        category=ProjectCategory.objects.get(slug="category"),
        investment_type=InvestmentType.objects.get(slug="investment-type"),
        goals=[SocialGoal.objects.get(slug="goal"), factories.goal()],
        initiative=Initiative.objects.get(slug="initiative"),
        decided_on=date(2010 + number, 1, 1),
        loan_amount=1_000_000 * number or None,
    )
