"""The notice, with the form that opens the gate; what to do without it; its every version."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from config.context import languages
from privacy import gate
from privacy.models import PrivacyNotice

REMOVED = "removed"
"""In the address of the notice after an acknowledgement was taken back: the page says so."""


# Exempt, because Django's protection is a cookie, and before acceptance there is none: the
# browser's own word on where the form came from (`_is_from_here`) takes its place.
@gate.ungated
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request):
    """The latest notice, and the form to accept, decline or take back."""
    if request.method != "POST":
        return _notice_page(request, gate.safe_next(request.GET.get("next", "")))
    way_back = gate.safe_next(request.POST.get("next", ""))
    if not _is_from_here(request):
        return _refused(request, way_back)
    decide = DECISIONS.get(request.POST.get("decision"))
    if decide is None:
        raise BadRequest("The form says nothing that can be decided.")
    return decide(request, way_back)


@gate.ungated
@require_safe
def declined(request):
    """What can be read without the notice, and the way back to it."""
    way_back = gate.safe_next(request.GET.get("next", ""))
    context = _with_way_back(request, "privacy-declined", way_back)
    return _unstored(render(request, "privacy/declined.html", context))


@gate.ungated
@require_safe
def one_version(request, version):
    """The notice as it was shown under an earlier number, or is shown now."""
    shown = PrivacyNotice.objects.filter(version=version).first()
    if shown is None:
        raise Http404
    context = {"notice": shown, **shown.words_in(request.LANGUAGE_CODE)}
    return render(request, "privacy/version.html", context)


def _notice_page(request, way_back: str, *, has_changed: bool = False):
    shown, *earlier = PrivacyNotice.objects.published() or [None]
    context = _with_way_back(request, "privacy", way_back) | {
        "notice": shown,
        "earlier": earlier,
        "is_accepted": gate.has_accepted(request),
        "is_removed": REMOVED in request.GET and gate.accepted_version(request) is None,
        "has_changed": has_changed or gate.accepted_version(request) is not None,
    }
    if shown:
        context |= shown.words_in(request.LANGUAGE_CODE)
    status = 409 if has_changed else 200
    return _unstored(render(request, "privacy/notice.html", context, status=status))


def _refused(request, way_back: str):
    context = _with_way_back(request, "privacy", way_back)
    return _unstored(render(request, "privacy/refused.html", context, status=403))


def _accept(request, way_back: str):
    shown = gate.version_number(request.POST.get("version", ""))
    if not gate.is_enough(request, shown):
        return _notice_page(request, way_back, has_changed=True)
    response = gate.see_other(way_back)
    gate.remember(request, response, shown)
    return response


def _decline(request, way_back: str):
    return _forgotten(request, gate.with_next(reverse("privacy-declined"), way_back))


def _withdraw(request, way_back: str):
    address = gate.with_next(reverse("privacy"), way_back)
    return _forgotten(request, f"{address}{'&' if '?' in address else '?'}{REMOVED}=1")


DECISIONS = {"accept": _accept, "decline": _decline, "withdraw": _withdraw}


def _forgotten(request, address: str):
    response = gate.see_other(address)
    gate.forget(request, response)
    return response


def _is_from_here(request) -> bool:
    """Whether the browser says that the form stood on a page of this site.

    Browsers send `Origin` with every such form, and the newer ones `Sec-Fetch-Site`; a page
    can forge neither. Where neither is sent, nobody knows.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return False
    own_origin = f"{request.scheme}://{request.get_host()}".lower()
    return site in {None, "same-origin"} and origin in {None, own_origin}


def _with_way_back(request, page: str, way_back: str) -> dict:
    """Context of a page that keeps the way back, also when the language is changed."""
    return {
        "way_back": way_back,
        "notice_address": gate.with_next(reverse("privacy"), way_back),
        "languages": [
            language | {"href": _address_in(language["code"], page, way_back)}
            for language in languages(request)
        ],
    }


def _address_in(code: str, page: str, way_back: str) -> str:
    # A way back that is already in that language doesn't resolve in this one, and is kept.
    way_back = translate_url(way_back, code)
    with override(code):
        return gate.with_next(reverse(page), way_back)


def _unstored(response):
    """Never kept by a cache and never found by a search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
