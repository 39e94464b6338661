"""The demo, started on an empty database as `make demo` starts it."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from loans.editing.accounts import DEMO_ACCOUNTS

BASE_DIR = Path(__file__).resolve().parent.parent
MAKEFILE = (BASE_DIR / "Makefile").read_text()
PATIENCE = 90
"""Seconds for a slow machine to fill the register and to start the server."""


def demo_settings(database: Path, port: int) -> dict[str, str]:
    """The settings that the Makefile gives to `manage.py demo`, but for the database's place."""
    recipe = MAKEFILE.partition("\ndemo:")[2].partition(" manage.py demo")[0]
    given = dict(re.findall(r"\b([A-Z_]+)=(\S*)", recipe.replace("$(PORT)", str(port))))
    assert given["DATABASE_URL"] == "sqlite:///var/demo.sqlite3"
    return given | {"DATABASE_URL": f"sqlite:///{database}"}


@contextlib.contextmanager
def started(database: Path):
    """Runs the demo on a free port until the block ends; gives the process and the port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port), "--projects", "0"],
        cwd=BASE_DIR,
        env={"PATH": "/usr/bin:/bin", **demo_settings(database, port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process, port
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def welcome(process) -> str:
    """What it prints before it serves; the password is the last line."""
    said = ""
    for line in process.stdout:
        said += line
        if "Password" in line:
            break
    return said


def wait_until_served(process, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
    pytest.fail("The demo does not answer.")


def test_the_demo_serves_the_sample_and_says_where_and_for_whom(tmp_path):
    with started(tmp_path / "demo.sqlite3") as (process, port):
        said = welcome(process)
        site = f"http://127.0.0.1:{port}"
        assert re.search(rf"^  Site +{site}/$", said, re.MULTILINE), said
        assert re.search(rf"^  Staff +{site}/admin/$", said, re.MULTILINE)
        accounts = re.findall(r"^ +(\w+) {2,}\w[^:/\n]*$", said, re.MULTILINE)
        assert set(accounts) == set(DEMO_ACCOUNTS)
        password = said.split()[-1]

        wait_until_served(process, port)
        visitor = build_opener()
        visitor.addheaders = [("Cookie", "notice=1")]
        page = visitor.open(f"{site}/projekt/").read().decode()
        assert "Visar 9 projekt" in page
        assert "Investeringar i ökad tillgänglighet för att förbättra tryggheten" in page
        for username in accounts:
            assert signed_in_as(site, username, password), username

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0


def signed_in_as(site: str, username: str, password: str) -> bool:
    """Whether that account gets past the sign-in page to the staff's own."""
    staff = build_opener(HTTPCookieProcessor(CookieJar()))
    form = staff.open(f"{site}/admin/login/?next=/admin/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = {"csrfmiddlewaretoken": token, "username": username, "password": password}
    answer = staff.open(f"{site}/admin/login/?next=/admin/", urlencode(fields).encode())
    return answer.status == 200 and answer.url == f"{site}/admin/"
