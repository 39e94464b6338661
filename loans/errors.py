"""Pages for what went wrong. They ask the database nothing, so that they work without it."""

from django.shortcuts import render


def bad_request(request, exception=None):
    return _page(request, 400)


def forbidden(request, exception=None):
    return _page(request, 403)


def csrf_failure(request, reason=""):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def gone(request):
    return _page(request, 410)


def server_error(request):
    return _page(request, 500)


def _page(request, status: int):
    context = {"status": status}
    response = render(request, f"errors/{status}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
