"""What the demo holds, and how it is served: on this machine alone."""

import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from config.command import CannotRunError
from loans.editing import accounts
from loans.editing.imports import import_projects
from loans.editing.portfolio import generate, generated
from loans.editing.reference import load_reference_data
from loans.models import Project

ADDRESS = "127.0.0.1"
SAMPLE = "loans/data/sample_projects.json"
SEED = 1


def prepare(projects: int, *, progress: Callable[[int, int], None]) -> tuple[dict, str]:
    """Fills the demo's database; what is there already stays as it is.

    Returns the accounts (user name → role) and the password of them all, new at each start.
    """
    call_command("migrate", verbosity=0)
    load_reference_data()
    password = secrets.token_urlsafe(9)
    roles = accounts.demo_accounts(password)
    by = accounts.staff("granskare")
    if not Project.objects.exists():
        _import_sample(by)
    missing = projects - generated().count()
    if missing > 0:
        _generate(missing, by=by, progress=progress)
    return roles, password


def _generate(number: int, **options) -> None:
    try:
        generate(number, seed=SEED, **options)
    except ValueError as refusal:
        raise CannotRunError(str(refusal)) from refusal


def _import_sample(by) -> None:
    data = Path(settings.BASE_DIR, SAMPLE).read_bytes()
    why = "Exempelprojekt till demon"
    report = import_projects(data, "json", by=by, why=why, apply=True, publish=True)
    if report.faults:
        raise CannotRunError("\n".join(str(fault) for fault in report.faults))


def require_free(port: int) -> None:
    """CannotRunError where nothing can listen on the port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise CannotRunError(
                f"Port {port} is taken or not allowed: choose another, such as PORT=8765."
            ) from error


def restart(site_url: str) -> None:
    """Begins anew with the right SITE_URL, which settings read only once. Does not return."""
    environment = os.environ | {"SITE_URL": site_url}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606


def serve(port: int) -> None:
    """Becomes the web server, which ends with Ctrl-C. Does not return."""
    connections.close_all()
    # Without it the settings would make up another one.
    environment = os.environ | {"SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application"]
    options = {
        "config": str(settings.BASE_DIR / "gunicorn.conf.py"),
        "pythonpath": str(settings.BASE_DIR),
        "bind": f"{ADDRESS}:{port}",
        "workers": "1",
        "log-level": "warning",
        "access-logfile": os.devnull,
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    os.execve(sys.executable, [*command, *arguments], environment)  # noqa: S606
