"""The page where people change their own password, and who may still do so."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from loans.admin.base import in_turn
from loans.editing.roles import recorded_account


def logged(password_change, request, extra_context):
    """The answer of `AdminSite.password_change`, with an entry in the log."""
    if request.method != "POST":
        return password_change(request, extra_context)
    with in_turn(request):
        # Django stores all of the account: what was read before the turn came may be old.
        request.user = still_active(request.user)
        with recorded_account(request.user, by=request.user):
            return password_change(request, extra_context)


def still_active(user):
    """The account as it is stored now. PermissionDenied where nobody may use it any longer."""
    stored = get_user_model().objects.get(pk=user.pk)
    if not stored.is_active:
        raise PermissionDenied
    return stored
