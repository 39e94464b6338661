"""Who signs: the system's own account, staff by name, and the accounts of the demo."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from loans import publishing
from loans.editing.own import GENERATOR, OWN_NAMES, SYSTEM, is_own
from loans.editing.roles import ROLES, folded, recorded_account

DEMO_ACCOUNTS = {
    "redaktor": "editor",
    "granskare": "reviewer",
    "administrator": "administrator",
    "lasare": "reader",
}
"""User name in the demo → role; called by what they do, since nobody stands behind them."""


class AccountError(Exception):
    """Nobody can sign; the message is a sentence that says why."""


class UnknownStaffError(AccountError):
    """No active member of staff has the name."""


class OwnNameTakenError(AccountError):
    """Somebody has an account under a name that the program needs for itself."""


def system():
    """The account that signs what no person has done. Nobody can sign in with it.

    OwnNameTakenError where a person has its name.
    """
    return _own(SYSTEM, is_active=False)


def generator():
    """The reviewer who signs generated projects. Nobody can sign in with it.

    OwnNameTakenError where a person has its name.
    """
    return _own(GENERATOR, role="reviewer")


def not_own_name(username: str) -> None:
    """Refuses a name that people could take for the program's own, in the log above all."""
    if folded(username) in OWN_NAMES:
        raise ValidationError(f"”{username}” är programmets eget. Välj ett annat namn.")


@transaction.atomic
def _own(username: str, *, role: str | None = None, **fields):
    publishing.lock()
    account = get_user_model().objects.filter(username=username).first()
    if account is None:
        return _made(get_user_model()(username=username, **fields), role)
    if not is_own(account):
        raise OwnNameTakenError(
            f"The account {username!r} is somebody's: it is on the staff or has a password. The "
            "program needs that name for itself. Give the account another user name in the admin."
        )
    return account


def _made(account, role: str | None):
    by = account if account.username == SYSTEM else system()
    with recorded_account(account, by=by, why="Programmets eget konto"):
        account.set_unusable_password()
        account.save()
        account.groups.set(Group.objects.filter(name=ROLES[role]) if role else [])
    return account


def staff(username: str):
    """The active member of staff of that name. UnknownStaffError for anybody else."""
    found = get_user_model().objects.filter(username=username).first()
    if found is None:
        raise UnknownStaffError(f"There is no account called {username!r}.")
    if not (found.is_active and found.is_staff):
        raise UnknownStaffError(f"{username!r} is not an active member of staff.")
    return found


@transaction.atomic
def demo_accounts(password: str) -> dict[str, str]:
    """One account for each role, made or given the new password; user name → name of the group."""
    publishing.lock()
    for username, role in DEMO_ACCOUNTS.items():
        users = get_user_model().objects
        account = users.filter(username=username).first() or users.model(username=username)
        with recorded_account(account, by=system(), why="Demon startades"):
            account.is_active = account.is_staff = True
            account.set_password(password)
            account.save()
            account.groups.set([Group.objects.get(name=ROLES[role])])
    return {username: ROLES[role] for username, role in DEMO_ACCOUNTS.items()}
