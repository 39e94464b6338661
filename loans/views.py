"""The public pages. Each reads the request, asks one module and renders."""

from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from loans import changes, errors, head, printed, profiles, register
from loans.directory import Directory
from loans.facets import BY_NAME, NONE
from loans.facts import ProjectInWords
from loans.formats import links
from loans.heirs import heir_of, query_of_heirs
from loans.onward import Onward
from loans.overview import Overview
from loans.selection import Selection
from loans.selection.paging import page_number

CHARTS = ("category", "decided_year", "county", "goal", "amount_band")
"""What any projects are drawn by, on the start page and above the list."""


@require_safe
def start(request):
    """The register at a glance, and the ways into it."""
    overview = Overview(_selection(request), facets=CHARTS)
    context = {"overview": overview} | head.of_start(request, overview)
    return render(request, "loans/start.html", context)


@require_safe
def project_list(request):
    """The register as a list: filters, search, order and pages come from the query string."""
    selection = Selection(request.GET, language=request.LANGUAGE_CODE, state=request.register_state)
    if selection.is_valid and not selection.paging.exists:
        return _led_to(request.path, selection.href().removeprefix("?"))
    if selection.is_valid and selection.asked.is_as_sent:
        return HttpResponseRedirect(f"{request.path}{selection.plain_href}")
    if of_heirs := query_of_heirs(selection):
        return _led_to(request.path, of_heirs)
    status = 200 if selection.is_valid else 400
    query = selection.href().removesuffix("?")
    forms = links.forms("projects", query) if selection.is_valid else None
    overview = Overview(selection, facets=CHARTS)
    context = {"selection": selection, "overview": overview, "forms": forms}
    context |= head.of_list(request, selection)
    return render(request, "loans/project_list.html", context, status=status)


@require_safe
def print_list(request):
    """All that a list selects, on paper."""
    return _print(request, None)


@require_safe
def print_profile(request, facet, slug):
    """All projects of one member, borrower, category … on paper."""
    if slug == NONE:
        raise Http404
    return _print(request, (facet, slug))


def _print(request, chosen):
    language = request.LANGUAGE_CODE
    found = printed.Printed(
        request.GET, chosen=chosen, language=language, state=request.register_state
    )
    if not found.selection.is_valid:
        return _not_printed(request, found, chosen)
    page = render_to_string(
        "loans/print.html", {"printed": found} | head.of_printed(request, found), request
    )
    rows = found.rows() if request.method == "GET" else ()
    return StreamingHttpResponse(printed.filled(page, rows, language))


def _not_printed(request, found, chosen):
    """The answer where the query is wrong: that of the list; from a borrower that has become part
    of another to the same of its heir."""
    selection = found.selection
    if chosen and chosen[0] in selection.errors:
        heir = heir_of(*chosen, selection)
        if not heir:
            raise Http404
        path = reverse(request.resolver_match.view_name, args=[heir])
        return _led_to(path, found.query_string.removeprefix("?"))
    if not chosen and (of_heirs := query_of_heirs(selection)):
        return _led_to(request.path, of_heirs)
    context = {"selection": selection} | head.of_list(request, selection)
    return render(request, "loans/project_list.html", context, status=400)


def gone_if_withdrawn(view):
    """Answers 410 where a project is withdrawn while its page is being made."""

    @wraps(view)
    def careful_view(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except register.WithdrawnError:
            return errors.gone(request)

    return careful_view


@require_safe
@gone_if_withdrawn
def project(request, slug):
    """One project, what of its past there is to see, and others like it."""
    version, language = register.by_slug(slug), request.LANGUAGE_CODE
    if version is None or version.slug != slug:
        return _not_here(request, slug, version)
    shown = ProjectInWords(version, language)
    past, onward = changes.past(version, language), Onward(version, language)
    context = {"project": shown, "past": past, "onward": onward}
    return render(request, "loans/project.html", context | head.of_project(request, shown, past))


@require_safe
@gone_if_withdrawn
def project_changes(request, slug):
    """What has changed of a project since it was published."""
    version = register.by_slug(slug)
    if version is None or version.slug != slug:
        return _not_here(request, slug, version)
    page, told = (page_number(request.GET.get(name, "")) for name in ("page", "version"))
    if page is None or told is None:
        raise BadRequest("Pages and versions have whole numbers.")
    if "version" in request.GET:
        history = changes.WholeChange(version, request.LANGUAGE_CODE, page, told)
    else:
        history = changes.History(version, request.LANGUAGE_CODE, page)
    if not history.exists:
        return HttpResponseRedirect(request.path)
    context = {"history": history} | head.of_changes(request, history)
    return render(request, "loans/project_changes.html", context)


def _not_here(request, slug, version):
    """The answer where no project has the address: an earlier one leads to that of today, and a
    withdrawn project answers 410."""
    if version:
        return redirect(request.resolver_match.view_name, slug=version.slug, permanent=True)
    if register.was_withdrawn(slug):
        return errors.gone(request)
    raise Http404


@require_safe
def index(request, facet):
    """Every member, borrower, category, investment type or goal, with its projects."""
    directory = Directory(facet, _selection(request))
    context = {"directory": directory} | head.of_index(directory)
    return render(request, "loans/index.html", context)


@require_safe
def profile(request, facet, slug):
    """One of them, or an initiative. A borrower that has become part of another leads there."""
    selection = _selection(request, {facet: slug})
    found = profiles.profile(facet, slug, selection)
    if found is None:
        if heir := heir_of(facet, slug, selection):
            return redirect(request.resolver_match.view_name, slug=heir, permanent=True)
        raise Http404
    is_empty = not found.overview.figures.number
    forms = None if is_empty else links.forms(BY_NAME[facet].page, slug=slug)
    context = {"profile": found, "overview": found.overview, "forms": forms}
    context |= head.of_profile(request, found)
    return render(request, "loans/profile.html", context)


def _selection(request, chosen: dict[str, str] | None = None) -> Selection:
    """The whole register, or what has some value."""
    language, state = request.LANGUAGE_CODE, request.register_state
    return Selection.of(chosen or {}, language=language, state=state)


def _led_to(path: str, query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{path}?{query}" if query else path)
