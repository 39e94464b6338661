"""The turn of a signed action among all that write."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from loans import publishing
from loans.editing.own import is_own

DEACTIVATED = "Kontot har stängts av. Ingenting är sparat."


def take_turn(by) -> None:
    """Waits for the lock, until the caller's transaction ends, and looks anew at who signs.

    PermissionDenied where the account was deactivated, perhaps while it waited. The program's
    own accounts sign whether active or not, the first of them even while it is being made.
    """
    publishing.lock()
    if by.pk is None or is_own(by):
        return
    if not get_user_model()._base_manager.filter(pk=by.pk, is_active=True).exists():
        raise PermissionDenied(DEACTIVATED)
