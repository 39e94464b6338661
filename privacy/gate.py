"""The gate: a page is shown to those who have seen the privacy notice; nothing else is asked.

The middleware reads `request.register_state` (put there by `loans.register.remember_state`,
which therefore stands before it): `required_notice`, the latest material version of the notice,
and `latest_notice`. So gate and page share one query. Nothing is stored about anyone: the
visitor's own cookie holds the number of the version that was shown, and nothing more.
"""

import re
import unicodedata
from functools import wraps
from urllib.parse import quote, unquote

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from config.addresses import language_of

EXEMPT_APPS = {"admin"}
"""Parts of the site that ask for no notice as a whole. Single views say it with `@ungated`."""

OWN_PAGES = {"privacy", "privacy-declined", "privacy-version"}
"""The gate's own pages, to which it never leads back."""

COOKIE_AGE = 180 * 24 * 60 * 60
LONGEST_NEXT = 2000
"""Characters. Even if every third of them is a percent sign, the address of the gate then
stays under the 4,094 bytes of a request line that gunicorn takes."""

# Search engines, archives and makers of link previews. No protection hangs on it, so that it
# does no harm that anyone can take such a name.
CRAWLERS = re.compile(
    "|".join(
        [
            "Applebot",
            "archive.org_bot",
            "bingbot",
            "DuckDuckBot",
            "facebookexternalhit",
            "Google-InspectionTool",
            "Googlebot",
            "LinkedInBot",
            "MojeekBot",
            "Qwantbot",
            "Qwantify",
            "SeznamBot",
            "YandexBot",
        ]
    ),
    re.IGNORECASE,
)

PRINTABLE_ASCII = "".join(map(chr, range(0x21, 0x7F)))


def ungated(view):
    """Marks a view as open to all. Every view that isn't marked is gated."""

    @wraps(view)
    def open_view(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    open_view.ungated = True
    return open_view


def gate(get_response):
    """Middleware: leads a visitor who has not seen the notice to it, and back afterwards."""

    def middleware(request):
        response = get_response(request)
        if read := _read_headers(request):
            patch_vary_headers(response, sorted(read))
        # No shared cache may answer one visitor with what another was shown.
        is_personal = read or is_gated(request.resolver_match)
        if is_personal and "no-store" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    middleware.process_view = _ask_first
    return middleware


def _ask_first(request, view, args, kwargs):
    if not is_gated(request.resolver_match) or _may_enter(request):
        return None
    if request.method not in {"GET", "HEAD"}:
        # A redirect would drop what was sent and make a GET of it.
        raise PermissionDenied("The notice has not been accepted.")
    return see_other(with_next(reverse("privacy"), _address_asked_for(request)))


def is_gated(match) -> bool:
    """Whether what an address leads to asks for the notice first."""
    if match is None or EXEMPT_APPS.intersection(match.app_names):
        return False
    return not getattr(match.func, "ungated", False)


def _may_enter(request) -> bool:
    if has_accepted(request) or request.register_state.required_notice is None:
        return True
    _read_headers(request).add("User-Agent")
    return bool(CRAWLERS.search(request.headers.get("User-Agent", "")))


def _read_headers(request) -> set[str]:
    """The request headers that this response was decided by, and therefore varies by."""
    return vars(request).setdefault("headers_read_by_gate", set())


# --- The acceptance -----------------------------------------------------------------------


def has_accepted(request) -> bool:
    """Whether the visitor has accepted a version that still holds."""
    return is_enough(request, accepted_version(request))


def is_enough(request, version: int | None) -> bool:
    """Whether a version was published, and nothing material after it."""
    state = request.register_state
    if version is None or state.required_notice is None:
        return False
    return state.required_notice <= version <= state.latest_notice


def accepted_version(request) -> int | None:
    """The version in the visitor's cookie. Whoever asks gets a response that varies by it."""
    _read_headers(request).add("Cookie")
    return version_number(request.COOKIES.get(_cookie_name(request), ""))


def version_number(text: str) -> int | None:
    """The number of a version written the one way that we write it."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else None


def remember(request, response, version: int) -> None:
    """Puts the acceptance on the visitor's own device: the same bytes for everyone."""
    name = _cookie_name(request)
    response.set_cookie(
        name,
        str(version),
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    # Django adds the moment, which would tell visitors apart; Max-Age alone says the same.
    response.cookies[name]["expires"] = ""


def forget(request, response) -> None:
    """Takes the acceptance off the visitor's device, if there is one."""
    name = _cookie_name(request)
    if name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")


def _cookie_name(request) -> str:
    # A browser takes the prefix only over HTTPS.
    return "__Host-notice" if request.is_secure() else "notice"


def acceptance(request) -> dict:
    """Context for `base.html`: whether there is an acceptance to take back. Costs no query,
    so that an error page can ask too."""
    return {"notice_accepted": SimpleLazyObject(lambda: accepted_version(request) is not None)}


# --- The way back -------------------------------------------------------------------------


class SeeOther(HttpResponseRedirect):
    """A redirect after which the browser asks by GET. Never stored."""

    status_code = 303


def see_other(address: str) -> SeeOther:
    """Leads to an address of ours, byte for byte: Django's own redirect would rewrite it."""
    response = SeeOther(address)
    response.headers["Location"] = quote(address, safe=PRINTABLE_ASCII)
    response.headers["Cache-Control"] = "no-store"
    return response


def with_next(address: str, way_back: str) -> str:
    """The address of one of the gate's pages, with the way back."""
    return f"{address}?next={quote(way_back, safe='/?=:,')}" if way_back else address


def safe_next(text: str) -> str:
    """The way back as given if it leads to a page of ours; otherwise the start page."""
    return text if _is_own_page(text) else reverse("start")


def _address_asked_for(request) -> str:
    """Path and query as they came, but for a query that no browser sends unencoded."""
    query = request.META.get("QUERY_STRING", "").encode("latin-1")
    query = quote(query, safe=PRINTABLE_ASCII.replace("\\", ""))
    address = escape_uri_path(request.path) + (f"?{query}" if query else "")
    return address if len(address) <= LONGEST_NEXT else ""


def _is_own_page(text: str) -> bool:
    # A first slash that is encoded would do for us, but a browser takes it as part of a name.
    if len(text) > LONGEST_NEXT or not text.startswith("/") or _is_hostile(text):
        return False
    path = text.partition("?")[0]
    try:
        with override(language_of(path)):
            match = resolve(unquote(path))
    except Resolver404:
        return False
    return match.view_name not in OWN_PAGES and not EXEMPT_APPS.intersection(match.app_names)


def _is_hostile(text: str) -> bool:
    """Whether a careless reader would see line breaks, or another host than ours."""
    path = _decoded(text.partition("?")[0])
    return _has_control(_decoded(text)) or "\\" in text + path or path.startswith("//")


def _decoded(text: str) -> str:
    """Percent-decoded until nothing is left to decode."""
    while (once := unquote(text)) != text:
        text = once
    return text


def _has_control(text: str) -> bool:
    """Line breaks, halves and other characters that don't show, whatever Unicode calls them."""
    return any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text)
