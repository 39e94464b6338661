"""The staff's page of synonyms: one on each line, and no change without its entry."""

import pytest

from loans.models import Change, SynonymGroup
from tests import factories
from tests.loans.admin_pages import address, change, filled, said

pytestmark = pytest.mark.django_db

LIST = address(SynonymGroup, "changelist")
ADD = address(SynonymGroup, "add")


def groups(response) -> list[str]:
    return [str(group) for group in response.context["cl"].result_list]


def test_a_group_is_written_with_a_term_on_each_line(reviewer):
    lines = " äldreboende\r\n\r\nsärskilt  boende\r\nsäbo\t\r\n"
    sent = filled(reviewer.get(ADD), terms=lines, why="Brukas lika")

    assert reviewer.post(ADD, sent).status_code == 302
    group, entry = SynonymGroup.objects.get(), Change.objects.first()
    assert group.terms == ["äldreboende", "särskilt boende", "säbo"]
    assert (entry.by, entry.why, entry.object_label) == (reviewer.user, "Brukas lika", str(group))
    assert filled(reviewer.get(change(group)))["terms"] == ["äldreboende\nsärskilt boende\nsäbo"]


def test_the_form_says_what_the_public_gets_of_it(reviewer):
    page = said(reviewer.get(ADD))

    assert "Ett på varje rad" in page
    assert "När allmänheten söker på ett av dem hittas också" in page


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("säbo", "2 till 20 ord"),
        ("\n \n", "Detta fält måste fyllas i"),
        ("säbo\n-boende", "får bara ha bokstäver"),
        ("säbo\nbo\0ende", "får bara ha bokstäver"),
        ("säbo\nSÄBO", "mer än en gång"),
        ("säbo\nBADHUS", "står redan i synonymgruppen ”simhall, badhus”"),
        ("x\n" * 1000, "2 till 20 ord"),
    ],
)
def test_a_group_that_breaks_a_rule_is_refused_at_its_field(reviewer, lines, message):
    factories.synonyms("simhall", "badhus")
    page = reviewer.post(ADD, filled(reviewer.get(ADD), terms=lines))

    assert page.status_code == 200
    [fault] = page.context["faults"]
    assert fault.href == "#id_terms"
    assert message in fault.text
    assert page.context["adminform"].form["terms"].value() == lines
    assert SynonymGroup.objects.count() == 1


def test_the_list_shows_the_terms_with_commas(reviewer):
    factories.synonyms("simhall", "badhus")

    assert "simhall, badhus" in said(reviewer.get(LIST))


@pytest.mark.parametrize("words", ["säbo", "SÄBO", "Särskilt boende", "boende äldre"])
def test_the_list_is_searched_by_any_of_the_terms(reviewer, words):
    factories.synonyms("simhall", "badhus")
    factories.synonyms("äldreboende", "särskilt boende", "säbo")

    assert groups(reviewer.get(LIST, {"q": words})) == ["äldreboende, särskilt boende, säbo"]


@pytest.mark.parametrize("words", ["simhall säbo", "[", '"', "u00e4", "%"])
def test_what_stands_in_no_group_finds_none(reviewer, words):
    factories.synonyms("simhall", "badhus")
    factories.synonyms("äldreboende", "särskilt boende", "säbo")

    assert groups(reviewer.get(LIST, {"q": words})) == []


def test_a_reviewer_removes_a_group_and_is_told_what_that_does(reviewer):
    group = factories.synonyms("simhall", "badhus")
    path = address(SynonymGroup, "delete", group.pk)

    page = said(reviewer.get(path))
    assert "hittas inte längre de andra" in page
    assert "aldrig sett" not in page
    assert reviewer.post(path, {"post": "yes", "why": "Inte samma"}).status_code == 302
    assert not SynonymGroup.objects.exists()
    entry = Change.objects.first()
    assert (entry.action, entry.why, entry.by) == ("delete", "Inte samma", reviewer.user)


def test_the_history_shows_the_terms_before_and_after(reviewer):
    group = factories.synonyms("simhall", "badhus")
    sent = filled(reviewer.get(change(group)), terms="simhall\nbad")
    assert reviewer.post(change(group), sent).status_code == 302

    page = said(reviewer.get(address(SynonymGroup, "history", group.pk)))
    assert "Ord som betyder detsamma simhall, badhus simhall, bad " in page


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_whoever_only_reads_sees_words_and_changes_nothing(client, role):
    group = factories.synonyms("äldreboende", "säbo")
    client.force_login(factories.user(role))

    page = client.get(change(group))
    assert "Ord som betyder detsamma: äldreboende, säbo " in said(page)
    assert '["' not in said(page)
    assert 'name="terms"' not in page.content.decode()
    for path in (ADD, change(group), address(SynonymGroup, "delete", group.pk)):
        assert client.post(path, {"terms": "a1\nb1", "post": "yes"}).status_code == 403
    assert SynonymGroup.objects.get().terms == ["äldreboende", "säbo"]


def test_synonyms_stand_after_the_other_values_on_the_start_page(reviewer):
    page = reviewer.get("/admin/").content.decode()
    places = [
        page.index(f">{name}<")
        for name in ("Målgrupper", "Synonymgrupper", "Publicerade versioner")
    ]

    assert places == sorted(places)
