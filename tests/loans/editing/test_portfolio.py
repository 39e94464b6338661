"""Generated projects: plausible, deterministic, and never to be taken for real ones."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from loans import register
from loans.editing.portfolio import generate, generated, town_of
from loans.editing.reference import load_reference_data
from loans.models import Change, Project
from members.models import Borrower, Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference_data():
    load_reference_data()


def contents() -> list[dict]:
    return list(register.current().order_by("serial").values_list("content", flat=True))


def test_as_many_are_published_as_were_asked_for():
    assert generate(30, seed=1) == 30

    assert register.current().count() == generated().count() == 30
    assert set(Project.objects.values_list("status", flat=True)) == {"published"}


def test_every_one_says_in_public_that_it_is_generated():
    generate(40, seed=1)

    for content in contents():
        assert content["title"]["sv"].endswith("(genererat)")
        assert content["summary"]["sv"].startswith("Genererat exempel: ")
        assert content["description"]["sv"].startswith("Det här projektet är genererat")
        if content["title"]["en"]:
            assert content["title"]["en"].endswith("(generated)")
            assert content["summary"]["en"].startswith("Generated example: ")
            assert content["description"]["en"].startswith("This project was generated")
    assert all(project.internal_note for project in Project.objects.all())
    companies = Borrower.objects.filter(kind="company")
    assert companies
    assert all(company.name.endswith("(genererad)") for company in companies)


def test_some_companies_have_two_owners_so_that_counts_overlap():
    generate(100, seed=1)

    shared = [content for content in contents() if len(content["members"]) > 1]
    assert 2 <= len(shared) <= 20
    for content in shared:
        one, other = content["members"]
        assert one["county"] == other["county"]
        assert content["borrower"]["kind"] == "company"
        for owner in (one, other):
            assert owner["name"].rpartition(" ")[0] in content["borrower"]["name"]


ENDING_IN_S = {
    *("Alingsås", "Bengtsfors", "Bollnäs", "Borås", "Degerfors", "Grums", "Hagfors", "Hofors"),
    *("Hällefors", "Höganäs", "Kramfors", "Munkfors", "Mönsterås", "Robertsfors", "Sotenäs"),
    *("Storfors", "Strängnäs", "Torsås", "Tranås", "Vännäs", "Västerås"),
}


def test_a_title_names_the_town_and_not_its_genitive():
    """Over every municipality, since the rule is made for just these names."""
    towns = {name: town_of(name) for name in Member.objects.values_list("name", flat=True)}

    assert {town for town in towns.values() if town.endswith("s")} == ENDING_IN_S
    assert towns.pop("Falu kommun") == "Falun"
    assert {name for name, town in towns.items() if not name.startswith(town)} == set()
    assert [towns[f"{name} kommun"] for name in ("Perstorps", "Malung-Sälens", "Eksjö")] == [
        *("Perstorp", "Malung-Sälen", "Eksjö"),
    ]
    assert (towns["Göteborgs stad"], towns["Region Skåne"]) == ("Göteborg", "Region Skåne")


def test_the_same_number_and_seed_give_the_same_contents():
    found = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            generate(25, seed=seed)
            found.append(contents())
            transaction.set_rollback(True)

    assert found[0] == found[1] != found[2]


def test_references_follow_those_that_were_given():
    last = factories.draft().reference

    generate(3, seed=1)

    first = int(last.removeprefix("P-")) + 1
    assert [content["reference"] for content in contents()] == [
        f"P-{serial:04d}" for serial in range(first, first + 3)
    ]


def test_the_portfolio_is_as_varied_as_a_real_one():
    generate(400, seed=1)

    found = contents()
    amounts = sorted(content["loan_amount"] for content in found if content["loan_amount"])
    assert 0.03 < 1 - len(amounts) / len(found) < 0.15
    assert 60_000_000 < amounts[len(amounts) // 2] < 160_000_000
    assert amounts[0] >= 4_000_000
    assert amounts[-1] > 1_000_000_000
    for name in ("category", "investment_type"):
        assert {bool(content[name]) for content in found} == {True, False}
        assert len({content[name]["slug"] for content in found if content[name]}) in {2, 3}
    assert len({goal["slug"] for content in found for goal in content["goals"]}) == 14
    assert len({group["slug"] for content in found for group in content["target_groups"]}) == 10
    assert not all(content["goals"] for content in found)
    assert not all(content["target_groups"] for content in found)
    assert len({content["members"][0]["code"] for content in found}) > 150
    assert {content["decided_precision"] for content in found} == {"", "day", "month", "year"}
    assert {(content["decided_on"] or "")[:4] for content in found} == {
        "",
        *(str(year) for year in range(2020, 2027)),
    }
    assert {content["latitude"] is None for content in found} == {True, False}
    assert {bool(content["title"]["en"]) for content in found} == {True, False}
    assert {content["amount_is_approximate"] for content in found} == {True, False}


def test_every_project_is_logged_as_made_and_published():
    generate(5, seed=3)

    why = "Genererad portfölj, frö 3"
    assert Change.objects.filter(model="loans.Project", action="create", why=why).count() == 5
    assert Change.objects.filter(action="publish", why=why).count() == 5


def test_who_signs_must_be_allowed_to_publish():
    with pytest.raises(PermissionDenied):
        generate(5, seed=1, by=factories.user("editor"))

    assert not Project.objects.exists()


def test_more_can_be_added_later():
    generate(3, seed=1)
    generate(3, seed=1)

    assert generated().count() == 6
