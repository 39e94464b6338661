"""The pages of members, borrowers, reference data and initiatives, and their indexes."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loans import editing
from loans.directory import LONGEST_UNDIVIDED, SECTIONS, Directory
from loans.models import Initiative, InvestmentType, ProjectCategory, SocialGoal
from loans.profiles import CHARTS, profile
from members.models import Borrower, Member
from tests import factories

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6

ADDRESSES = {
    "member": ("/medlemmar/", "/en/members/"),
    "borrower": ("/lantagare/", "/en/borrowers/"),
    "category": ("/kategorier/", "/en/categories/"),
    "investment_type": ("/investeringstyper/", "/en/investment-types/"),
    "goal": ("/sociala-mal/", "/en/social-goals/"),
}


def publish_one(**fields):
    """A project with a value of every kind, each with the slug of its kind."""
    owner = factories.member(name="Vara kommun", slug="member", joined_on=date(2010, 5, 1))
    values = {
        "borrower": factories.borrower(name="Varabolaget", slug="borrower", members=[owner]),
        "category": factories.category(slug="category", name="Hälsa", name_en="Health"),
        "investment_type": factories.investment_type(slug="investment-type"),
        "goals": [factories.goal(slug="goal", name="Ökad trygghet", sdg_targets=["11.7"])],
        "initiative": factories.initiative(slug="initiative", description="Om satsningen."),
        "loan_amount": 16_000_000,
    }
    return factories.project(title="Familjecentral", **(values | fields))


PAGES = [
    *(f"{sv}{facet.replace('_', '-')}/" for facet, (sv, en) in ADDRESSES.items()),
    *(f"{en}{facet.replace('_', '-')}/" for facet, (sv, en) in ADDRESSES.items()),
    *("/satsningar/initiative/", "/en/initiatives/initiative/"),
]
INDEXES = [address for pair in ADDRESSES.values() for address in pair]


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


@pytest.mark.parametrize("path", [path.replace(path.split("/")[-2], "none") for path in PAGES])
def test_what_there_is_not_has_no_page(visitor, path):
    factories.project()

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
    response = visitor.get("/projekt/?q=familje&borrower=borrower&borrower=nytt&sort=amount")

    assert response["Location"] == "/projekt/?q=familje&borrower=nytt&sort=amount"
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


def test_an_index_names_what_has_no_value(db):
    factories.project(loan_amount=5_000_000)
    entries = Directory("category", "sv").entries

    assert [(e.words.text, e.words.href, e.number.text) for e in entries] == [
        ("Ej angivet", "", "1 projekt")
    ]
    assert entries[0].number.href == "/projekt/?category=none"


def test_an_index_stands_in_the_swedish_alphabet(db):
    for name in ("Örebro", "Zorn", "Åre", "Ängelholm"):
        factories.member(name=name, joined_on=date(2010, 1, 1))
    factories.member(name="Bortgången", joined_on=date(2010, 1, 1), left_on=date(2020, 1, 1))
    factories.member(name="Kommande", joined_on=timezone.localdate() + timedelta(days=1))

    names = [entry.words.text for entry in Directory("member", "en").entries]
    assert names == ["Zorn", "Åre", "Ängelholm", "Örebro"]


def test_a_long_index_is_divided_by_letter(db):
    for number in range(LONGEST_UNDIVIDED + 1):
        factories.category(name=f"{'AÖ'[number % 2]} {number}")
    factories.project()
    directory = Directory("category", "sv")

    assert [group.letter for group in directory.groups] == ["A", "Ö", ""]
    assert [entry.words.text for entry in directory.groups[2].entries] == ["Ej angivet"]
    assert sum(len(group.entries) for group in directory.groups) == LONGEST_UNDIVIDED + 2


@pytest.mark.parametrize(("facet", "language"), list(product(SECTIONS, ["sv", "en"])))
def test_every_number_of_an_index_opens_its_rows(visitor, facet, language):
    publish_one()
    publish_one_more(1)
    factories.project()

    factories.member(name="Åre kommun", joined_on=date(2010, 1, 1))

    for entry in Directory(facet, language).entries:
        page = visitor.get(entry.number.href) if entry.number.href else None
        number = page.context["selection"].totals["number"] if page else 0
        assert entry.number.text.startswith(f"{number} ")


@pytest.mark.parametrize("facet", CHARTS)
def test_every_bar_opens_its_rows(visitor, facet):
    publish_one()
    for number in range(4):
        publish_one_more(number)
    shown = profile(facet, facet.replace("_", "-"), "sv").overview

    assert shown.charts
    for bar in [bar for chart in shown.charts for bar in chart.rows]:
        totals = visitor.get(bar.number.href).context["selection"].totals
        assert bar.number.text == f"{totals['number']} projekt"
        assert (bar.amount.data if bar.amount else 0) == totals["sum"]
    assert visitor.get(shown.href).context["selection"].totals["number"] == shown.figures.number


def test_facts_lead_on(visitor):
    publish_one()
    member = visitor.get("/medlemmar/member/").content.decode()
    borrower = visitor.get("/lantagare/borrower/").content.decode()
    goal = visitor.get("/en/social-goals/goal/").content.decode()

    assert 'href="/lantagare/borrower/"' in member
    assert "1\u00a0maj 2010" in member
    assert 'href="/projekt/?county=05"' in member
    assert 'href="/medlemmar/member/"' in borrower
    assert "11.7" in goal
    assert '<span lang="sv">' in goal or 'lang="sv">Ökad trygghet' in goal


def test_an_initiative_tells_what_it_is(visitor):
    publish_one()

    assert "Om satsningen." in visitor.get("/satsningar/initiative/").content.decode()
    english = visitor.get("/en/initiatives/initiative/").content.decode()
    assert 'lang="sv">Om satsningen.' in english
