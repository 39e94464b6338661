"""Migrations lead forward and back again."""

import os
import subprocess
import sys
from pathlib import Path


def migrate(database: Path, *arguments: str) -> str:
    """What the command prints; AssertionError where it fails."""
    settings = {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", "migrate", "--no-input", *arguments]
    ran = subprocess.run(
        command, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_migration_of_ours_can_be_reversed(tmp_path):
    database = tmp_path / "register.sqlite3"
    assert "Applying loans.0001_initial... OK" in migrate(database)

    back = "".join(migrate(database, app, "zero") for app in ("loans", "members", "privacy"))
    for app in ("loans", "members", "privacy"):
        assert f"Unapplying {app}.0001_initial... OK" in back
    assert "Applying loans.0001_initial... OK" in migrate(database)
