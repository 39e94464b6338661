"""The indexes of members, borrowers and reference data."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from loans.directory import LONGEST_UNDIVIDED, SECTIONS, Directory
from loans.facts import Words
from tests import factories
from tests.loans.kinds import ADDRESSES, publish_one, publish_one_more
from tests.loans.reading import text_of
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def test_an_index_names_what_has_no_value(db):
    factories.project(loan_amount=5_000_000)
    entries = Directory("category", select()).entries

    assert [(e.words.text, e.words.href, e.count.text) for e in entries] == [
        ("Ej angivet", "", "1 projekt")
    ]
    assert entries[0].count.href == "/projekt/?category=none"


def test_an_index_stands_in_the_swedish_alphabet(db):
    for name in ("Örebro", "Zorn", "Åre", "Ängelholm"):
        factories.member(name=name, joined_on=date(2010, 1, 1))
    factories.member(name="Bortgången", joined_on=date(2010, 1, 1), left_on=date(2020, 1, 1))
    factories.member(name="Kommande", joined_on=timezone.localdate() + timedelta(days=1))

    names = [entry.words.text for entry in Directory("member", select(language="en")).entries]
    assert names == ["Zorn", "Åre", "Ängelholm", "Örebro"]


def test_a_long_index_is_divided_by_letter(db):
    for number in range(LONGEST_UNDIVIDED + 1):
        factories.category(name=f"{'AÖ'[number % 2]} {number}")
    factories.project()
    directory = Directory("category", select())

    assert [group.letter for group in directory.groups] == ["A", "Ö", ""]
    assert [entry.words.text for entry in directory.groups[2].entries] == ["Ej angivet"]
    assert sum(len(group.entries) for group in directory.groups) == LONGEST_UNDIVIDED + 2


@pytest.mark.parametrize(("facet", "language"), list(product(SECTIONS, ["sv", "en"])))
def test_every_number_of_an_index_opens_its_rows(visitor, facet, language):
    publish_one()
    publish_one_more(1)
    factories.project()

    factories.member(name="Åre kommun", joined_on=date(2010, 1, 1))

    for entry in Directory(facet, select(language=language)).entries:
        page = visitor.get(entry.count.href) if entry.count.href else None
        number = page.context["selection"].totals["number"] if page else 0
        assert entry.count.text.startswith(f"{number} ")


@pytest.mark.parametrize(
    ("facet", "overlaps"),
    {
        "member": True,
        "borrower": False,
        "category": False,
        "investment_type": False,
        "goal": True,
    }.items(),
)
def test_an_index_warns_where_a_project_can_stand_at_several_entries(visitor, facet, overlaps):
    publish_one()
    swedish, english = (text_of(visitor.get(path)) for path in ADDRESSES[facet])

    assert ("Ett projekt kan stå på flera rader." in swedish) is overlaps
    assert ("A project may appear in several rows" in english) is overlaps


def test_an_index_says_where_a_member_is_and_what_a_value_means(visitor):
    factories.category(description="Det som gör friskare.", description_en="What heals.")
    for description in ("Färre brott.", ""):
        factories.goal(description=description)
    factories.project(borrower=factories.borrower(members=[factories.member(slug="member")]))

    def details(facet: str, language: str) -> list[Words | None]:
        return [entry.detail for entry in Directory(facet, select(language=language)).entries]

    assert details("member", "sv") == [Words("Östergötlands län")]
    assert details("member", "en") == [Words("Östergötlands län", lang="sv")]
    assert details("category", "sv") == [Words("Det som gör friskare."), None]
    assert details("category", "en") == [Words("What heals."), None]
    assert details("goal", "en") == [Words("Färre brott.", lang="sv"), None, None]
    assert details("borrower", "sv") == [None]
    assert "Det som gör friskare." in text_of(visitor.get("/kategorier/"))
