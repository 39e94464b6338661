"""The files: the list, and the projects of one member, borrower and so on, in every format.

Open to all: machines can't read a notice. A file has no pages; `page` is not read.
"""

import json
from collections.abc import Callable
from functools import wraps
from itertools import chain

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from loans import catalogue, problems, profiles
from loans.facets import BY_NAME, NONE
from loans.formats import table
from loans.formats.extract import Extract
from loans.formats.links import href
from loans.formats.marks import mark
from loans.formats.table import DIALECT, Format
from loans.heirs import heir_of, query_of_heirs
from loans.register import State
from loans.selection import Selection
from loans.selection.filters import MOST_VALUES, TOO_MANY
from privacy.gate import ungated

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}
"""Any page on any site may read the files; search engines list the pages instead."""

ASKED_AGAIN = "public, no-cache"
"""Anybody may keep an answer, who asks each time whether it still holds."""

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Cache-Control, Content-Type, If-Match, If-None-Match, "
    "X-Requested-With",
    "Access-Control-Max-Age": str(24 * 60 * 60),
    "Allow": "GET, HEAD, OPTIONS",
}
"""What a browser is told that asks first, as it does before it says which file it has already."""

Refuse = Callable[[Selection, Format], HttpResponse]
"""Answers where nothing can be selected."""


def open_data(view):
    """A view whose every answer is open to programs on other sites."""

    @ungated
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    @wraps(view)
    def open_view(request, *args, **kwargs):
        asks_first = request.method == "OPTIONS"
        response = _preflight() if asks_first else _answer(view, request, *args, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return open_view


def _answer(view, request, *args, **kwargs) -> HttpResponse:
    """What a view answers; Django refuses to read a query of a thousand parameters."""
    try:
        return view(request, *args, **kwargs)
    except TooManyFieldsSent:
        return problems.wrong_query(request, {"": [TOO_MANY % {"number": MOST_VALUES}]})


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204, headers=PREFLIGHT)
    del response.headers["Content-Type"]
    return response


@open_data
def projects(request, suffix):
    """What a query selects of the list, all of it."""
    params = request.GET.copy()
    params.pop("page", None)

    def refuse(selection: Selection, chosen: Format) -> HttpResponse:
        if query := query_of_heirs(selection):
            return _led_to(href("projects", chosen, query))
        return problems.wrong_query(request, selection.errors)

    language, state = request.LANGUAGE_CODE, request.register_state
    selection = Selection(params, language=language, state=state)
    query = selection.href().removesuffix("?")
    return _file(request, suffix, selection, reverse("projects"), query, refuse)


@open_data
def profile(request, facet, slug, suffix):
    """What a query selects of the projects of one value; no rows where it has none, as its page
    says."""
    page = BY_NAME[facet].page

    def refuse(selection: Selection, chosen: Format) -> HttpResponse:
        if facet not in selection.errors:
            return problems.wrong_query(request, selection.errors)
        if heir := heir_of(facet, slug, selection):
            return _led_to(href(page, chosen, query, slug=heir))
        return problems.nothing_here(request)

    if slug == NONE:
        return problems.nothing_here(request)
    language, state = request.LANGUAGE_CODE, request.register_state
    selection = profiles.selection_of(facet, slug, request.GET, language=language, state=state)
    query = selection.href(without=(facet, slug)).removesuffix("?")
    return _file(request, suffix, selection, reverse(page, args=[slug]), query, refuse)


@open_data
def data_package(request):
    """The register described as a Data Package."""
    return _described(request, catalogue.data_package, "application/json")


@open_data
def csv_metadata(request):
    """The plain CSV described as CSV on the Web has it."""
    return _described(request, catalogue.csv_metadata, "application/csvm+json")


@open_data
def suggestions(request):
    """What somebody may be about to type in the field of search, of today's register."""
    params, language = QueryDict(mutable=True), request.LANGUAGE_CODE
    params["q"] = request.GET.get("q", "")
    selection = Selection(params, language=language, state=request.register_state)
    if not selection.is_valid:
        return problems.wrong_query(request, selection.errors)
    etag = f'"{mark(selection.state, request.path, selection.query)}"'
    if answered := _without_file(request, etag):
        return answered
    said = _suggested(selection)
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json")
    return _with_headers(answer, etag)


def _suggested(selection: Selection) -> dict:
    """`said` is what those hear who don't see the suggestions."""
    found = selection.suggestions
    said = ngettext("%(number)s förslag", "%(number)s förslag", len(found))
    return {
        "said": said % {"number": len(found)} if found else "",
        "suggestions": [
            {"name": words.text, "lang": words.lang, "kind": kind, "href": href}
            for words, kind, href in found
        ],
    }


def _described(request, describe: Callable, content_type: str) -> HttpResponse:
    state = request.register_state
    etag = f'"{mark(state, request.path)}"'
    if answered := _without_file(request, etag):
        return answered
    said = json.dumps(describe(state), ensure_ascii=False, indent=1)
    return _with_headers(HttpResponse(f"{said}\n", content_type=content_type), etag)


def _file(
    request, suffix: str, selection: Selection, page: str, query: str, refuse: Refuse
) -> HttpResponse:
    """The file of a selection, of which `page` and `query` are the page's address."""
    dialect = request.GET.get(DIALECT, "").strip()
    chosen = table.of(suffix, dialect)
    if chosen is None:
        return problems.wrong_query(request, {DIALECT: [_no_dialect(dialect)]})
    if not selection.is_valid:
        return refuse(selection, chosen)
    # Of the state that was read, which may be newer than that of the request.
    etag = _etag(request, chosen, query, selection.state)
    if answered := _without_file(request, etag):
        return answered
    if not chosen.holds(selection.totals["number"]):
        return problems.wrong_query(request, {"": [_too_many(chosen)]})
    extract = Extract(selection, page, request.path, query)
    # Without a body, and without the length of one that is not known.
    blocks = _begun(chosen, extract) if request.method == "GET" else []
    response = StreamingHttpResponse(blocks, content_type=chosen.content_type)
    name = f"{extract.file_stem(chosen.dialect)}.{chosen.suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _with_headers(response, etag)


def _begun(chosen: Format, extract: Extract):
    """The file, of which the first block is made at once: what fails then has a page that says so,
    and no half a file."""
    blocks = chosen.blocks(extract)
    return chain([next(blocks, b"")], blocks)


def _without_file(request, etag: str) -> HttpResponse | None:
    """The answer to who has the file already, or wants none but another; None to all others."""
    response = get_conditional_response(request, etag=etag)
    if response is not None and response.status_code == 412:
        return problems.another_state(request)
    return response and _with_headers(response, etag)


def _with_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ASKED_AGAIN
    return response


def _led_to(address: str) -> HttpResponse:
    """The file of the heir, as long as the merger isn't taken back."""
    return HttpResponseRedirect(address, headers={"Cache-Control": ASKED_AGAIN})


def _etag(request, chosen: Format, query: str, state: State) -> str:
    return f'"{mark(state, request.path, query, chosen.name)}"'


def _too_many(chosen: Format) -> str:
    said = _("En fil av det här slaget rymmer högst %(number)s projekt. Välj färre, eller CSV.")
    return said % {"number": chosen.most_rows}


def _no_dialect(asked: str) -> str:
    said = _("Dialekten ”%(asked)s” finns inte. Skriv dialect=excel, eller ingen dialekt alls.")
    return said % {"asked": asked}
