"""Runs the whole suite leg by leg: on SQLite, on PostgreSQL and in a real browser.

`python -m tests.legs [pytest's own arguments]`. A leg or a part of one that can't run here is said
aloud. With REQUIRE_ALL_LEGS=1 in the environment that is a failure, and so is every test that was
skipped or left out.
"""
# ruff: noqa: T201 (its summary is for a terminal)

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tests.postgres import NoPostgreSQLError, cluster

BASE_DIR = Path(__file__).resolve().parent.parent
# Tests of one xdist_group share a fixture that is dear to make, and so a process.
PARALLEL = ["-n", "auto", "--dist", "loadgroup"]
# Each process has a browser and a site of its own. Some tests take a hundred times as long as
# others, so whoever is done takes over from whoever is not; more than four need much memory.
BROWSING = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS = 5
"""pytest's exit status when nothing was selected."""


class NoBrowserError(Exception):
    """What to install, so that the browser's leg can run."""


@dataclass
class Outcome:
    """What came of a leg; `missing` says what to do about one that didn't run."""

    leg: str
    counts: Counter = field(default_factory=Counter)
    missing: str = ""

    def __str__(self) -> str:
        return f"{self.leg} {'NOT RUN' if self.missing else plain(self.counts)}"


def main(arguments: list[str]) -> int:
    # So that these, like Ctrl-C, leave no server behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    outcomes = [run(leg, prepare, arguments) for leg, prepare in LEGS.items()]
    faults = shortcomings(outcomes, collected()) if all_are_required() else []
    return report(outcomes, faults)


def all_are_required() -> bool:
    return os.environ.get("REQUIRE_ALL_LEGS", "") not in {"", "0"}


@contextlib.contextmanager
def sqlite():
    yield "not browser", PARALLEL, {}


@contextlib.contextmanager
def postgresql():
    """On the server that DATABASE_URL names, or else on one made for this run."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://", "pgsql://")):
        libpq = {name: os.environ[name] for name in os.environ if name.startswith("PG")}
        yield "not browser", PARALLEL, {"DATABASE_URL": given} | libpq
    else:
        with cluster() as made:
            yield "not browser", PARALLEL, {"DATABASE_URL": made}


@contextlib.contextmanager
def browser():
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    program = next(filter(None, map(shutil.which, names)), None)
    if not program:
        raise NoBrowserError(
            "install Chromium (on Debian: apt-get install chromium), or name it in CHROMIUM,"
        )
    # It says itself, on standard error, what it lacks.
    driver = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(driver, stdout=subprocess.DEVNULL).returncode:
        raise NoBrowserError(
            "install what Playwright lacks (on Debian: apt-get install libatomic1)"
        )
    yield "browser", BROWSING, {"CHROMIUM": program}


def docker_compose() -> bool:
    """Whether Docker can be asked what it thinks of the compose file; it needs no daemon."""
    command = ["docker", "compose", "version"]
    return (
        bool(shutil.which("docker")) and not subprocess.run(command, capture_output=True).returncode
    )


class Part(NamedTuple):
    """Something that tests use where it is at hand; `advice` says what to do where it isn't."""

    name: str
    is_there: Callable[[], bool]
    advice: str
    is_required: bool


PARTS = [
    Part(
        "the HTML checker of the browser's leg",
        lambda: bool(shutil.which("java")),
        "install Java (on Debian: apt-get install default-jre-headless)",
        is_required=True,
    ),
    Part(
        "Docker's own check of docker-compose.yml (ours has run)",
        docker_compose,
        "install Docker with Compose",
        is_required=False,
    ),
]

LEGS = {"SQLite": sqlite, "PostgreSQL": postgresql, "browser": browser}
"""Each gives the marker of its tests, options for pytest and settings, or says why it can't."""


def run(leg: str, prepare, arguments: list[str]) -> Outcome:
    """Runs one leg, with `arguments` for pytest besides the leg's own."""
    print(f"\n######## {leg}", flush=True)
    try:
        with prepare() as (marker, options, settings), tempfile.TemporaryDirectory() as directory:
            results = Path(directory) / "results.xml"
            command = [sys.executable, "-m", "pytest", "-rfEs", f"--junitxml={results}", *options]
            status = call([*command, *arguments, "-m", marker], clean_environment() | settings)
            return Outcome(leg, settled(count(results), status, narrowed=bool(arguments)))
    except (NoPostgreSQLError, NoBrowserError) as reason:
        print(f"NOT RUN: {reason} to run it.")
        return Outcome(leg, missing=str(reason))


