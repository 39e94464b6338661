"""The notice: numbered when published, never altered, readable in every version for ever."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from privacy import models as privacy
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Rubrik",
    "text": "Första stycket.\n\nAndra stycket\npå två rader.\n\nTredje.",
    "title_en": "Heading",
    "text_en": "First paragraph.\n\nSecond.",
}


def publish(notice: PrivacyNotice) -> PrivacyNotice:
    return privacy.publish(notice, at=timezone.now())


def draft(**fields) -> PrivacyNotice:
    return PrivacyNotice.objects.create(**(WORDS | fields))


# --- Publishing ---------------------------------------------------------------------------


def test_versions_are_numbered_from_one():
    assert [publish(draft()).version, publish(draft()).version] == [1, 2]


def test_the_first_notice_is_always_material():
    assert publish(draft(is_material=False)).is_material
    assert not publish(draft(is_material=False)).is_material


def test_a_notice_is_published_once():
    notice = publish(draft())

    with pytest.raises(PrivacyNotice.DoesNotExist):
        publish(notice)


@pytest.mark.parametrize("name", WORDS)
def test_a_notice_without_its_words_in_both_languages_is_not_published(name):
    unfinished = draft(**{name: ""})

    with pytest.raises(ValidationError, match=name):
        publish(unfinished)
    assert not PrivacyNotice.objects.published().exists()


def test_a_published_notice_is_never_altered_or_removed():
    notice = publish(draft())
    notice.text = "Något annat."

    draft()
    everything = PrivacyNotice.objects.all()
    attempts = [
        notice.save,
        notice.delete,
        everything.delete,
        lambda: everything.update(text="Något annat."),
        lambda: everything.bulk_update([notice], ["text"]),
    ]

    for attempt in attempts:
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            attempt()
    assert {stored.text for stored in everything.all()} == {WORDS["text"]}


def test_a_draft_may_be_altered_and_removed():
    notice = draft()
    notice.text = "Något annat."
    notice.save()
    PrivacyNotice.objects.filter(pk=notice.pk).update(title_en="Another")
    assert str(notice) == "utkast: Rubrik"

    PrivacyNotice.objects.all().delete()
    draft().delete()
    assert not PrivacyNotice.objects.exists()


def test_the_database_refuses_a_half_published_notice():
    with pytest.raises(IntegrityError), transaction.atomic():
        draft(version=7)


def test_the_digest_is_over_every_word_in_both_languages():
    words = "\n\n".join(WORDS[name] for name in ("title", "text", "title_en", "text_en"))
    notice = publish(draft())

    assert notice.digest == hashlib.sha256(words.encode()).hexdigest()
    assert str(notice) == "version 1"


def test_line_ends_as_browsers_send_them_are_stored_as_one_kind():
    sent = WORDS["text"].replace("\n", "\r\n")

    assert publish(draft(text=sent)).digest == publish(draft()).digest


def test_the_text_is_read_in_paragraphs():
    assert draft().words_in("sv") == {
        "title": "Rubrik",
        "paragraphs": ["Första stycket.", "Andra stycket\npå två rader.", "Tredje."],
    }
    assert draft().words_in("en")["paragraphs"] == ["First paragraph.", "Second."]


# --- Its pages ----------------------------------------------------------------------------


def test_every_version_ever_shown_stays_readable_with_its_day_and_digest(client):
    first, second = factories.notice(text="Det första."), factories.notice(text="Det andra.")

    for notice in (first, second):
        content = client.get(f"/integritet/{notice.version}/").content.decode()
        assert notice.text in content
        assert notice.digest in content
        assert f'<time datetime="{timezone.localdate(notice.published_at)}">' in content


def test_the_notice_page_leads_to_every_version(client):
    for _ in range(3):
        factories.notice()
    content = client.get("/en/privacy/").content.decode()

    assert [content.count(f'href="/en/privacy/{number}/"') for number in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("number", ["2", "0", "999999999999999999999999", "-1", "x"])
def test_a_version_that_was_never_shown_is_not_found(client, number):
    factories.notice()
    draft()

    assert client.get(f"/integritet/{number}/").status_code == 404


def test_a_draft_is_shown_to_nobody(client):
    factories.notice()
    draft(text="Hemligt utkast.")

    for address in ("/integritet/", "/integritet/1/"):
        assert "Hemligt" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/integritet/", "sv", "Läs det här först."),
        ("/integritet/1/", "sv", "Läs det här först."),
        ("/en/privacy/", "en", "Read this first."),
        ("/en/privacy/1/", "en", "Read this first."),
    ],
)
def test_the_notice_is_told_in_the_language_of_the_address(client, address, language, words):
    factories.notice()
    content = client.get(address).content.decode()

    assert f'<html lang="{language}">' in content
    assert words in content
    assert content.count("<h1>") == 1


def test_what_looks_like_markup_is_shown_as_written(client):
    factories.notice(text="<b>fet</b>")

    for address in ("/integritet/", "/integritet/1/"):
        assert "&lt;b&gt;fet&lt;/b&gt;" in client.get(address).content.decode()


def test_before_the_first_notice_its_page_says_so(client):
    page = client.get("/integritet/?next=/projekt/")

    assert page.status_code == 200
    assert "Inget meddelande gäller" in page.content.decode()
    assert 'href="/projekt/"' in page.content.decode()


@pytest.mark.parametrize(
    ("address", "switched"),
    [
        (
            "/integritet/?next=/projekt/fittja/?q%3Da%252Bb",
            "/en/privacy/?next=/en/projects/fittja/?q=a%252Bb",
        ),
        (
            "/en/privacy/?next=/en/projects/?q%3D1%26q%3D2",
            "/integritet/?next=/projekt/?q=1%26q=2",
        ),
        ("/integritet/avbojt/?next=/projekt/", "/en/privacy/declined/?next=/en/projects/"),
        ("/integritet/?next=/en/projects/?q%3D1", "/en/privacy/?next=/en/projects/?q=1"),
        ("/integritet/?next=//evil.example", "/en/privacy/?next=/en/"),
    ],
)
def test_the_other_language_keeps_the_way_back_in_that_language(client, address, switched):
    factories.notice()
    assert f'href="{switched}"' in client.get(address).content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_the_notice_is_read_and_answered_and_nothing_else(client, method):
    factories.notice()
    for address in ("/integritet/", "/integritet/avbojt/", "/integritet/1/"):
        assert getattr(client, method)(address).status_code in {403, 405}
