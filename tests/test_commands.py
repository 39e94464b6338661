"""Management commands: what they print, and the exit status that says how it went."""

import json
import os
import socket
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import OperationalError

from loans.editing.reference import load_reference_data
from loans.management import demo
from loans.management.progress import Progress
from loans.models import Change, Project
from tests import factories

pytestmark = pytest.mark.django_db

OUR_APPS = {"loans", "members", "privacy"}
OURS = sorted(name for name, app in get_commands().items() if app in OUR_APPS)
GENERAL = {action.dest for action in BaseCommand().create_parser("", "")._actions}
"""The options that every command of Django has."""


@pytest.fixture
def project_file(tmp_path):
    """Writes a file of one project, whose values a test may change."""
    factories.member("Norrköpings kommun", code="0581")

    def write(**values):
        row = {
            "reference": "P-0101",
            "title": "Ny park",
            "borrower": "Parkbolaget",
            "borrower_kind": "company",
            "borrower_members": ["0581"],
        } | values
        path = tmp_path / "projects.json"
        path.write_text(json.dumps([row]))
        return path

    return write


@pytest.mark.parametrize("name", OURS)
def test_every_command_says_what_it_does_and_what_each_option_means(run, name):
    status, out, _ = run(name, "--help")
    command = load_command_class(get_commands()[name], name)
    own = [a for a in command.create_parser("manage.py", name)._actions if a.dest not in GENERAL]
    explanation = command.help.strip()

    assert status == 0
    assert explanation in out, "the explanation keeps its lines"
    assert len(explanation.split()) >= 20
    assert explanation.endswith(".")
    assert [action.dest for action in own if not action.help] == []
    for action in own:
        assert action.help % vars(action) in " ".join(out.split()), action.dest


PROMISES = {
    "load_reference_data": ["counties", "run twice it changes nothing"],
    "import_projects": ["Without --apply it only tries", "or none", "Exit status: 0", "--by"],
    "generate_portfolio": ["--seed", "marked", "published"],
    "publish_notice": ["--minor", "never altered or removed", "--by"],
    "check_numbers": ["Nothing is written", "1 some don't", "--sample"],
    "demo": ["on this machine alone", "--port", "--projects"],
}


@pytest.mark.parametrize("name", PROMISES)
def test_a_command_says_what_is_promised_of_it(run, name):
    _, out, _ = run(name, "--help")
    folded = " ".join(out.split())

    assert [promise for promise in PROMISES[name] if promise not in folded] == []


def test_reference_data_is_loaded_once(run):
    status, out, _ = run("load_reference_data")
    assert status == 0
    assert "municipalities and regions   310 added     0 already there" in out

    _, out, _ = run("load_reference_data")
    assert "municipalities and regions     0 added   310 already there" in out


def test_reference_data_that_clashes_is_a_fault(run):
    factories.category(slug="eget", name="Boende och boendemiljöer")

    status, _, err = run("load_reference_data")

    assert status == 1
    assert err.startswith("Nothing was loaded. Boende och boendemiljöer:")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("system", ["load_reference_data"]), ("generator", ["generate_portfolio", 1])],
)
def test_a_command_does_not_sign_with_somebodys_account(run, settings, name, arguments):
    factories.user(username=name)
    factories.member()
    factories.investment_type()
    settings.DEBUG = True

    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith(f"The account '{name}' is somebody's")
    assert "another user name" in err


def test_a_database_that_is_not_there_is_told_in_a_sentence(run, monkeypatch):
    def broken(*args):
        raise OperationalError("no such table: loans_project")

    monkeypatch.setattr("loans.management.commands.load_reference_data.load_reference_data", broken)

    status, _, err = run("load_reference_data")

    assert status == 2
    assert err.startswith("The database refused: no such table: loans_project. Can it be reached")


