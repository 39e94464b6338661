"""The command that publishes the privacy notice."""

import json
import os

import pytest
from django.core.management import CommandError

from loans import publishing
from loans.editing.notices import publish_notice
from loans.models import Change
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db

NOTICE = {"title": "Meddelande", "text": "Läs.", "title_en": "Notice", "text_en": "Read."}
SIGNED = ["--by", "administrator"]


@pytest.fixture(autouse=True)
def administrator():
    return factories.user("administrator", username="administrator")


@pytest.fixture
def notice_file(tmp_path):
    def write(content=None, **values):
        path = tmp_path / "notice.json"
        path.write_text(json.dumps(NOTICE | values) if content is None else content)
        return path

    return write


def test_a_notice_is_published_from_a_file_once(run, notice_file):
    status, out, _ = run("publish_notice", "--file", notice_file(), *SIGNED)

    notice = PrivacyNotice.objects.get()
    assert (status, notice.version, notice.text) == (0, 1, "Läs.")
    assert out == (f"Version 1 is published; visitors are asked again.\nSHA-256 {notice.digest}\n")
    assert run("publish_notice", "--file", notice_file(), *SIGNED)[:2] == (
        0,
        "Nothing has changed since version 1.\n",
    )
    assert PrivacyNotice.objects.count() == 1


def test_a_minor_change_of_the_notice_asks_nobody_again(run, notice_file):
    run("publish_notice", "--file", notice_file(), *SIGNED)

    _, out, _ = run("publish_notice", "--file", notice_file(text="Läs!"), "--minor", *SIGNED)

    assert "Version 2 is published; nobody is asked again." in out
    assert PrivacyNotice.objects.material().get().version == 1


def test_a_draft_of_the_notice_is_published_by_its_number(run):
    draft = PrivacyNotice.objects.create(**NOTICE)

    assert run("publish_notice", draft.pk, *SIGNED)[0] == 0
    assert PrivacyNotice.objects.get().version == 1

    status, _, err = run("publish_notice", draft.pk, *SIGNED)
    assert (status, err) == (
        2,
        f"Number {draft.pk}: Utkastet är redan publicerat, som version 1.\n",
    )
    assert run("publish_notice", draft.pk + 1, *SIGNED)[0] == 2


@pytest.mark.parametrize(
    ("content", "values", "sentence"),
    [
        ("[", {}, "Filen är inte JSON i UTF-8."),
        ("[]", {}, "Skriv ett objekt med title, text, title_en, text_en"),
        (None, {"extra": 1}, "Skriv ett objekt med title, text, title_en, text_en"),
        (None, {"text": 1}, "Skriv de fyra värdena som texter."),
        (None, {"text": ""}, "text: Detta fält får inte vara tomt."),
        (" " * 100_001, {}, "Filen är större än 100 kB."),
    ],
)
def test_a_faulty_file_publishes_no_notice(run, notice_file, content, values, sentence):
    status, out, err = run("publish_notice", "--file", notice_file(content, **values), *SIGNED)

    assert status == 1
    assert out.startswith(sentence)
    assert err == "notice.json has faults; nothing was published.\n"
    assert not PrivacyNotice.objects.exists()


def test_a_notice_file_that_is_not_there_does_not_run(run, tmp_path):
    assert run("publish_notice", "--file", tmp_path / "nix.json", *SIGNED)[0] == 2


def test_a_notice_is_not_read_from_what_may_never_end(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.json")

    for path, sentence in [
        (tmp_path / "pipe.json", "is no file"),
        (tmp_path / "\udcff.json", "The file's name has characters"),
    ]:
        status, out, err = run("publish_notice", "--file", path, *SIGNED)
        assert (status, out) == (2, "")
        assert sentence in err


def test_a_notice_is_signed_and_says_why(run, notice_file, administrator):
    run("publish_notice", "--file", notice_file(), *SIGNED, "--why", "Ny lag")

    entries = Change.objects.filter(model="privacy.PrivacyNotice")
    assert [(e.action, e.by, e.why) for e in entries] == [
        ("publish", administrator, "Ny lag"),
        ("create", administrator, "Ny lag"),
    ]


def test_a_minor_draft_is_logged_as_such(run):
    factories.notice(text="Det första.")
    draft = PrivacyNotice.objects.create(**NOTICE)

    run("publish_notice", draft.pk, "--minor", *SIGNED)

    assert Change.objects.first().fields["is_material"] == [True, False]


@pytest.mark.parametrize(
    ("signed", "sentence"),
    [
        (["--by", "ingen"], "There is no account called 'ingen'."),
        (["--by", "granskare"], "'granskare' may not publish that"),
        (["--by", "\udcff"], "--by has characters that can't be shown"),
        (
            [*SIGNED, "--why", "x" * 501],
            "--why: Säkerställ att detta värde har som mest 500",
        ),
        ([*SIGNED, "--why", '=HYPERLINK("x")'], "--why: Texten får inte börja med ="),
        ([*SIGNED, "--why", "x\x1b[31m"], "--why: Texten innehåller styrtecken"),
        ([*SIGNED, "--why", "x\udcff"], "--why: Texten innehåller styrtecken"),
    ],
)
def test_a_notice_that_nobody_can_sign_is_not_published(run, notice_file, signed, sentence):
    factories.user("reviewer", username="granskare")

    status, out, err = run("publish_notice", "--file", notice_file(), *signed)

    assert (status, out) == (2, "")
    assert err.startswith(sentence)
    assert not PrivacyNotice.objects.exists()


def test_without_a_name_nothing_is_published(run, notice_file):
    with pytest.raises(CommandError, match="--by"):
        run("publish_notice", "--file", notice_file())
    assert not PrivacyNotice.objects.exists()


def test_a_draft_that_is_published_meanwhile_is_a_fault(run, monkeypatch, administrator):
    draft = PrivacyNotice.objects.create(**NOTICE)
    lock = publishing.lock

    def wait():
        monkeypatch.setattr(publishing, "lock", lock)
        publish_notice(draft, by=administrator, why="Först")
        return lock()

    monkeypatch.setattr(publishing, "lock", wait)

    status, out, err = run("publish_notice", draft.pk, *SIGNED)

    assert (status, out) == (1, "Utkastet är redan publicerat, som version 1.\n")
    assert err == "The draft has faults; nothing was published.\n"
