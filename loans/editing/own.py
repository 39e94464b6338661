"""Which accounts are the program's own: it makes them for itself, and nobody can sign in."""

SYSTEM = "system"
GENERATOR = "generator"
OWN_NAMES = (SYSTEM, GENERATOR)
"""The user names of the accounts that the program makes for itself."""


def is_own(account) -> bool:
    """Whether the program made the account for itself: it has the name, and nobody can sign in."""
    somebodys = account.is_staff or account.is_superuser or account.has_usable_password()
    return account.username in OWN_NAMES and not somebodys
