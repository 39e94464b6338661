"""Nobody signs whose account has been deactivated, perhaps while the action waited for its turn."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from loans import editing
from loans.editing import accounts
from loans.editing.bulk import change_all, create_all
from loans.editing.notices import publish_first_notice, publish_notice, save_draft
from loans.editing.roles import load_roles, recorded_account
from loans.models import Change, Initiative
from privacy.models import PrivacyNotice
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = {"title": "Rubrik", "text": "Läs.", "title_en": "Heading", "text_en": "Read."}


def save_account(account, by) -> None:
    with recorded_account(account, by=by):
        account.first_name = "Kim"
        account.save()


def prepared() -> dict:
    """Name of an action → what carries it out for `by`, all that it needs made beforehand."""
    draft, project, row = factories.draft(), factories.project(), factories.initiative()
    notice = PrivacyNotice.objects.create(**WORDS)
    new, account = Initiative(name="Ny", slug="ny"), factories.user()
    project.title = row.name = "Nytt namn"
    return {
        "save": lambda by: editing.save(row, by=by),
        "delete": lambda by: editing.delete(row, by=by),
        "publish": lambda by: editing.publish(draft, by=by),
        "withdraw": lambda by: editing.withdraw(project, by=by, why="Fel"),
        "create_all": lambda by: create_all([new], by=by),
        "change_all": lambda by: change_all([project], by=by),
        "publish_notice": lambda by: publish_notice(notice, by=by, why="Ny lag"),
        "save_draft": lambda by: save_draft(PrivacyNotice(**WORDS), by=by),
        "save_account": lambda by: save_account(account, by),
        "load_roles": lambda by: load_roles(by=by),
    }


ACTIONS = [
    *("save", "delete", "publish", "withdraw", "create_all", "change_all"),
    *("publish_notice", "save_draft", "save_account", "load_roles"),
]


@pytest.mark.parametrize("name", ACTIONS)
def test_an_account_that_was_deactivated_meanwhile_signs_nothing(name):
    act, by = prepared()[name], factories.user()
    get_user_model().objects.filter(pk=by.pk).update(is_active=False)
    entries = Change.objects.count()

    with pytest.raises(PermissionDenied, match="Kontot har stängts av"):
        act(by)
    assert Change.objects.count() == entries


def test_a_first_notice_is_not_published_by_a_deactivated_account():
    by = factories.user(is_active=False)

    with pytest.raises(PermissionDenied, match="Kontot har stängts av"):
        publish_first_notice(PrivacyNotice(**WORDS), by=by, why="Grunddata")


def test_an_account_signs_its_own_deactivation():
    by = factories.user()
    with recorded_account(by, by=by, why="Slutar"):
        by.is_active = False
        by.save()

    assert Change.objects.get(why="Slutar").by == by


def test_the_programs_own_account_signs_though_it_is_not_active():
    system = accounts.system()
    editing.save(Initiative(name="Ny", slug="ny"), by=system)

    assert not system.is_active
    assert Change.objects.first().by == system
