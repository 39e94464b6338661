"""The log: entries are only ever appended, and a chain of digests shows what was tampered with."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from loans import editing
from loans.editing.bulk import create_all
from loans.editing.log import broken_links, digest_of
from loans.models import Change, Initiative, Project
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Change]:
    """A log of several kinds of action, the first entry first."""
    project = factories.project(title="Parken", goals=[factories.goal()], loan_amount=5_000_000)
    project.latitude, project.longitude = "58.5877", "16.1924"
    editing.save(project, by=factories.user("editor"), why="Rätt plats")
    editing.withdraw(project, by=factories.user("reviewer"), why="Fel underlag")
    editing.delete(factories.draft(), by=factories.signer(), why="Dubblett")
    return list(Change.objects.order_by("id"))


def stored_chain() -> list[Change]:
    return list(Change.objects.order_by("id"))


def tampered():
    """The log as somebody reaches it who goes round the program."""
    return Change._base_manager.all()


def test_every_entry_hangs_on_the_one_before_it(entries):
    assert len({entry.action for entry in entries}) >= 5
    assert broken_links(stored_chain()) == []


@pytest.mark.parametrize(
    "forged",
    [
        {"why": "Inget särskilt"},
        {"at": F("at") + timedelta(microseconds=1)},
        {"action": "create"},
        {"object_label": "Något annat"},
        {"object_key": "P-0009"},
        {"model": "loans.Initiative"},
        {"fields": {"latitude": [None, "58.5878"]}},
        {"previous_digest": "0" * 63 + "1"},
    ],
)
def test_a_forged_entry_shows(entries, forged):
    victim = Change.objects.get(why="Rätt plats")
    tampered().filter(pk=victim.pk).update(**forged)
    assert victim.pk in broken_links(stored_chain())


def test_an_entry_under_another_name_shows(entries):
    victim = Change.objects.get(why="Rätt plats")
    tampered().filter(pk=victim.pk).update(by=factories.signer())
    assert broken_links(stored_chain()) == [victim.pk]


def test_a_forged_entry_with_a_new_digest_shows_in_the_next(entries):
    victim = Change.objects.get(why="Rätt plats")
    victim.why = "Inget särskilt"
    tampered().filter(pk=victim.pk).update(why=victim.why, digest=digest_of(victim))
    following = Change.objects.filter(pk__gt=victim.pk).last()
    assert broken_links(stored_chain()) == [following.pk]


def test_a_removed_entry_shows(entries):
    victim, following = entries[2:4]
    tampered().filter(pk=victim.pk).delete()
    assert broken_links(stored_chain()) == [following.pk]


@pytest.mark.parametrize("why", ["=HYPERLINK", "x\x1b[31m", "två\nrader", "x\udcff", "x" * 501])
def test_a_reason_that_breaks_the_rules_is_refused_whatever_the_way_in(why):
    project, by = factories.draft(), factories.signer()
    project.title = "Annan rubrik"
    entries = Change.objects.count()

    for act in (
        lambda: editing.save(project, by=by, why=why),
        lambda: editing.publish(project, by=by, why=why),
        lambda: editing.delete(project, by=by, why=why),
        lambda: create_all([Initiative(name="Ny", slug="ny")], by=by, why=why),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert list(refusal.value.message_dict) == ["why"]
    assert Change.objects.count() == entries
    assert Project.objects.get().title != "Annan rubrik"


def test_an_entry_is_never_altered_or_removed(entries):
    entry = entries[0]
    entry.why = "Något annat"
    everything = Change.objects.all()
    attempts = [
        entry.save,
        entry.delete,
        everything.delete,
        lambda: everything.update(why="Något annat"),
        lambda: everything.bulk_update([entry], ["why"]),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            attempt()
    assert not Change.objects.filter(why="Något annat").exists()
    assert Change.objects.count() == len(entries)


def test_a_new_entry_never_takes_the_place_of_another(entries):
    values = Change.objects.filter(pk=entries[0].pk).values().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Change(**values | {"why": "Något annat"}).save()
    assert stored_chain()[0].why == entries[0].why
