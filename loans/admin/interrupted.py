"""What was sent after the session had ended is not lost: it goes along through the sign-in, is
shown, and is sent again by whoever signed in. Nothing of it is stored."""

from functools import update_wrapper
from urllib.parse import quote_plus

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from loans.admin.sent import in_words, may_receive

KEPT = "kept."
"""Before the name of each field that goes along with a sign-in."""
OF_THE_SIGN_IN = 4
"""The fields of the sign-in itself: user name, password, token, next."""
ROOM = 10_000
"""Bytes that they may need."""
OVERTAKEN = "CSRF token from POST incorrect."
"""Django's reason where somebody has signed in since the form was shown."""


def keeping_what_was_sent(inner):
    """A view of `AdminSite.admin_view`, which would lead to the sign-in and forget the form."""

    def answer(request, *args, **kwargs):
        if _is_interrupted(request):
            return _sign_in(request)
        return inner(request, *args, **kwargs)

    return update_wrapper(answer, inner)


def resuming(login, request, extra_context):
    """`AdminSite.login`, which shows what goes along, and afterwards the way to send it."""
    fields = _kept(request.POST)
    response = login(request, {"kept": _pairs(fields), **(extra_context or {})})
    if not fields or response.status_code != 302:
        return response
    return _resume(request, fields, response.url)


def after_another_sign_in(request, reason: str):
    """The page to send again from, where a form was shown before its sender signed in anew.

    None where the form is not of that kind: from elsewhere, by nobody on the staff, or with a
    password in it.
    """
    if reason != OVERTAKEN or not (request.user.is_active and request.user.is_staff):
        return None
    if request.path == reverse("admin:login"):
        fields, address = _kept(request.POST), request.POST.get("next", "")
        return _resume(request, fields, address, status=403) if fields else None
    if _has_password(request.POST) or not may_receive(request.path):
        return None
    return _resume(request, _without_token(request.POST), request.get_full_path(), status=403)


@never_cache
def _resume(request, fields: QueryDict, address: str, status: int = 200):
    """What was sent, and the button that sends it: to a page of the admin, and nowhere else."""
    is_ours = may_receive(address)
    context = {
        **admin.site.each_context(request),
        "title": "Det du skrev är kvar",
        "fields": _pairs(fields),
        "sent": in_words(fields, address if is_ours else "", request.user),
        "address": address if is_ours else "",
    }
    return TemplateResponse(request, "admin/resume.html", context, status=status)


@never_cache
def _sign_in(request):
    fields = _without_token(request.POST)
    is_too_large = _is_too_large(fields)
    context = {
        **admin.site.each_context(request),
        "title": "Logga in",
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": request.get_full_path(),
        "kept": [] if is_too_large else _pairs(fields),
        "to_copy": in_words(fields, request.path, request.user) if is_too_large else [],
    }
    return TemplateResponse(request, "admin/login.html", context, status=403)


def _is_interrupted(request) -> bool:
    if request.method != "POST" or request.user.is_authenticated:
        return False
    # A password is not carried about in a page.
    return not _has_password(request.POST) and request.path != reverse("admin:logout")


def _has_password(fields: QueryDict) -> bool:
    return any("password" in name for name in fields)


def _is_too_large(fields: QueryDict) -> bool:
    """Whether the sign-in could not take them along: Django would refuse so large a form."""
    pairs = _pairs(fields)
    size = ROOM + sum(len(f"{quote_plus(KEPT + n)}={quote_plus(v)}&") for n, v in pairs)
    return (
        len(pairs) + OF_THE_SIGN_IN > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        or size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    )


def _kept(sent: QueryDict) -> QueryDict:
    """What goes along with a sign-in, under its own names; never a password."""
    fields = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name.startswith(KEPT) and "password" not in name:
            fields.setlist(name.removeprefix(KEPT), values)
    return _without_token(fields)


def _without_token(sent: QueryDict) -> QueryDict:
    fields = sent.copy()
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def _pairs(fields: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in fields.lists() for value in values]
