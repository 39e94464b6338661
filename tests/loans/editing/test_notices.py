"""The privacy notice under the staff's log."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from loans import editing
from loans.editing.notices import publish_first_notice, publish_notice, save_draft
from loans.editing.reference import load_reference_data
from loans.models import Change
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = {"title": "Rubrik", "text": "Läs.", "title_en": "Heading", "text_en": "Read."}


def draft(**fields) -> PrivacyNotice:
    return save_draft(PrivacyNotice(**(WORDS | fields)), by=factories.signer(), why="Nytt")


def logged() -> list[tuple]:
    """(action, why, the fields that changed) of the notice's entries, the first one first."""
    entries = Change.objects.filter(model="privacy.PrivacyNotice").order_by("id")
    return [(entry.action, entry.why, set(entry.fields)) for entry in entries]


def test_every_save_publication_and_removal_is_logged():
    notice, by = draft(), factories.user("administrator")
    notice.text = "Läs det här."
    save_draft(notice, by=by, why="Tydligare")
    save_draft(notice, by=by, why="Ingenting")
    publish_notice(notice, by=by, why="Ny lag")
    editing.delete(draft(text="Läs inte."), by=by, why="Dubblett")

    created = {*WORDS, "is_material", "digest"}
    assert logged() == [
        ("create", "Nytt", created),
        ("change", "Tydligare", {"text"}),
        ("publish", "Ny lag", {"version", "published_at", "digest"}),
        ("create", "Nytt", created),
        ("delete", "Dubblett", created),
    ]


def test_a_publication_says_which_version_when_and_by_whom():
    by = factories.user("administrator")
    notice = publish_notice(draft(is_material=False), by=by, why="Ny lag")
    entry = Change.objects.first()

    assert (entry.by, entry.at, entry.object_label) == (by, notice.published_at, "version 1")
    assert entry.fields["version"] == [None, 1]
    assert entry.fields["digest"] == ["", notice.digest]
    assert entry.fields["is_material"] == [False, True]


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer"])
def test_who_may_not_publish_the_notice_does_not(role):
    with pytest.raises(PermissionDenied):
        publish_notice(draft(), by=factories.user(role), why="Ny lag")
    assert not PrivacyNotice.objects.published().exists()


def test_a_publication_needs_a_reason():
    with pytest.raises(ValidationError, match="Skriv varför"):
        publish_notice(draft(), by=factories.signer(), why=" ")
    assert not PrivacyNotice.objects.published().exists()


def test_a_draft_is_published_as_it_is_stored():
    stale = draft()
    newer = PrivacyNotice.objects.get()
    newer.text = "Nyare."
    save_draft(newer, by=factories.signer())

    assert publish_notice(stale, by=factories.signer(), why="Ny lag").text == "Nyare."


def test_a_second_publication_and_a_late_save_get_a_sentence_and_alter_nothing():
    notice, by = draft(), factories.signer()
    publish_notice(notice, by=by, why="Ny lag")
    entries = Change.objects.count()
    notice.text = "Något annat."

    for late in (
        lambda: publish_notice(notice, by=by, why="Igen"),
        lambda: save_draft(notice, by=by, why="Ändring"),
    ):
        with pytest.raises(ValidationError, match="redan publicerat, som version 1"):
            late()
    with pytest.raises(ValidationError, match="har varit publik"):
        editing.delete(notice, by=by, why="Fel")
    assert PrivacyNotice.objects.get().text == WORDS["text"]
    assert Change.objects.count() == entries


def test_a_draft_that_is_gone_is_not_published():
    notice = draft()
    editing.delete(PrivacyNotice.objects.get(), by=factories.signer())

    with pytest.raises(ValidationError, match="tagits bort"):
        publish_notice(notice, by=factories.signer(), why="Ny lag")


def test_the_same_texts_are_not_published_again():
    publish_notice(draft(), by=factories.signer(), why="Ny lag")

    with pytest.raises(ValidationError, match="desamma som i version 1"):
        publish_notice(draft(), by=factories.signer(), why="Igen")


def test_the_first_notice_is_signed_by_the_programs_own_account():
    load_reference_data()
    entries = Change.objects.filter(model="privacy.PrivacyNotice")

    assert [entry.by.username for entry in entries] == ["system", "system"]
    assert [entry[:2] for entry in logged()] == [
        ("create", "Grunddata laddades"),
        ("publish", "Grunddata laddades"),
    ]


def test_the_programs_own_account_publishes_the_first_notice_alone():
    draft()

    with pytest.raises(ValidationError, match="redan ett integritetsmeddelande"):
        publish_first_notice(PrivacyNotice(**WORDS), by=factories.signer(), why="Grunddata")
    assert not PrivacyNotice.objects.published().exists()
