"""What was sent after the session had ended is not lost: it goes along through the sign-in, and
is sent again by whoever signed in. Nothing of it is stored."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters


def keeping_what_was_sent(admin_view):
    """`AdminSite.admin_view`, which would lead to the sign-in and forget the form."""

    def guarded(view, cacheable=False):
        inner = admin_view(view, cacheable)

        def answer(request, *args, **kwargs):
            if _is_interrupted(request):
                return _sign_in(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(answer, inner)

    return guarded


def resuming(login):
    """`AdminSite.login`, which shows what goes along, and afterwards the way to send it."""

    @never_cache
    @sensitive_post_parameters("password")
    def sign_in(request, extra_context=None):
        kept = request.POST.get("kept", "")
        response = login(request, {"kept": kept, **(extra_context or {})})
        if not kept or response.status_code != 302:
            return response
        fields = [
            (name, value)
            for name, values in QueryDict(kept).lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        context = admin.site.each_context(request)
        # Where Django leads after a sign-in is always an address of ours.
        context |= {"title": "Det du skrev är kvar", "fields": fields, "address": response.url}
        return TemplateResponse(request, "admin/resume.html", context)

    return sign_in


def _is_interrupted(request) -> bool:
    if request.method != "POST" or request.user.is_authenticated:
        return False
    # A password is not carried about in a page.
    has_password = any("password" in name for name in request.POST)
    return not has_password and request.path != reverse("admin:logout")


@never_cache
def _sign_in(request):
    context = {
        **admin.site.each_context(request),
        "title": "Logga in",
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": request.get_full_path(),
        "kept": request.POST.urlencode(),
    }
    return TemplateResponse(request, "admin/login.html", context, status=403)
