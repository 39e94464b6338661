"""The privacy notice in the admin."""

import pytest

from privacy.models import PrivacyNotice
from tests import factories
from tests.loans.admin_pages import address, filled


@pytest.fixture
def superuser(client, db):
    client.user = factories.user()
    client.force_login(client.user)
    return client


def test_a_draft_notice_is_written_published_and_then_only_read(superuser):
    path = address(PrivacyNotice, "add")
    texts = {"title": "Nytt", "title_en": "New", "text": "Text", "text_en": "Text"}
    superuser.post(path, filled(superuser.get(path), **texts))
    draft = PrivacyNotice.objects.get()
    chosen = {"action": "publish_selected", "_selected_action": draft.pk}
    superuser.post(address(PrivacyNotice, "changelist"), chosen)
    draft.refresh_from_db()
    assert draft.version == 1
    change = address(PrivacyNotice, "change", draft.pk)
    assert superuser.post(change, texts | {"title": "Annat"}).status_code == 403
    assert 'name="_save"' not in superuser.get(change).content.decode()


def test_a_notice_is_not_published_twice_or_two_at_a_time(superuser):
    factories.notice()
    texts = {"title_en": "New", "text": "Text", "text_en": "Text"}
    drafts = [PrivacyNotice.objects.create(title=title, **texts) for title in ("Ett", "Två")]
    for keys in ([PrivacyNotice.objects.get(version=1).pk], [draft.pk for draft in drafts]):
        chosen = {"action": "publish_selected", "_selected_action": keys}
        page = superuser.post(address(PrivacyNotice, "changelist"), chosen, follow=True)
        assert "Välj ett utkast" in page.content.decode()
    assert PrivacyNotice.objects.published().count() == 1
