"""Pages for what went wrong. They ask the database nothing, so that they work without it."""

import sys

from django.db import OperationalError
from django.shortcuts import render

from config.content_types import UNREADABLE

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
    return _page(request, 403)


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


def _page(request, status: int, **context):
    context |= {"status": status}
    response = render(request, f"errors/{status}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
