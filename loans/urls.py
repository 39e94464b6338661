"""The public pages."""

from django.urls import URLPattern, path

from config.addresses import route
from loans import about, views
from loans.facets import BY_NAME

WORD_OF = {
    "member": "members",
    "borrower": "borrowers",
    "category": "categories",
    "investment_type": "investment_types",
    "goal": "goals",
    "initiative": "initiatives",
}
"""The facets whose values have pages, and the word of their addresses."""


def _pages_of(name: str, word: str) -> list[URLPattern]:
    """The index of a facet's values, where it has one, and the page of one value."""
    facet, chosen = BY_NAME[name], {"facet": name}
    one = path(route(f"{{{word}}}/<slug:slug>/"), views.profile, chosen, facet.page)
    if not facet.index:
        return [one]
    return [path(route(f"{{{word}}}/"), views.index, chosen, facet.index), one]


urlpatterns = [
    path("", views.start, name="start"),
    path(route("{projects}/"), views.project_list, name="projects"),
    path(route("{projects}/<slug:slug>/"), views.project, name="project"),
    path(route("{projects}/<slug:slug>/{changes}/"), views.project_changes, name="project-changes"),
    *(page for facet, word in WORD_OF.items() for page in _pages_of(facet, word)),
    path(route("{about}/"), about.loan, name="about"),
    path(route("{about}/data/"), about.data, name="about-data"),
    path(route("{accessibility}/"), about.accessibility_statement, name="accessibility"),
]
