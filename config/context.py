"""What every page knows: the site, its lender, and this page's twin in the other language."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from config import licences
from members import organisation_numbers

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
"""As Open Graph writes languages."""


def site(request) -> dict:
    """Context for `base.html`. Costs no query."""
    return {
        "LENDER_NAME": settings.LENDER_NAME,
        "LENDER_EMAIL": settings.LENDER_EMAIL,
        "LENDER_NUMBER": organisation_numbers.shown(settings.LENDER_ORGANISATION_NUMBER),
        "LICENCE": licences.in_words(settings.DATA_LICENCE_URL),
        "LANGUAGE_CODE": request.LANGUAGE_CODE,
        "DEMO": settings.DEMO,
        "languages": languages(request),
        "sharing_image": f"{settings.SITE_URL}{static('img/sharing.png')}",
        **addresses(request),
    }


def addresses(request, query: str = "") -> dict:
    """The page's one absolute address, with the part of the query string that makes it another
    page, and its twins, the Swedish also for whoever reads neither language."""
    twins = {language["code"]: f"{language['url']}{query}" for language in languages(request)}
    return {
        "canonical_url": f"{settings.SITE_URL}{request.path}{query}",
        "alternates": [*twins.items(), ("x-default", twins[settings.LANGUAGE_CODE])],
    }


def languages(request) -> list[dict]:
    """Each language with its name, whether it is this page's, and this page's address in it.

    The query string goes along, since its values mean the same in both languages.
    """
    return [
        {
            "code": code,
            "locale": LOCALES[code],
            "name": name,
            "is_current": code == request.LANGUAGE_CODE,
            "path": (path := _path_in(code, request)),
            "href": path + (f"?{query}" if (query := request.META.get("QUERY_STRING")) else ""),
            "url": f"{settings.SITE_URL}{path}",
        }
        for code, name in settings.LANGUAGES
    ]


def _path_in(code: str, request) -> str:
    match = request.resolver_match
    with translation.override(code):
        if match is None:
            return reverse("start")
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return reverse("start")
