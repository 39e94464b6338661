"""What machines ask of an installation as a whole: may I read, whom do I tell, are you well.

It stands in `config` because it is about no part of the register. Open to all: machines can't
read a notice.
"""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from privacy.gate import ungated

LEAST_DISK = 50 * 1024 * 1024
"""Bytes that must be free where the site writes."""

PLAIN = "text/plain; charset=utf-8"
one_day = cache_control(public=True, max_age=24 * 60 * 60)


@ungated
@require_safe
@one_day
def robots(request):
    """Everything may be read; the staff's pages are no use to a search engine."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return _text(lines)


@ungated
@require_safe
@one_day
def favicon(request):
    """The icon where some look for it without having read a page."""
    return redirect(static("img/icon.svg"))


@ungated
@require_safe
@one_day
def security_txt(request):
    """Whom to tell of a weakness (RFC 9116)."""
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {_expiry(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return _text(lines)


@ungated
@require_safe
@never_cache
def healthz(request):
    """Whether the process answers. Asks nobody else."""
    return _text(["ok"])


@ungated
@require_safe
@never_cache
def readyz(request):
    """Whether the site can serve: 503 with the reasons where it can't."""
    reasons = [*_faults_of_database(), *_faults_of_disk()]
    return _text(reasons or ["ok"], status=503 if reasons else 200)


def _faults_of_database() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["The database does not answer."]
    return [f"Migration {step.app_label}.{step.name} is not applied." for step, _ in plan]


def _faults_of_disk() -> list[str]:
    """SQLite's file stands on a disk of ours; PostgreSQL's is its own, and uploads remain."""
    is_file = connection.vendor == "sqlite"
    folder = Path(connection.settings_dict["NAME"]).parent if is_file else tempfile.gettempdir()
    return ["The disk is full."] if shutil.disk_usage(folder).free < LEAST_DISK else []


def _expiry(now: datetime) -> datetime:
    """The start of the month six months after the next: the same text for a whole month."""
    months = now.year * 12 + now.month + 6
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _text(lines: list[str], status: int = 200) -> HttpResponse:
    """For machines to read, and not for search engines to list."""
    text = "".join(f"{line}\n" for line in lines)
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type=PLAIN, status=status, headers=headers)
