from django.conf import settings

from config.command import CannotRunError
from loans.management.progress import Progress
from loans.management.signing import SignedCommand


class Command(SignedCommand):
    help = """
Fills a database with the sample projects and serves the site on this machine alone, until
Ctrl-C. `make demo` runs it with the settings that it needs. What a start before left stays.
"""
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="default: 8000")
        parser.add_argument(
            "--projects",
            type=int,
            default=0,
            metavar="N",
            help="have at least N generated projects beside the sample (default: 0)",
        )

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CannotRunError("This is no demo: run `make demo`, or set DEMO=1.")
        from loans.management import demo

        port = options["port"]
        demo.require_free(port)
        site_url = f"http://{demo.ADDRESS}:{port}"
        if site_url != settings.SITE_URL:
            demo.restart(site_url)
        with Progress("Generating projects") as progress:
            roles, password = demo.prepare(options["projects"], progress=progress)
        for line in welcome(site_url, roles, password):
            self.stdout.write(line)
        self.stdout.flush()
        demo.serve(port)


def welcome(site_url: str, roles: dict[str, str], password: str) -> list[str]:
    width = max(map(len, roles))
    return [
        "",
        "  Öppna lån, a demonstration on this machine alone. Stop it with Ctrl-C.",
        "",
        f"  Site    {site_url}/",
        f"  Staff   {site_url}/admin/",
        "",
        *(f"          {username:<{width}}   {role}" for username, role in roles.items()),
        "",
        f"  Password of them all, new at each start:  {password}",
        "",
    ]