def call(command: list[str], environment: dict) -> int:
    """The exit status of `command`, which doesn't outlive this process."""
    process = subprocess.Popen(command, cwd=BASE_DIR, env=environment)
    try:
        return process.wait()
    except BaseException as interruption:
        # pytest stops its workers and the browser when it is interrupted, not when it is killed.
        # Ctrl-C has reached it already, and a second one would cut that short.
        if not isinstance(interruption, KeyboardInterrupt):
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def clean_environment() -> dict[str, str]:
    """The environment without the settings of a developer's own installation."""
    example = (BASE_DIR / ".env.example").read_text()
    settings = {*re.findall(r"^([A-Z_]+)=", example, re.MULTILINE), "DJANGO_SETTINGS_MODULE"}
    settings.add("PYTEST_ADDOPTS")  # it could leave tests out
    return {k: v for k, v in os.environ.items() if k not in settings and not k.startswith("PG")}


def count(results: Path) -> Counter:
    """Tests by how they went; a test that fails twice, such as in its teardown, counts once."""
    tests = {}
    for case in ElementTree.parse(results).iter("testcase") if results.exists() else ():  # noqa: S314 (our own file)
        key = case.get("classname"), case.get("name")
        if case.find("failure") is not None or case.find("error") is not None:
            tests[key] = "failed"
        else:
            tests.setdefault(key, "passed" if case.find("skipped") is None else "skipped")
    return Counter(tests.values())


def settled(counts: Counter, status: int, *, narrowed: bool) -> Counter:
    """`counts` that agree with pytest's exit status: a run that broke, or that found no test
    without being asked for particular ones, counts as a failure."""
    harmless = status == 0 or (status == NO_TESTS and narrowed)
    if not harmless and not counts["failed"]:
        counts["failed"] = 1
    return counts


def collected() -> int:
    """How many tests there are, whatever leg they belong to."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    done = subprocess.run(
        command, cwd=BASE_DIR, env=clean_environment(), capture_output=True, text=True
    )
    found = re.search(r"^(\d+) tests? collected", done.stdout, re.MULTILINE)
    return int(found[1]) if found else 0


def shortcomings(outcomes: list[Outcome], tests: int) -> list[str]:
    """What keeps a run from being whole, where it has to be: `tests` is how many there are."""
    ran = {outcome.leg: outcome.counts.total() for outcome in outcomes}
    faults = [f"{outcome.leg} did not run." for outcome in outcomes if outcome.missing]
    faults += [f"{leg}: no test ran." for leg, number in ran.items() if not number]
    faults += [f"{part.name} did not run." for part in PARTS if part.is_required > part.is_there()]
    faults += [
        f"{outcome.leg}: {outcome.counts['skipped']} skipped."
        for outcome in outcomes
        if outcome.counts["skipped"]
    ]
    for database in ("SQLite", "PostgreSQL"):
        if (number := ran[database] + ran["browser"]) != tests:
            faults.append(f"{database} and browser ran {number} tests of {tests}.")
    return faults


def report(outcomes: list[Outcome], faults: list[str]) -> int:
    """Prints the summary and returns the exit status: 1 if anything failed."""
    total = sum((outcome.counts for outcome in outcomes), Counter())
    print("\n######## Summary")
    absent = [(o.leg, o.missing) for o in outcomes if o.missing]
    absent += [(part.name, part.advice) for part in PARTS if not part.is_there()]
    for name, advice in absent:
        box(f"NOT RUN: {name}: {advice} to run it")
    for fault in faults:
        print(f"REQUIRE_ALL_LEGS: {fault}")
    total["failed"] += len(faults)
    print(" | ".join(map(str, outcomes)))
    print(plain(total), flush=True)
    return 1 if total["failed"] else 0


def box(text: str):
    line = "+" + "-" * (len(text) + 2) + "+"
    print(line, f"| {text} |", line, sep="\n")


def plain(counts: Counter) -> str:
    """ "3 passed, 0 failed, 1 skipped"."""
    words = f"{counts['passed']} passed, {counts['failed']} failed"
    return f"{words}, {counts['skipped']} skipped" if counts["skipped"] else words


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
