"""What machines ask of the installation: they get it without a notice and without a cookie."""

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

ADDRESSES = ["/robots.txt", "/.well-known/security.txt", "/healthz", "/readyz"]


def fields(client) -> dict[str, str]:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_machine_is_answered_in_plain_text_and_without_a_cookie(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert "Vary" not in answer.headers
    assert client.post(address).status_code in {403, 405}


def test_robots_may_read_all_but_the_staff_s_pages(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\nSitemap: https://lan.example.se/sitemap.xml\n"
    )


def test_security_txt_has_what_rfc_9116_asks_for(client):
    assert fields(client) == {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": fields(client)["Expires"],
        "Preferred-Languages": "sv, en",
        "Canonical": "https://lan.example.se/.well-known/security.txt",
    }
    assert re.match(r"(mailto|https|tel):", fields(client)["Contact"])


@pytest.mark.parametrize(
    ("now", "expires"),
    [
        (datetime(2026, 11, 1, tzinfo=UTC), "2027-06-01T00:00:00Z"),
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), "2027-06-01T00:00:00Z"),
        (datetime(2026, 5, 31, tzinfo=UTC), "2026-12-01T00:00:00Z"),
        (datetime(2026, 6, 1, tzinfo=UTC), "2027-01-01T00:00:00Z"),
        (datetime(2026, 12, 31, tzinfo=UTC), "2027-07-01T00:00:00Z"),
    ],
)
def test_security_txt_is_the_same_for_a_month_and_expires_within_a_year(
    client, monkeypatch, now, expires
):
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert fields(client)["Expires"] == expires
    assert timedelta(days=180) < datetime.fromisoformat(expires) - now < timedelta(days=365)


def test_healthz_asks_the_database_nothing(client):
    # Without the mark `django_db`, a query would be an error.
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_says_that_the_site_can_serve(client):
    answer = client.get("/readyz")

    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_a_migration_that_is_not_applied(client):
    MigrationRecorder(connection).record_unapplied("privacy", "0001_initial")
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert b"Migration privacy.0001_initial is not applied.\n" in answer.content


def test_readyz_says_that_the_database_does_not_answer(client, monkeypatch):
    def refuse(connection):
        raise OperationalError("password in the message")

    monkeypatch.setattr("config.machine_views.MigrationExecutor", refuse)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content == b"The database does not answer.\n"
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_says_that_the_disk_is_full(client, monkeypatch):
    full = shutil._ntuple_diskusage(total=10**9, used=10**9 - 1, free=1)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content == b"The disk is full.\n"
