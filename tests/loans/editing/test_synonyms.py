"""What groups of synonyms may hold, to the letter, and when a change of them is told."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from loans import editing, register
from loans.editing.bulk import create_all
from loans.models import Change, SynonymGroup
from loans.models.synonyms import LONGEST, MOST
from tests import factories

pytestmark = pytest.mark.django_db


def refused(*terms) -> str:
    """What whoever saves a group of these terms is told, at the field, of what is wrong."""
    with pytest.raises(ValidationError) as refusal:
        factories.synonyms(*terms)
    assert list(refusal.value.message_dict) == ["terms"]
    return " ".join(refusal.value.messages)


def rewritten(group: SynonymGroup, *terms: str) -> None:
    group.terms = [*terms]
    editing.save(group, by=factories.signer())


# --- The terms of a group ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "terms",
    [
        ["gång- och cykelväg", "GC-väg"],
        ["bostad med särskild service", "LSS-boende"],
        ["åk 1-3", "9a"],
        ["x" * LONGEST, "åé"],
        [f"ord {number}" for number in range(MOST)],
    ],
)
def test_words_and_short_phrases_are_kept_as_they_are_written(terms):
    factories.synonyms(*terms)

    assert SynonymGroup.objects.get().terms == terms


@pytest.mark.parametrize(
    "term",
    [
        *(
            "hus -boende",
            "- boende",
            "–boende",
            "”boende”",
            "bo'ende",
            "=1+1",
            "bo_ende",
            "boende*",
        ),
        *("bo\x1fende", "bo\nende", "bo\tende", "bo\u2028ende", "bo\u200bende", "bo\u00adende"),
        *("bo\u202eende", "bo\u3164ende", "boende, säbo", "(boende)", "och/eller", "bo|ende"),
    ],
)
def test_a_term_with_other_signs_than_words_have_is_named_and_refused(term):
    assert f"”{term}” får bara ha bokstäver" in refused("säbo", term)


@pytest.mark.parametrize("terms", [{"säbo": 1}, 7, [["a"], "säbo"], ["säbo", None]])
def test_what_is_no_list_of_texts_is_refused(terms):
    with pytest.raises(ValidationError, match="en lista med ord"):
        editing.save(SynonymGroup(terms=terms), by=factories.signer())


def test_every_term_that_breaks_a_rule_is_told_and_none_at_length():
    told = refused("-a", "b", "säbo", "x" * 1000)

    assert "”-a”" in told
    assert "”b”" in told
    assert "säbo" not in told
    assert "har 1000 tecken" in told
    assert len(told) < 400


def test_spaces_and_accents_are_written_in_one_way():
    apart = unicodedata.normalize("NFD", "särskilt")
    factories.synonyms(f"  {apart}  \u00a0boende ", "säbo")

    assert SynonymGroup.objects.get().terms == ["särskilt boende", "säbo"]


@pytest.mark.parametrize("again", ["SÄBO", " säbo ", unicodedata.normalize("NFD", "säbo")])
def test_a_term_is_the_same_whatever_its_case_its_spaces_and_how_its_accents_are_stored(again):
    assert "står mer än en gång" in refused("säbo", "äldreboende", again)
    factories.synonyms("Säbo", "äldreboende")
    told = refused("vårdboende", again)

    assert "står redan i synonymgruppen ”Säbo, äldreboende”" in told
    assert "vårdboende" not in told


def test_a_group_may_keep_its_own_terms_and_one_that_was_taken_out_is_free():
    group = factories.synonyms("äldreboende", "säbo", "vårdboende")
    rewritten(group, "Säbo", "äldreboende")
    factories.synonyms("vårdboende", "vårdhem")

    groups = [("Säbo", "äldreboende"), ("vårdboende", "vårdhem")]
    assert SynonymGroup.objects.synonyms() == groups


# --- What is told at once ---------------------------------------------------------------------


CHANGES = {
    "new": lambda group: factories.synonyms("dagis", "förskola"),
    "changed": lambda group: rewritten(group, "simhall", "bad"),
    "removed": lambda group: editing.delete(group, by=factories.signer()),
    "many": lambda group: create_all(
        [SynonymGroup(terms=["dagis", "förskola"])], by=factories.signer()
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_moves_the_data_version_at_the_moment_that_the_log_tells(kind):
    group = factories.synonyms("simhall", "badhus")
    before = register.state()
    CHANGES[kind](group)

    after = register.state()
    assert after.data_version == before.data_version + 1
    assert after.changed_at == Change.objects.first().at > before.changed_at


def test_what_changes_nothing_or_is_refused_moves_nothing_and_leaves_no_entry():
    group = factories.synonyms("simhall", "badhus")
    state, entries = register.state(), Change.objects.count()
    rewritten(group, " simhall", "badhus ")
    refused("simhall", "bad")

    assert register.state() == state
    assert Change.objects.count() == entries


def test_a_removed_group_is_logged_whole():
    group = factories.synonyms("simhall", "badhus")
    by = factories.user("reviewer")
    editing.delete(group, by=by, why="Inte samma")

    entry = Change.objects.first()
    assert (entry.action, entry.by, entry.why) == ("delete", by, "Inte samma")
    assert entry.fields["terms"] == [["simhall", "badhus"], None]


def test_the_removal_of_a_row_that_nothing_public_goes_by_moves_nothing():
    row = factories.initiative()
    state = register.state()
    editing.delete(row, by=factories.signer())

    assert register.state() == state
