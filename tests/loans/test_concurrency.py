"""Writers queue: whatever they do at once, nothing is lost, overwritten or numbered twice."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, transaction

from loans import editing, publishing, register
from loans.editing.bulk import change_all
from loans.editing.notices import publish_notice, save_draft
from loans.models import Change, Project, RegisterState
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4
PATIENCE = 30
"""Seconds after which a writer that waits is a fault."""


@pytest.fixture(autouse=True)
def _queue(transactional_db, tmp_path):
    """A database in which writers wait for each other: in memory, SQLite lets none wait."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    path = str(tmp_path / "register.sqlite3")
    with closing(sqlite3.connect(path)) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, path
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def pool():
    with ThreadPoolExecutor(WRITERS) as pool:
        yield pool


def alone(work):
    """Does the work with a connection of its own, as a request of its own would."""
    try:
        return work()
    finally:
        connections.close_all()


def at_once(pool, *works) -> list:
    """Does all the works at the same time; what each returned."""
    start = Barrier(len(works), timeout=PATIENCE)

    def begin(work):
        start.wait()
        return work()

    doing = [pool.submit(alone, lambda work=work: begin(work)) for work in works]
    return [done.result(PATIENCE) for done in doing]


def read_anew(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def publish(project, by):
    editing.publish(project, by=by)


def withdraw(project, by):
    editing.withdraw(project, by=by, why="Fel underlag")


@pytest.mark.parametrize(
    ("make", "act", "status"),
    [(factories.draft, publish, "published"), (factories.project, withdraw, "withdrawn")],
)
@pytest.mark.parametrize("store", ["one", "many"])
def test_a_save_that_waited_leaves_the_status_as_it_has_become(pool, make, act, status, store):
    project, by = make(title="Före"), factories.signer()
    stale = read_anew(project)
    stale.title = "Efter"

    def save():
        if store == "one":
            return editing.save(stale, by=by)
        return change_all([stale], by=by)

    with transaction.atomic():
        publishing.lock()
        saving = pool.submit(alone, save)
        act(project, by)
    saving.result(PATIENCE)

    stored = read_anew(project)
    assert (stored.status, stored.title) == (status, "Efter")
    assert [v.content["title"]["sv"] for v in stored.versions.all()] == ["Före"]


def test_of_two_that_publish_the_same_change_one_makes_a_version(pool):
    project, by = factories.draft(), factories.signer()

    made = at_once(pool, *[lambda: editing.publish(read_anew(project), by=by)] * 2)

    assert sorted(made) == [False, True]
    assert project.versions.count() == 1
    assert Change.objects.filter(action="publish").count() == 1


def test_an_account_that_is_deactivated_while_it_waits_publishes_nothing(pool):
    project, by = factories.draft(), factories.user("reviewer")
    account = get_user_model().objects.get(pk=by.pk)

    with transaction.atomic():
        publishing.lock()
        waiting = pool.submit(alone, lambda: editing.publish(project, by=by))
        account.is_active = False
        account.save()

    with pytest.raises(PermissionDenied, match="stängts av"):
        waiting.result(PATIENCE)
    assert not project.versions.exists()


def test_what_many_do_at_once_stands_in_one_row_without_gaps(pool):
    project, by = factories.project(), factories.signer()
    borrower, start = project.borrower, register.state().data_version
    turns = 3

    def writer(number: int):
        def write():
            for turn in range(turns):
                draft = Project(title="Nytt", slug=f"nytt-{number}-{turn}", borrower=borrower)
                editing.save(draft, by=by)
                changing = read_anew(project)
                changing.title = f"Rubrik {number}-{turn}"
                editing.save(changing, by=by)
                editing.publish(changing, by=by)

        return write

    at_once(pool, *[writer(number) for number in range(WRITERS)])

    versions = list(project.versions.order_by("number"))
    assert [version.number for version in versions] == [*range(1, len(versions) + 1)]
    assert [v.valid_to for v in versions] == [*(v.valid_from for v in versions[1:]), None]
    assert register.state().data_version == start + len(versions) - 1
    assert read_anew(project).status == "published"
    assert versions[-1].content["title"]["sv"] == read_anew(project).title

    references = Project.objects.order_by("reference").values_list("reference", flat=True)
    assert [*references] == [f"P-{n:04d}" for n in range(1, turns * WRITERS + 2)]
    entries = Change.objects.order_by("id").values_list("previous_digest", "digest")
    assert all(later[0] == earlier[1] for earlier, later in pairwise(entries))


# --- The privacy notice -----------------------------------------------------------------------


def notice_draft(text: str) -> PrivacyNotice:
    return PrivacyNotice.objects.create(title="Nytt", title_en="New", text=text, text_en=text)


def publishing_notice(notice: PrivacyNotice, by):
    """Publishes the notice; what came of it, in words."""

    def publish():
        try:
            return str(publish_notice(notice, by=by, why="Ny lag"))
        except ValidationError as refusal:
            return " ".join(refusal.messages)

    return publish


def test_a_draft_that_two_publish_at_once_becomes_one_version(pool):
    draft, by = notice_draft("Läs."), factories.signer()

    told = at_once(pool, *[publishing_notice(draft, by)] * 2)

    assert sorted(told) == ["Utkastet är redan publicerat, som version 1.", "version 1"]
    assert PrivacyNotice.objects.get().version == 1
    assert Change.objects.filter(action="publish").count() == 1


def test_the_first_two_notices_at_once_get_a_number_each(pool):
    """Also where nothing has ever been written, so that there is no row to lock yet."""
    by = factories.signer()
    drafts = [notice_draft(text) for text in ("Läs.", "Läs!")]
    RegisterState.objects.all().delete()

    told = at_once(pool, *[publishing_notice(draft, by) for draft in drafts])

    assert sorted(told) == ["version 1", "version 2"]
    assert RegisterState.objects.count() == 1


def test_a_save_of_a_draft_that_waited_while_it_was_published_alters_nothing(pool):
    draft, by = notice_draft("Läs."), factories.signer()
    stale = PrivacyNotice.objects.get()
    stale.text = "Något annat."

    with transaction.atomic():
        publishing.lock()
        saving = pool.submit(alone, lambda: save_draft(stale, by=by))
        publish_notice(draft, by=by, why="Ny lag")
    with pytest.raises(ValidationError, match="redan publicerat, som version 1"):
        saving.result(PATIENCE)

    assert PrivacyNotice.objects.get().text == "Läs."
