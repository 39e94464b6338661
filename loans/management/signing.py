"""Who signs what a command does: a member of staff, or the program's own account."""

from config.command import COULD_NOT_RUN, CannotRunError, Command
from loans.editing import accounts


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
    try:
        by = accounts.staff(username)
    except accounts.UnknownStaffError as reason:
        raise CannotRunError(f"{reason} Name an active member of staff with --by.") from reason
    if permission and not by.has_perm(permission):
        raise CannotRunError(f"{username!r} may not publish that: name somebody else with --by.")
    return by
