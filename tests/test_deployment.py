"""The Docker files: they agree with each other and with the settings, and what the image is
built and started with works. Docker itself is needed for none of it. Whether Docker Compose
would take the compose file is for test_compose.py."""

import contextlib
import io
import json
import logging
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_urlsafe

import psycopg
import pytest
import yaml
from django.db import connection
from gunicorn.config import Config

from loans.search import forms
from tests.compose import interpolated

BASE_DIR = Path(__file__).resolve().parent.parent
SERVICES = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())["services"]

PRODUCTION = {
    "ALLOWED_HOSTS": "lan.example.se",
    "SITE_URL": "https://lan.example.se",
    "TRUSTED_PROXIES": "1",
    "WEB_CONCURRENCY": "1",
}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as pairs such as ("USER", "10001")."""
    text = (BASE_DIR / "Dockerfile").read_text().replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def last(instruction: str) -> str:
    return [rest for name, rest in instructions() if name == instruction][-1]


def copied() -> list[tuple[list[str], str]]:
    """What the Dockerfile copies from the project: sources and target."""
    lines = [rest.split() for name, rest in instructions() if name == "COPY"]
    return [(words[:-1], words[-1]) for words in lines if not words[0].startswith("--from")]


# --- The image ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["web", "migrate"])
def test_the_site_can_change_nothing_on_its_machine(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("user", last("USER")).split(":")[0] not in {"root", "0"}


def test_the_image_does_not_run_as_root():
    assert last("USER").split(":")[0] not in {"root", "0"}


def test_the_image_is_built_with_the_uv_that_make_sets_up():
    wanted = re.search(r"^UV_VERSION := (\S+)", (BASE_DIR / "Makefile").read_text(), re.MULTILINE)[
        1
    ]
    assert any(f"'uv=={wanted}.*'" in rest for name, rest in instructions() if name == "RUN")


def test_all_that_the_image_copies_is_there_and_not_ignored():
    kept = {
        line[1:]
        for line in (BASE_DIR / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    sources = {source for names, _ in copied() for source in names}
    assert sources == kept
    assert [source for source in sources if not (BASE_DIR / source).exists()] == []


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """A directory such as the image's: what it copies, and then the commands of its build."""
    directory = tmp_path_factory.mktemp("image")
    for sources, target in copied():
        for source in sources:
            if (BASE_DIR / source).is_dir():
                shutil.copytree(BASE_DIR / source, directory / target)
            else:
                shutil.copy(BASE_DIR / source, directory / target)
    (directory / ".venv").symlink_to(sys.prefix)
    for name, command in instructions():
        if name == "RUN" and "manage.py" in command:
            subprocess.run(command, shell=True, cwd=directory, env=environment(), check=True)  # noqa: S602 (as Docker does)
    return directory


def environment(**settings: str) -> dict[str, str]:
    """An environment with nothing of the developer's own."""
    return {"PATH": f"{sys.prefix}/bin:{os.environ['PATH']}", **settings}


@contextlib.contextmanager
def started(image: Path, log: Path):
    """Runs the image's CMD under production settings, on a free port of this machine alone."""
    command = json.loads(last("CMD"))
    settings = environment(
        **PRODUCTION,
        DATABASE_URL=f"sqlite:///{log.parent}/register.sqlite3",
        SECRET_KEY=token_urlsafe(50),
    )
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        # The port is handed over open, so that a request waits until the site is up.
        command[command.index("--bind") + 1] = f"fd://{listening.fileno()}"
        process = subprocess.Popen(
            command,
            cwd=image,
            env=settings,
            pass_fds=[listening.fileno()],
            stdout=stack.enter_context(log.open("w")),
            stderr=subprocess.STDOUT,
        )
        port = listening.getsockname()[1]
        listening.close()
        try:
            yield process, port
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


@pytest.mark.xdist_group("image")
def test_the_build_names_static_files_by_their_hash(image):
    manifest = json.loads((image / "staticfiles" / "staticfiles.json").read_text())
    hashed = manifest["paths"]["admin/css/base.css"]
    assert hashed != "admin/css/base.css"
    assert (image / "staticfiles" / f"{hashed}.br").exists()


