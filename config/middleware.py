"""What every response and every request has in common: security headers and the language."""

from django.conf import settings
from django.utils import translation

from config.addresses import language_of


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
