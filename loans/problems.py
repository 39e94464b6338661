"""What is wrong, said to a program: problem documents (RFC 9457) with all five members."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

ANCHOR = "fel-i-fragan"
"""Where the page about the data tells how a question is asked rightly."""


def wrong_query(request, faults: dict[str, list[str]]) -> HttpResponse:
    """400: `faults` has the messages about each parameter, or about all of them (no name)."""
    said = [
        f"{name}: {message}" if name else message
        for name, messages in faults.items()
        for message in messages
    ]
    page = f"{settings.SITE_URL}{reverse('about-data')}#{ANCHOR}"
    return _problem(request, 400, page, _("Något i frågan behöver rättas"), " ".join(said))


def nothing_here(request) -> HttpResponse:
    """404: no page has these rows."""
    said = _("Registret har inga publicerade projekt på den här adressen.")
    return _problem(request, 404, "about:blank", _("Filen finns inte"), said)


def another_state(request) -> HttpResponse:
    """412: the file was wanted only as it no longer is."""
    said = _("Filen är en annan än den som begärdes med If-Match. Hämta den utan det villkoret.")
    return _problem(request, 412, "about:blank", _("Filen har ändrats"), said)


def _problem(request, status: int, kind: str, title: str, detail: str) -> HttpResponse:
    said = {
        "type": kind,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.get_full_path(),
    }
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False),
        content_type="application/problem+json",
        status=status,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
