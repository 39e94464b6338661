"""The public pages. Each reads the request, asks one module and renders."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loans import errors, register
from loans.facts import ProjectInWords
from loans.selection import Selection


@require_safe
def start(request):
    """The list is all there is to begin with."""
    return _led_to(reverse("projects"), request.GET.urlencode())


@require_safe
def project_list(request):
    """The register as a list: filters, search, order and pages come from the query string."""
    selection = Selection(request.GET, versions=register.current(), language=request.LANGUAGE_CODE)
    if selection.is_valid and not selection.paging.exists:
        return _led_to(request.path, selection.href().removeprefix("?"))
    status = 200 if selection.is_valid else 400
    return render(request, "loans/project_list.html", {"selection": selection}, status=status)


@require_safe
def project(request, slug):
    """One project. An earlier address leads to today's; a withdrawn project answers 410."""
    version = register.by_slug(slug)
    if version is None:
        if register.was_withdrawn(slug):
            return errors.gone(request)
        raise Http404
    if version.slug != slug:
        return redirect("project", slug=version.slug, permanent=True)
    shown = ProjectInWords(version, request.LANGUAGE_CODE)
    return render(request, "loans/project.html", {"project": shown})


def _led_to(path: str, query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{path}?{query}" if query else path)