@pytest.mark.xdist_group("image")
def test_the_image_starts_under_production_settings_and_ends_when_told(image, tmp_path):
    log = tmp_path / "log"
    with started(image, log) as (process, port):
        headers = {"Host": "lan.example.se", "X-Forwarded-Proto": "https"}
        assert get(port, "/healthz", headers) == 200, log.read_text()
        process.terminate()
        assert process.wait(timeout=60) == 0, log.read_text()


@pytest.mark.xdist_group("image")
def test_the_health_checks_find_the_site_by_its_own_name(image, tmp_path):
    own = json.loads(last("HEALTHCHECK").split("CMD", 1)[1])
    with started(image, tmp_path / "log") as (_, port):
        # The checks wait for seconds only; this waits until the site is up.
        assert get(port, "/healthz", {"Host": "lan.example.se"}) == 200
        done = health(own, port)
        assert done.returncode == 0, done.stderr
        # The database has no tables yet, and the compose file's check wants to know that.
        done = health(SERVICES["web"]["healthcheck"]["test"][1:], port)
        assert done.returncode != 0
        assert "503" in done.stderr


@pytest.mark.xdist_group("image")
def test_gunicorn_takes_the_configuration_that_the_image_starts_with(image):
    command = json.loads(last("CMD"))
    assert "command" not in SERVICES["web"], "the image's own is checked"
    assert run_in(image, [*command, "--check-config"]).returncode == 0
    assert run_in(image, [*command, "--config", "missing.py", "--check-config"]).returncode


@pytest.mark.xdist_group("image")
def test_after_the_migration_of_the_compose_file_its_health_check_is_content(image, tmp_path):
    log = tmp_path / "log"
    database = f"sqlite:///{tmp_path}/register.sqlite3"
    given = {"POSTGRES_PASSWORD": "x", "SITE_HOST": "lan.example.se"}
    named = SERVICES["migrate"]["environment"].items()
    handed_on = {name: interpolated(value, given) for name, value in named}

    done = run_in(image, SERVICES["migrate"]["command"], **handed_on | {"DATABASE_URL": database})
    assert done.returncode == 0, done.stderr
    assert "privacy notices" in done.stdout
    with started(image, log) as (_, port):
        assert get(port, "/healthz", {"Host": "lan.example.se"}) == 200, log.read_text()
        done = health(SERVICES["web"]["healthcheck"]["test"][1:], port)
        assert done.returncode == 0, done.stderr


@pytest.mark.xdist_group("image")
def test_no_header_says_where_the_site_stands(image, tmp_path):
    request = (
        b"GET /finns-inte/ HTTP/1.1\r\nHost: lan.example.se\r\nX-Forwarded-Proto: https\r\n"
        b"%s: /finns-inte\r\nConnection: close\r\n\r\n"
    )
    with started(image, tmp_path / "log") as (_, port):
        for name in (b"SCRIPT_NAME", b"Script-Name", b"PATH_INFO", b"X-Forwarded-Prefix"):
            assert say(port, request % name).startswith(b"HTTP/1.1 404 ")


@pytest.mark.xdist_group("image")
def test_the_access_log_tells_of_requests_and_not_of_people(image, tmp_path):
    log = tmp_path / "log"
    with started(image, log) as (process, port):
        get(port, "/healthz?q=searched", {"Host": "lan.example.se", "User-Agent": "Somebody"})
        get(port, "/no%0Aforged%20entry", {"Host": "lan.example.se"})
        process.terminate()
        process.wait(timeout=60)
    text = log.read_text()
    assert "GET /healthz 200" in text
    assert "GET /no%0Aforged%20entry" in text
    assert "searched" not in text
    assert "Somebody" not in text
    assert not re.search(r"127\.0\.0\.1(?!:)", text)


