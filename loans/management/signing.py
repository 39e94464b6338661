"""Who signs what a command does: a member of staff, or the program's own account."""

import unicodedata

from django.core.exceptions import ValidationError

from config.command import COULD_NOT_RUN, CannotRunError, Command
from loans.editing import accounts
from loans.editing.log import require_fit


class SignedCommand(Command):
    """A command whose work is signed; without anybody who can sign it could not run."""

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except accounts.AccountError as reason:
            self._stop(str(reason), COULD_NOT_RUN)


def signer(username: str, *, permission: str | None = None):
    """The active member of staff of that name. CannotRunError for anybody else.

    `permission`, as "app.verb_model", is what the work needs beside.
    """
    require_legible("--by", username)
    try:
        by = accounts.staff(username)
    except accounts.UnknownStaffError as reason:
        raise CannotRunError(f"{reason} Name an active member of staff with --by.") from reason
    if permission and not by.has_perm(permission):
        raise CannotRunError(f"{username!r} may not publish that: name somebody else with --by.")
    return by


def reason(why: str) -> str:
    """What the log is told of why. CannotRunError where it breaks the log's rules."""
    try:
        require_fit(why)
    except ValidationError as refusal:
        raise CannotRunError(f"--why: {' '.join(refusal.messages)}") from refusal
    return why


def require_legible(what: str, value: str) -> None:
    """CannotRunError for control characters, line breaks and bytes that are no UTF-8."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise CannotRunError(f"{what} has characters that can't be shown: {value!a}.")
