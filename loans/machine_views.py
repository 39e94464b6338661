"""What machines ask of the register. Open to all: machines can't read a notice."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from loans import sitemap
from privacy.gate import ungated

one_hour = cache_control(public=True, max_age=60 * 60)


@ungated
@require_safe
@one_hour
def sitemap_index(request):
    """Where the files of the sitemap are."""
    return _xml("sitemap/index.xml", {"files": sitemap.files(request.register_state)})


@ungated
@require_safe
@one_hour
def sitemap_pages(request):
    """The pages that aren't about a single project."""
    return _xml("sitemap/pages.xml", {"pages": sitemap.pages(request.register_state)})


@ungated
@require_safe
@one_hour
def sitemap_projects(request, number):
    """Some of the projects."""
    pages = sitemap.projects(number)
    if not pages:
        raise Http404
    return _xml("sitemap/pages.xml", {"pages": pages})


def _xml(template: str, context: dict) -> HttpResponse:
    """A file for machines, which search engines read but don't list."""
    response = HttpResponse(render_to_string(template, context), content_type="application/xml")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