def test_an_interrupted_command_ends_without_traceback(run, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    path = "loans.management.commands.load_reference_data.load_reference_data"
    monkeypatch.setattr(path, interrupted)

    assert run("load_reference_data") == (130, "", "Interrupted.\n")


def test_an_import_is_tried_unless_it_is_applied(run, project_file):
    path = project_file()

    status, out, _ = run("import_projects", path)

    assert status == 0
    assert "P-0101 new: Ny park\nnew borrower: Parkbolaget\n1 new, 0 changed, 0 unchanged\n" in out
    assert "nothing was changed" in out
    assert not Project.objects.exists()


def test_an_import_is_applied_published_and_signed(run, project_file):
    reviewer = factories.user("reviewer", username="granskare")

    status, out, _ = run(
        "import_projects", project_file(), "--apply", "--publish", "--by", "granskare"
    )

    assert (status, out.splitlines()[-1]) == (0, "1 new, 0 changed, 0 unchanged; 1 published")
    assert Project.objects.get().status == "published"
    entry = Change.objects.get(action="publish")
    assert (entry.by, entry.why) == (reviewer, "Import av projects.json")


def test_a_change_is_printed_before_and_after(run, project_file):
    factories.user("editor", username="redaktor")
    signed = ["--apply", "--by", "redaktor", "--why", "Årlig lista"]
    run("import_projects", project_file(), *signed)

    _, out, _ = run("import_projects", project_file(title="Gammal park"), *signed)

    assert "P-0101 changed: Gammal park\n    title: Ny park → Gammal park\n" in out
    assert Change.objects.first().why == "Årlig lista"


def test_faults_in_a_file_are_listed_with_status_1(run, project_file):
    status, out, err = run("import_projects", project_file(title="", category="x"))

    assert status == 1
    assert "projekt 1 (P-0101), title: Detta fält får inte vara tomt.\n" in out
    assert "projekt 1 (P-0101), category: ”x” finns inte i registret." in out
    assert err == "2 faults in the file; nothing was imported.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--apply"], "--apply needs --by USERNAME"),
        (["--publish"], "--publish needs --by USERNAME"),
        (["--apply", "--by", "ingen"], "There is no account called 'ingen'."),
        (["--apply", "--by", "slutat"], "'slutat' is not an active member of staff."),
        (["--publish", "--by", "redaktor"], "'redaktor' may not publish"),
        (["--by", "lasare"], "'lasare' may not import projects"),
        (["--by", "namn\udcff"], "--by has characters that can't be shown"),
        (["--why", "x" * 501], "--why: Säkerställ att detta värde har som mest 500"),
        (["--why", "en\nannan"], "--why: Texten ska stå på en rad."),
        (["--why", "\x1b[2J"], "--why: Texten innehåller styrtecken"),
        (["--why", "x\udcff"], "--why: Texten innehåller styrtecken"),
        (["--why", "=1+1"], "--why: Texten får inte börja med ="),
    ],
)
def test_an_import_that_nobody_can_sign_does_not_run(run, project_file, arguments, sentence):
    factories.user("editor", username="redaktor")
    factories.user("reader", username="lasare")
    factories.user("reviewer", username="slutat", is_active=False)

    status, out, err = run("import_projects", project_file(), *arguments)

    assert (status, out) == (2, "")
    assert err.startswith(sentence)


def test_a_file_that_is_not_there_or_of_no_known_kind_does_not_run(run, tmp_path):
    assert run("import_projects", tmp_path / "nix.csv")[0] == 2
    assert run("import_projects", tmp_path)[0] == 2
    status, _, err = run("import_projects", "projects.txt")
    assert (status, err.split(":")[0]) == (2, "projects.txt ends in neither .json nor .csv")


def make_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda path: make_pipe(path / "pipe.json"),
            "is no file: name one that can be read",
        ),
        (lambda path: path, "is no file"),
        (lambda path: Path("/dev/zero"), "is no file"),
        (lambda path: path / "nix.json", "can't be read: No such file or directory."),
        (lambda path: f"{path}/\udcff.json", "The file's name has characters"),
        (lambda path: f"{path}/rad\n.json", "The file's name has characters"),
        (lambda path: f"{path}/{'x' * 300}.json", "can't be read: File name too long."),
    ],
)
def test_what_is_no_file_with_a_plain_name_does_not_run(run, tmp_path, make, sentence):
    status, out, err = run("import_projects", make(tmp_path), "--format", "json")

    assert (status, out) == (2, "")
    assert sentence in err


