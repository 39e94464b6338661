"""The accounts that the program signs with itself."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from loans.editing import accounts
from loans.editing.roles import load_roles
from loans.models import Change
from tests import factories

pytestmark = pytest.mark.django_db

OWN = {"system": accounts.system, "generator": accounts.generator}


@pytest.fixture(autouse=True)
def roles():
    load_roles(by=factories.signer())


@pytest.mark.parametrize("name", OWN)
def test_the_program_makes_its_accounts_once_and_nobody_can_sign_in_with_them(name):
    first, second = OWN[name](), OWN[name]()
    assert first == second
    assert not first.has_usable_password()
    assert not first.is_staff
    entry = Change.objects.filter(model="auth.User", object_label=name).get()
    assert (entry.action, entry.by.username) == ("create", "system")


def test_the_generator_may_publish_and_the_system_may_nothing():
    assert accounts.generator().has_perm("loans.publish_project")
    assert not accounts.system().get_all_permissions()


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "somebodys", [{"is_staff": True}, {"is_superuser": True}, {"password": "argon2$hemligt"}]
)
def test_somebodys_account_is_not_taken_for_the_programs_own(name, somebodys):
    fields = {"password": "!", "is_staff": False} | somebodys
    account = get_user_model().objects.create(username=name, **fields)
    with pytest.raises(accounts.OwnNameTakenError, match=name):
        OWN[name]()
    account.refresh_from_db()
    assert not account.groups.exists()


@pytest.mark.parametrize("name", ["system", "System", "GENERATOR"])
def test_the_names_of_the_program_are_nobody_elses(name):
    with pytest.raises(ValidationError, match="programmets eget"):
        accounts.not_own_name(name)


def test_other_names_are_free():
    accounts.not_own_name("systema")
