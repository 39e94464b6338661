"""What every response and every request has in common: security headers, what no cache keeps,
who may ask, which sessions can be, and the language."""

import re
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from config.addresses import language_of

SESSION_KEY = re.compile("[a-z0-9]{32}")
"""As Django's SessionBase makes them."""


def security_headers(get_response):
    """Adds the headers of settings to every response, error pages and the admin included.

    Content Security Policy is read in the shape of Django 6's SECURE_CSP, so that this
    function shrinks when the project moves there.
    """
    policy = "; ".join(
        f"{directive} {' '.join(sources)}" for directive, sources in settings.SECURE_CSP.items()
    )

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in settings.SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def unstored(get_response):
    """Lets no cache keep what sets a cookie, nor anything at the staff's addresses."""

    def middleware(request):
        response = get_response(request)
        is_private = response.cookies or request.path.startswith(reverse("admin:index"))
        if is_private and "no-store" not in response.get("Cache-Control", ""):
            add_never_cache_headers(response)
        return response

    return middleware


def sessions_that_can_be(get_response):
    """Takes a session cookie that is none of ours for no cookie at all.

    Sessions are looked for in the database, and PostgreSQL takes no NUL in a text.
    """

    def middleware(request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not SESSION_KEY.fullmatch(key):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


class ElsewhereError(PermissionDenied):
    """A demonstration was asked from another machine."""


def demonstration_stays_here(get_response):
    """Refuses whoever asks a demonstration from another machine: it has no HTTPS to sign in by."""

    def middleware(request):
        if settings.DEMO and not _is_this_machine(request.META.get("REMOTE_ADDR", "")):
            raise ElsewhereError("The demonstration is for this machine alone.")
        return get_response(request)

    return middleware


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def language_of_address(get_response):
    """The address alone decides the language: no cookie, no header, so that caches can keep it.

    Django's LocaleMiddleware would add `Vary: Accept-Language` to every Swedish page.
    """

    def middleware(request):
        request.LANGUAGE_CODE = language_of(request.path_info)
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware
