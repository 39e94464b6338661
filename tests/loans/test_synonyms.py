"""The groups of words that staff keep as meaning the same: their rules, their log, their effect."""

import pytest
from django.core.exceptions import ValidationError

from loans import editing, register
from loans.models import Change, SynonymGroup
from tests import factories
from tests.loans.admin_pages import address
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def group(*terms: str) -> SynonymGroup:
    return editing.save(SynonymGroup(terms=list(terms)), by=factories.signer())


def found(question: str) -> set[str]:
    rows = select(f"q={question}").rows()
    return {version.content["title"]["sv"] for version in rows}


@pytest.fixture
def homes():
    factories.project(title="Ett äldreboende")
    factories.project(title="Fler särskilda boenden")
    factories.project(title="Särskilt fint boende")
    factories.project(title="Park")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([], "tomt"),
        (["äldreboende"], "2 till 20"),
        ([f"ord{n}" for n in range(21)], "2 till 20"),
        (["äldreboende", "Äldreboende"], "mer än en gång"),
        (["a", "säbo"], "1 tecken"),
        (["x" * 61, "säbo"], "61 tecken"),
        (["ett två tre fyra fem", "säbo"], "5 ord"),
        (["-park", "säbo"], "får bara ha"),
        (['"park"', "säbo"], "får bara ha"),
        (["park\x00", "säbo"], "får bara ha"),
        ("park", "lista"),
        ([1, 2], "lista"),
    ],
)
def test_what_is_no_group_of_terms_is_refused(terms, said):
    with pytest.raises(ValidationError, match=said):
        editing.save(SynonymGroup(terms=terms), by=factories.signer())


def test_a_term_stands_in_one_group_alone():
    group("Äldreboende", "säbo")
    with pytest.raises(ValidationError, match="”äldreboende” står redan i synonymgruppen"):
        group("äldreboende", "servicehus")

    assert SynonymGroup.objects.count() == 1


def test_whoever_searches_for_one_term_finds_the_others(homes):
    assert found("äldreboende") == {"Ett äldreboende"}
    made = group("äldreboende", "särskilt boende")

    assert found("äldreboenden") == {"Ett äldreboende", "Fler särskilda boenden"}
    assert found("särskilt boende") >= {"Ett äldreboende", "Fler särskilda boenden"}
    assert found('"äldreboende park"') == set()
    assert found("-äldreboende") == {"Fler särskilda boenden", "Särskilt fint boende", "Park"}

    editing.delete(made, by=factories.signer(), why="Fel.")
    assert found("äldreboende") == {"Ett äldreboende"}


def test_a_synonym_comes_after_the_word_itself(homes):
    group("äldreboende", "särskilt boende")
    rows = [v.content["title"]["sv"] for v in select("q=äldreboende").rows()]

    assert rows == ["Ett äldreboende", "Fler särskilda boenden"]


def test_every_change_is_logged_and_moves_the_data_version_once():
    before = register.state().data_version
    made = group("äldreboende", "säbo")
    made.terms = ["äldreboende", "säbo", "särskilt boende"]
    editing.save(made, by=factories.signer(), why="Ett till.")
    editing.save(made, by=factories.signer())  # changes nothing
    editing.delete(made, by=factories.signer(), why="Fel.")
    logged = Change.objects.filter(model="loans.SynonymGroup").order_by("pk")

    assert [change.action for change in logged] == ["create", "change", "delete"]
    assert logged[1].fields["terms"] == [
        ["äldreboende", "säbo"],
        ["äldreboende", "säbo", "särskilt boende"],
    ]
    assert register.state().data_version == before + 3


def test_the_reviewer_writes_a_term_on_each_line(reviewer):
    sent = {"terms": "äldreboende\r\n  säbo \r\n\r\n", "why": "Vanliga ord."}
    reviewer.post(address(SynonymGroup, "add"), sent)
    made = SynonymGroup.objects.get()

    assert made.terms == ["äldreboende", "säbo"]
    page = reviewer.get(address(SynonymGroup, "change", made.pk)).content.decode()
    assert "äldreboende\nsäbo</textarea>" in page
    assert "äldreboende, säbo" in reviewer.get(address(SynonymGroup, "changelist")).content.decode()
    words = {"q": "äldre"}
    assert "säbo" in reviewer.get(address(SynonymGroup, "changelist"), words).content.decode()


def test_the_reviewer_is_told_what_is_wrong_and_keeps_what_was_written(reviewer):
    sent = {"terms": "äldreboende\nÄldreboende", "why": "Vanliga ord."}
    page = reviewer.post(address(SynonymGroup, "add"), sent).content.decode()

    assert "står mer än en gång" in page
    assert "äldreboende\nÄldreboende</textarea>" in page
    assert not SynonymGroup.objects.exists()


def test_the_groups_are_given_in_a_stable_order(django_assert_num_queries):
    group("äldreboende", "säbo")
    group("simhall", "badhus")
    with django_assert_num_queries(1):
        assert SynonymGroup.objects.synonyms() == [("äldreboende", "säbo"), ("simhall", "badhus")]
