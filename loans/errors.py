"""Pages for what went wrong. The public ones ask the database nothing, and work without it."""

import sys

from django.contrib import admin
from django.db import OperationalError
from django.shortcuts import render
from django.urls import reverse

from config.content_types import UNREADABLE
from config.middleware import ElsewhereError

PAUSE = 10
"""Seconds after which a browser may try again what the database could not do."""


def explain(get_response):
    """Middleware: a page in place of what Django and the web server leave without words."""

    def middleware(request):
        if UNREADABLE in request.META:
            return _page(request, 415)
        response = get_response(request)
        if response.status_code == 405 and (response.streaming or not response.content):
            return not_allowed(request, response.headers["Allow"])
        return response

    return middleware


def bad_request(request, exception=None):
    return _page(request, 400)


def forbidden(request, exception=None):
    user = getattr(request, "user", None)
    if user and user.is_staff and request.path.startswith(reverse("admin:index")):
        return _page_for_staff(request)
    return _page(request, 403, is_elsewhere=isinstance(exception, ElsewhereError))


def csrf_failure(request, reason=""):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def not_allowed(request, methods: str):
    response = _page(request, 405, methods=methods)
    response.headers["Allow"] = methods
    return response


def gone(request):
    return _page(request, 410)


def server_error(request):
    """503 where the database could not: it is away, or somebody else holds what was asked for."""
    if not isinstance(sys.exception(), OperationalError):
        return _page(request, 500)
    response = _page(request, 503)
    response.headers["Retry-After"] = str(PAUSE)
    return response


def _page_for_staff(request):
    """Asks the database what the header of the admin shows; whoever is known to it came by it."""
    context = admin.site.each_context(request) | {"title": "Ditt konto får inte göra det här"}
    return render(request, "admin/forbidden.html", context, status=403)


def _page(request, status: int, **context):
    context |= {"status": status}
    response = render(request, f"errors/{status}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
