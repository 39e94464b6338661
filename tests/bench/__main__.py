"""What the search costs in a large register: `make bench`.

`python -m tests.bench [projects] [--postgresql]`. The register is made in a database of its own,
and thrown away: a file in a temporary folder, or in PostgreSQL, on the server that DATABASE_URL
names or else on one made for this. 100,000 projects take some 2 GB and a quarter of an hour.
Ends with 1 where a promise is broken.
"""
# ruff: noqa: T201 (its table is for a terminal)

import argparse
import contextlib
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime

import django

from tests import legs
from tests.postgres import NoPostgreSQLError

PROJECTS = 100_000
FEWEST = 2
ABOUT = "Says what the search costs in a large register; ends with 1 where a promise is broken."


def main(arguments: list[str]) -> int:
    # So that these, like Ctrl-C, leave nothing behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    asked = _arguments(arguments)
    try:
        with server(asked.postgresql) as (settings, scratch), database(settings, scratch):
            return compare(asked.projects)
    except NoPostgreSQLError as reason:
        print(f"NOT RUN: {reason} to run it.", file=sys.stderr)
        return 1


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=ABOUT)
    parser.add_argument(
        "projects", nargs="?", type=int, default=PROJECTS, help=f"default: {PROJECTS:,}"
    )
    parser.add_argument("--postgresql", action="store_true", help="default: SQLite")
    asked = parser.parse_args(arguments)
    if asked.projects < FEWEST:
        parser.error(f"at least {FEWEST} projects are needed, to be published with other texts")
    return asked


# Django has to know its database before anything of the site is imported.


def compare(projects: int) -> int:
    """Fills the register and prints what it costs; 1 if a promise is broken, else 0."""
    from loans.management.progress import Progress
    from tests.bench import register

    with Progress("Publishing projects") as progress:
        register.fill(projects, progress)
    return measure()


def measure() -> int:
    """Measures the register that is there, and says so line by line."""
    from loans.management.progress import Progress
    from loans.models import PublishedVersion
    from tests.bench import costs, report

    print(_circumstances(), *report.head(PublishedVersion.objects.current().count()), sep="\n")
    searches = []
    for search in costs.searches():
        print(report.search(search), flush=True)
        searches.append(search)
    published = costs.publishing_costs()
    print(*report.publishing(published), *report.sizes(costs.sizes()), sep="\n", flush=True)
    with Progress("Indexing versions") as progress:
        ms = costs.rebuilding_ms(progress)
    print(report.rebuilding(ms, PublishedVersion.objects.count()), "", sep="\n")
    print(*report.verdict(searches, published), *_busy(), sep="\n")
    return 1 if report.broken(searches, published) else 0


def _circumstances() -> str:
    from django.db import connection

    version = ".".join(map(str, connection.get_database_version()))
    return (
        f"{datetime.now().astimezone():%d %B %Y, %H:%M}. {connection.display_name} {version},"
        f" Python {platform.python_version()}, {os.cpu_count()} processors, load {_load()}."
    )


def _load() -> str:
    """Of the machine: processes that want to run, in the mean of 1, 5 and 15 minutes."""
    return ", ".join(f"{mean:.1f}" for mean in os.getloadavg())


def _busy() -> Iterator[str]:
    """What to think of times of the clock, where others have used the machine too."""
    if max(os.getloadavg()) > os.cpu_count():
        yield (
            f"The machine was busy (load {_load()} on {os.cpu_count()} processors): what is said in"
            " ms would be less on one at rest."
        )


@contextlib.contextmanager
def server(postgresql: bool):
    """Settings, and where SQLite has its file."""
    if postgresql:
        with legs.postgresql() as (_, _, settings):
            yield settings, None
    else:
        with tempfile.TemporaryDirectory(prefix="lan-bench-") as folder:
            yield {"DATABASE_URL": f"sqlite:///{folder}/none.sqlite3"}, f"{folder}/bench.sqlite3"


@contextlib.contextmanager
def database(settings: dict[str, str], scratch: str | None):
    """An empty database with all tables, as tests have it; a file where `scratch` names one."""
    os.environ.update(settings, DJANGO_SETTINGS_MODULE="tests.settings")
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = scratch
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
