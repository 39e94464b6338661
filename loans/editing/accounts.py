"""Who signs: the system's own account, staff by name, and the accounts of the demo."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from loans.editing.roles import ROLES, recorded_account

SYSTEM = "system"
GENERATOR = "generator"

DEMO_ACCOUNTS = {
    "redaktor": "editor",
    "granskare": "reviewer",
    "administrator": "administrator",
    "lasare": "reader",
}
"""User name in the demo → role; called by what they do, since nobody stands behind them."""


class UnknownStaffError(Exception):
    """No active member of staff has the name; the message says so."""


def system():
    """The account that signs what no person has done. Nobody can sign in with it."""
    users = get_user_model().objects
    found = users.filter(username=SYSTEM).first()
    return found or users.create_user(SYSTEM, password=None, is_active=False)


def generator():
    """The reviewer who signs generated projects. Nobody can sign in with it."""
    users = get_user_model().objects
    account, is_new = users.get_or_create(username=GENERATOR)
    if is_new:
        with recorded_account(account, by=system(), why="Signerar genererade projekt"):
            account.set_unusable_password()
            account.save()
            account.groups.set([Group.objects.get(name=ROLES["reviewer"])])
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
    for username, role in DEMO_ACCOUNTS.items():
        users = get_user_model().objects
        account = users.filter(username=username).first() or users.model(username=username)
        with recorded_account(account, by=system(), why="Demon startades"):
            account.is_active = account.is_staff = True
            account.set_password(password)
            account.save()
            account.groups.set([Group.objects.get(name=ROLES[role])])
    return {username: ROLES[role] for username, role in DEMO_ACCOUNTS.items()}