def test_the_format_can_be_named(run, project_file):
    path = project_file()
    renamed = path.rename(path.with_suffix(".txt"))

    assert run("import_projects", renamed, "--format", "json")[0] == 0


def test_a_portfolio_is_generated_on_a_developers_machine(run, settings):
    load_reference_data()
    settings.DEBUG = True

    assert run("generate_portfolio", 3, "--seed", 2)[:2] == (
        0,
        "3 generated projects published.\n",
    )


def test_a_portfolio_on_the_real_register_needs_somebody_who_signs(run):
    load_reference_data()

    status, _, err = run("generate_portfolio", 3)
    assert (status, err.split(".")[0]) == (2, "Published projects can't be removed afterwards")

    factories.user("editor", username="redaktor")
    assert run("generate_portfolio", 3, "--by", "redaktor")[0] == 2
    assert run("generate_portfolio", 3, "--by", "ingen")[0] == 2
    factories.user("reviewer", username="granskare")
    assert run("generate_portfolio", 3, "--by", "granskare")[0] == 0


def test_a_portfolio_needs_a_number_and_reference_data(run, settings):
    settings.DEBUG = True

    assert run("generate_portfolio", 0)[0] == 2
    status, _, err = run("generate_portfolio", 10**20)
    assert (status, err) == (2, "As many projects as 1 to 1,000,000 can be generated.\n")
    status, _, err = run("generate_portfolio", 3)
    assert (status, err) == (
        2,
        "There are no members: run `manage.py load_reference_data` first.\n",
    )


def test_the_demo_runs_only_as_a_demo(run):
    assert run("demo") == (2, "", "This is no demo: run `make demo`, or set DEMO=1.\n")


@pytest.fixture
def executed(monkeypatch) -> list:
    """What takes this process's place, as (arguments, environment)."""
    calls = []

    def replace(program, arguments, environment):
        calls.append((arguments, environment))
        raise SystemExit("replaced")

    monkeypatch.setattr(demo.os, "execve", replace)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    return calls


@pytest.fixture
def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_the_demo_starts_anew_with_its_own_address(run, settings, executed, free_port):
    settings.DEMO = True

    assert run("demo", "--port", free_port)[0] == "replaced"

    ((_, environment),) = executed
    assert environment["SITE_URL"] == f"http://127.0.0.1:{free_port}"
    assert not Project.objects.exists()


def test_the_demo_fills_the_register_once_and_serves_this_machine_alone(
    run, settings, executed, free_port
):
    settings.DEMO, settings.SITE_URL = True, f"http://127.0.0.1:{free_port}"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    run("demo", "--port", free_port, "--projects", 2)
    status, out, _ = run("demo", "--port", free_port, "--projects", 2)

    assert status == "replaced"
    assert Project.objects.filter(status="published").count() == 11
    arguments, environment = executed[-1]
    assert f"127.0.0.1:{free_port}" in arguments
    assert environment["SECRET_KEY"] == settings.SECRET_KEY
    for username in ("redaktor", "granskare", "administrator", "lasare"):
        account = authenticate(username=username, password=out.split()[-1])
        assert account.is_staff
        assert not account.is_superuser
        assert account.groups.count() == 1


def test_a_port_that_is_taken_is_told_before_anything_is_done(run, settings):
    settings.DEMO = True
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        status, _, err = run("demo", "--port", port)

    assert status == 2
    assert err.startswith(f"Port {port} is taken")
    assert "PORT=" in err
    assert run("demo", "--port", 99_999)[0] == 2


class Terminal:
    """A stream that remembers what is drawn."""

    def __init__(self, watched):
        self.watched, self.drawn = watched, ""

    def isatty(self):
        return self.watched

    def write(self, text):
        self.drawn += text

    def flush(self):
        pass


def test_progress_is_drawn_in_a_terminal_and_wiped_afterwards():
    terminal = Terminal(watched=True)

    with Progress("Importing", terminal) as progress:
        progress(1, 2)

    assert "\rImporting [###############               ]  50 %" in terminal.drawn
    assert terminal.drawn.endswith("\r")


def test_progress_is_silent_where_nobody_watches():
    log = Terminal(watched=False)

    with Progress("Importing", log) as progress:
        progress(1, 2)

    assert log.drawn == ""
