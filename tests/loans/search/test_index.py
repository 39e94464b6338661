"""What is written of the words of versions, and that it stays true."""

import pytest

from loans import editing, portfolio, publishing, register
from loans.models import PublishedVersion, SearchFind, SearchWord
from loans.search import index
from tests import factories
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def finds() -> dict[tuple, set[int]]:
    """(word, language, rank) → the versions that have it there."""
    found: dict[tuple, set[int]] = {}
    for find in SearchFind.objects.select_related("word"):
        bits = int.from_bytes(find.versions, "little")
        having = {find.block * find.BLOCK + n for n in range(bits.bit_length()) if bits >> n & 1}
        key = find.word.word, find.word.language, find.rank
        found[key] = found.get(key, set()) | having
    return found


def expected() -> dict[tuple, set[int]]:
    found: dict[tuple, set[int]] = {}
    for version in PublishedVersion.objects.all():
        for (word, language), rank in index.words_of(version.content):
            found.setdefault((word, language, rank), set()).add(version.pk)
    return found


@pytest.fixture
def register_of_three():
    changed = factories.project(title="Ny förskola", title_en="New preschool")
    factories.project(title="Gammal park", borrower=factories.borrower("Vara kommun"))
    changed.title = "Ny gymnasieskola"
    editing.save(changed, by=factories.signer())
    editing.publish(changed, by=factories.signer())
    withdrawn = factories.project(title="Borta skola")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel.")


def test_every_version_is_found_by_each_of_its_words(register_of_three):
    assert finds() == expected()
    assert {("förskola", "sv", 0), ("preschool", "en", 0), ("vara", "sv", 0)} <= finds().keys()


def test_blocks_of_versions_are_told_apart(register_of_three, monkeypatch):
    monkeypatch.setattr(SearchFind, "BLOCK", 8)
    monkeypatch.setattr(index, "BLOCK", 8)
    publishing.rebuild_search(progress=lambda done, total: None)
    for number in range(20):
        factories.project(title=f"Park {number}")
    portfolio.forget()

    assert finds() == expected()
    assert SearchFind.objects.values("block").distinct().count() > 2
    assert [v.content["title"]["sv"] for v in select("q=park+7").rows()] == ["Park 7"]
    assert select("q=park").totals["number"] == 21


def test_made_anew_the_index_is_the_same(register_of_three):
    before = finds()
    SearchWord.objects.filter(word="skola").delete()
    PublishedVersion.objects.all()._alter(search_text="")
    seen = []
    number = publishing.rebuild_search(progress=lambda done, total: seen.append((done, total)))

    assert (number, seen) == (4, [(4, 4)])
    assert finds() == before
    assert select('q="ny+gymnasieskola"').totals["number"] == 1


def test_made_anew_the_index_gives_the_register_a_new_state(register_of_three):
    before = register.state().data_version
    publishing.rebuild_search(progress=lambda done, total: None)
    assert register.state().data_version == before + 1


def test_a_word_longer_than_any_is_left_out():
    factories.project(title="Park", description="ö" * 201 + " lek")
    assert [select(f"q={word}").totals["number"] for word in ("lek", "ö" * 200)] == [1, 0]


def test_publishing_costs_the_same_queries_for_one_as_for_many(django_assert_num_queries):
    versions = []
    for number in range(3):
        factories.project(title=f"Park {number}")
    versions = list(PublishedVersion.objects.all())
    with django_assert_num_queries(3):
        index.add(versions[:1])  # all words are known
    with django_assert_num_queries(3):
        index.add(versions)
