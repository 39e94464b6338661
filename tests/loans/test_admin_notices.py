"""The privacy notice in the admin: drafts, and the page that publishes one."""

import pytest

from loans.editing.notices import publish_notice
from loans.models import Change
from privacy.models import PrivacyNotice
from tests import factories
from tests.loans.admin_pages import address, filled

WORDS = {"title": "Nytt", "title_en": "New", "text": "Ny text.", "text_en": "New text."}


@pytest.fixture
def administrator(client, db):
    client.user = factories.user("administrator")
    client.force_login(client.user)
    return client


@pytest.fixture
def draft(db) -> PrivacyNotice:
    return PrivacyNotice.objects.create(**WORDS)


def publish_page(notice: PrivacyNotice) -> str:
    return address(PrivacyNotice, "publish", notice.pk)


def test_a_draft_is_written_published_and_then_only_read(administrator):
    add = address(PrivacyNotice, "add")
    administrator.post(add, filled(administrator.get(add), why="Ny lag", **WORDS))
    draft = PrivacyNotice.objects.get()
    change = address(PrivacyNotice, "change", draft.pk)
    sent = filled(administrator.get(change), text="Nyare text.", why="Ny lag", _publish="1")
    onward = administrator.post(change, sent)
    assert onward.headers["Location"] == f"{publish_page(draft)}?why=Ny+lag"
    page = administrator.get(onward.headers["Location"])
    published = administrator.post(publish_page(draft), filled(page), follow=True)
    assert "Version 1 är publicerad." in published.content.decode()
    assert 'name="_save"' not in published.content.decode()
    assert "ändras aldrig" in published.content.decode()
    assert PrivacyNotice.objects.published().get().text == "Nyare text."
    entries = Change.objects.filter(model="privacy.PrivacyNotice", by=administrator.user)
    assert [(e.action, e.why) for e in entries] == [
        (action, "Ny lag") for action in ("publish", "change", "create")
    ]


def test_the_page_shows_what_visitors_will_read_and_whether_they_are_asked(administrator, draft):
    page = administrator.get(publish_page(draft)).content.decode()
    for words in WORDS.values():
        assert words in page
    assert "som version 1?" in page
    assert "det första meddelandet: alla besökare" in page


@pytest.mark.parametrize(
    ("is_material", "words"),
    [(True, "även de som har gått vidare"), (False, "tillfrågas inte igen")],
)
def test_the_page_says_whether_visitors_are_asked_again(administrator, draft, is_material, words):
    factories.notice()
    draft.is_material = is_material
    draft.save()
    page = administrator.get(publish_page(draft))
    assert words in page.content.decode()
    administrator.post(publish_page(draft), filled(page, why="Ny lag"))
    assert PrivacyNotice.objects.get(version=2).is_material is is_material


@pytest.mark.parametrize("why", ["", "  ", "=1+1", "x" * 501])
def test_without_a_proper_reason_nothing_is_published(administrator, draft, why):
    page = administrator.get(publish_page(draft))
    answer = administrator.post(publish_page(draft), filled(page, why=why))
    assert answer.status_code == 200
    assert "Ingenting har hänt" in answer.content.decode()
    assert not PrivacyNotice.objects.published().exists()


@pytest.mark.parametrize("change", [{"text": "Något annat."}, {"is_material": False}])
def test_only_what_was_read_is_published(administrator, draft, change):
    factories.notice()
    sent = filled(administrator.get(publish_page(draft)), why="Ny lag")
    PrivacyNotice.objects.filter(pk=draft.pk).update(**change)
    answer = administrator.post(publish_page(draft), sent)
    assert "Någon ändrade medan du läste" in answer.content.decode()
    assert 'value="Ny lag"' in answer.content.decode()
    assert PrivacyNotice.objects.published().count() == 1
    assert administrator.post(publish_page(draft), filled(answer)).status_code == 302
    assert PrivacyNotice.objects.published().count() == 2


def test_a_second_publication_is_told_so(administrator, draft):
    sent = filled(administrator.get(publish_page(draft)), why="Ny lag")
    for _ in range(2):
        page = administrator.post(publish_page(draft), sent, follow=True)
    assert "Redan publicerat: version 1." in page.content.decode()
    assert PrivacyNotice.objects.count() == 1


def test_the_same_texts_again_are_refused_with_a_sentence(administrator, draft):
    publish_notice(draft, by=factories.signer(), why="Ny lag")
    again = PrivacyNotice.objects.create(**WORDS)
    sent = filled(administrator.get(publish_page(again)), why="Igen")
    answer = administrator.post(publish_page(again), sent)
    assert "desamma som i version 1" in answer.content.decode()
    assert PrivacyNotice.objects.published().count() == 1


def test_what_was_written_while_another_published_becomes_a_new_draft(administrator, draft):
    change = address(PrivacyNotice, "change", draft.pk)
    sent = filled(administrator.get(change), text="Det jag skrev.", why="Tydligare")
    publish_notice(draft, by=factories.signer(), why="Ny lag")
    page = administrator.post(change, sent)
    assert page.status_code == 200
    assert "publicerades medan du skrev" in page.content.decode()
    assert f'action="{address(PrivacyNotice, "add")}"' in page.content.decode()
    assert PrivacyNotice.objects.get().text == WORDS["text"]
    assert administrator.post(address(PrivacyNotice, "add"), filled(page)).status_code == 302
    assert PrivacyNotice.objects.get(version=None).text == "Det jag skrev."


def test_a_draft_is_removed_with_a_reason_and_a_published_notice_is_not(administrator, draft):
    published = factories.notice()
    sent = {"post": "yes", "why": "Dubblett"}
    for notice in (draft, published):
        administrator.post(address(PrivacyNotice, "delete", notice.pk), sent)
    assert PrivacyNotice.objects.get() == published
    entry = Change.objects.first()
    assert (entry.action, entry.why, entry.object_label) == ("delete", "Dubblett", "utkast: Nytt")


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer"])
def test_whoever_may_not_publish_the_notice_is_refused_at_the_door(client, draft, role):
    client.force_login(factories.user(role))
    assert client.get(publish_page(draft)).status_code == 403
    assert client.post(publish_page(draft), {"why": "Ny lag"}).status_code == 403
    change = client.get(address(PrivacyNotice, "change", draft.pk)).content.decode()
    assert "ublicera utkastet" not in change
    assert 'name="_publish"' not in change
    assert not PrivacyNotice.objects.published().exists()


@pytest.mark.parametrize("key", ["0", "999999999999999999999999", "x", "-1"])
def test_a_draft_that_is_not_there_leads_to_the_start_page(administrator, key):
    page = administrator.get(address(PrivacyNotice, "publish", key))
    assert page.status_code == 302


def test_fields_say_what_the_public_sees():
    for field in PrivacyNotice._meta.concrete_fields:
        assert field.primary_key or "isas" in field.help_text, field.name
