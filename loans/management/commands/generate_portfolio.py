from django.conf import settings
from django.core.exceptions import ValidationError

from config.command import CannotRunError
from loans.editing.actions import PUBLISH
from loans.editing.portfolio import generate
from loans.management.progress import Progress
from loans.management.signing import SignedCommand, signer


class Command(SignedCommand):
    help = """
Makes and publishes N generated projects for load tests, each marked "(genererat)" in its title.
The same N and seed on the same register give the same projects.

What has been published is never removed, so don't run it on the real register. There
(without DEBUG or DEMO) it runs only if somebody signs with --by.
"""

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, metavar="N", help="how many projects")
        parser.add_argument("--seed", type=int, default=1, help="default: 1")
        parser.add_argument(
            "--by", metavar="USERNAME", help="who signs (default: an account of its own)"
        )

    def handle(self, *args, **options):
        by = who_signs(options["by"])
        with Progress("Generating projects") as progress:
            try:
                made = generate(options["number"], seed=options["seed"], by=by, progress=progress)
            except ValueError as refusal:
                raise CannotRunError(str(refusal)) from refusal
            except ValidationError as refusal:
                raise CannotRunError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{made} generated projects published.")


def who_signs(username: str | None):
    """The reviewer who signs, or None for the generator's own account."""
    if username:
        return signer(username, permission=PUBLISH)
    if not (settings.DEBUG or settings.DEMO):
        raise CannotRunError(
            "Published projects can't be removed afterwards. Say who signs with --by USERNAME, "
            "or run it with DEBUG=1 on a register of your own."
        )
    return None