def run_in(image: Path, command: list[str], **settings: str) -> subprocess.CompletedProcess:
    """Runs a command as in a container of the image, under production settings."""
    given = PRODUCTION | {"DATABASE_URL": "sqlite://:memory:"} | settings
    return subprocess.run(
        command,
        cwd=image,
        env=environment(SECRET_KEY=token_urlsafe(50), **given),
        capture_output=True,
        text=True,
        check=False,
    )


def get(port: int, path: str, headers: dict[str, str]) -> int:
    """The status that the site answers with."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status


def health(command: list[str], port: int) -> subprocess.CompletedProcess:
    """Runs a health check of the container, on the port that the test has chosen."""
    command = [word.replace(":8000/", f":{port}/") for word in command]
    return subprocess.run(
        command, env=environment(**PRODUCTION), capture_output=True, text=True, check=False
    )


@pytest.mark.xdist_group("image")
def test_the_error_log_tells_of_faults_and_not_of_people(image, tmp_path):
    log = tmp_path / "log"
    with started(image, log) as (process, port):
        own = {"Host": "lan.example.se", "X-Forwarded-Proto": "https"}
        get(port, "/projekt/?q=searched", own)  # there are no tables yet
        get(port, "/finns-inte/?q=searched", own)
        get(port, "/projekt/?q=searched", {"Host": "elsewhere.example"})
        for line in (b"GET /?q=searched\x00 HTTP/9.9", b"G\x01T /?q=searched HTTP/1.1"):
            say(port, line + b"\r\nHost: lan.example.se\r\n\r\n")
        say(port, b"GET /?q=searched HTTP/1.1\r\nBad Header searched\r\n\r\n")
        process.terminate()
        process.wait(timeout=60)
    text = log.read_text()
    assert "/finns-inte/" in text
    assert "Invalid request: Invalid" in text
    assert "searched" not in text
    assert not re.search(r"127\.0\.0\.1(?!:)", text)


def test_gunicorn_gives_postgresql_limits_and_commands_do_not(monkeypatch):
    monkeypatch.setenv("PGOPTIONS", "of one's own")
    runpy.run_path(str(BASE_DIR / "gunicorn.conf.py"))
    assert os.environ["PGOPTIONS"] == "of one's own"

    monkeypatch.delenv("PGOPTIONS")
    assert limits() in (None, ("0", "0", "0"))
    runpy.run_path(str(BASE_DIR / "gunicorn.conf.py"))
    assert limits() in (None, ("15s", "10s", "1min"))


def limits() -> tuple[str, ...] | None:
    """What a new connection says of its limits; nothing where there is no PostgreSQL."""
    if connection.vendor != "postgresql":
        return None
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    parameters = connection.get_connection_params()
    with psycopg.connect(**{k: parameters[k] for k in ("dbname", "user", "host")}) as opened:
        return tuple(opened.execute(f"SHOW {name}").fetchone()[0] for name in names)


def test_what_gunicorn_says_of_a_failed_request_keeps_the_query_to_itself(monkeypatch):
    """As `gunicorn.workers.base.Worker.handle_error` says it."""
    monkeypatch.setenv("PGOPTIONS", "")
    logger = runpy.run_path(str(BASE_DIR / "gunicorn.conf.py"))["PrivateLogger"](Config())
    said = io.StringIO()
    logger.error_log.handlers = [logging.StreamHandler(said)]
    try:
        raise ValueError("what went wrong")
    except ValueError:
        logger.exception("Error handling request %s %s", "GET", "/projekt/?q=searched")
        logger.exception("Error handling request %s", "/karta/?q=searched")
    assert "Error handling request GET /projekt/\n" in said.getvalue()
    assert "Error handling request /karta/\n" in said.getvalue()
    assert "what went wrong" in said.getvalue()
    assert "searched" not in said.getvalue()


def say(port: int, request: bytes) -> bytes:
    """What the server answers to these very bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        return connection.recv(4096)


def test_a_worker_has_read_the_words_before_it_is_asked(monkeypatch):
    read = []
    monkeypatch.setattr(forms, "read_lists", lambda: read.append(True))
    runpy.run_path(str(BASE_DIR / "gunicorn.conf.py"))["post_worker_init"](worker=None)

    assert read == [True]
