"""The public pages. Each reads the request, asks one module and renders."""

import re

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from loans import changes, errors, head, profiles, register
from loans.directory import Directory, heirs_of
from loans.facts import ProjectInWords
from loans.onward import Onward
from loans.overview import Overview
from loans.selection import Selection

START_CHARTS = ("category", "decided_year")


@require_safe
def start(request):
    """The register at a glance, and the ways into it."""
    language = request.LANGUAGE_CODE
    overview = Overview(register.current(), language, chosen={}, facets=START_CHARTS)
    said = {"overview": overview} | head.of_start(request, overview)
    return render(request, "loans/start.html", said)


@require_safe
def project_list(request):
    """The register as a list: filters, search, order and pages come from the query string."""
    selection = Selection(request.GET, versions=register.current(), language=request.LANGUAGE_CODE)
    if selection.is_valid and not selection.paging.exists:
        return _led_to(request.path, selection.href().removeprefix("?"))
    if not selection.is_valid and (heirs := heirs_of(selection.asked.values("borrower"))):
        return _led_to(request.path, selection.asked.replaced("borrower", heirs))
    status = 200 if selection.is_valid else 400
    said = {"selection": selection} | head.of_list(request, selection)
    return render(request, "loans/project_list.html", said, status=status)


@require_safe
def project(request, slug):
    """One project, what of its past there is to see, and others like it."""
    return _of_project(request, slug, _project)


def _project(request, version):
    language = request.LANGUAGE_CODE
    shown = ProjectInWords(version, language)
    past, onward = changes.past(version, language), Onward(version, language)
    said = {"project": shown, "past": past, "onward": onward}
    return render(request, "loans/project.html", said | head.of_project(request, shown, past))


@require_safe
def project_changes(request, slug):
    """What has changed of a project since it was published."""
    return _of_project(request, slug, _project_changes)


def _project_changes(request, version):
    page = request.GET.get("page", "1")
    # Without leading zeros or other digits than ours, so that a page has one address.
    number = int(page) if re.fullmatch(r"[1-9][0-9]{0,4}", page) else 0
    history = changes.History(version, request.LANGUAGE_CODE, number)
    if not history.paging.exists:
        return HttpResponseRedirect(request.path)
    said = {"history": history} | head.of_changes(request, history)
    return render(request, "loans/project_changes.html", said)


def _of_project(request, slug, show):
    """What `show` makes of the project at an address. An earlier address leads to today's; a
    withdrawn project answers 410."""
    version = register.by_slug(slug)
    if version is None:
        if register.was_withdrawn(slug):
            return errors.gone(request)
        raise Http404
    if version.slug != slug:
        return redirect(request.resolver_match.view_name, slug=version.slug, permanent=True)
    return show(request, version)


@require_safe
def index(request, facet):
    """Every member, borrower, category, investment type or goal, with its projects."""
    directory = Directory(facet, request.LANGUAGE_CODE)
    said = {"directory": directory} | head.of_index(request, directory)
    return render(request, "loans/index.html", said)


@require_safe
def profile(request, facet, slug):
    """One of them, or an initiative. A borrower that has become part of another leads there."""
    found = profiles.profile(facet, slug, request.LANGUAGE_CODE)
    if found is None:
        heirs = heirs_of([slug]) if facet == "borrower" else {}
        if not heirs:
            raise Http404
        return redirect("borrower", slug=heirs[slug], permanent=True)
    said = {"profile": found, "overview": found.overview} | head.of_profile(request, found)
    return render(request, "loans/profile.html", said)


def _led_to(path: str, query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{path}?{query}" if query else path)
