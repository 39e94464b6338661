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
    """The page of one value, its print view, and the index of all where there is one."""
    facet, chosen = BY_NAME[name], {"facet": name}
    address = f"{{{word}}}/<slug:slug>/"
    found = [
        path(route(address), views.profile, chosen, facet.page),
        path(route(f"{address}{{print}}/"), views.print_profile, chosen, f"{facet.page}-print"),
    ]
    if facet.index:
        found.append(path(route(f"{{{word}}}/"), views.index, chosen, facet.index))
    return found


urlpatterns = [
    path("", views.start, name="start"),
    path(route("{projects}/"), views.project_list, name="projects"),
    path(route("{projects}/{print}/"), views.print_list, name="projects-print"),
    path(route("{projects}/<slug:slug>/"), views.project, name="project"),
    path(route("{projects}/<slug:slug>/{changes}/"), views.project_changes, name="project-changes"),
    *(page for facet, word in WORD_OF.items() for page in _pages_of(facet, word)),
    path(route("{about}/"), about.loan, name="about"),
    path(route("{about}/data/"), about.data, name="about-data"),
    path(route("{accessibility}/"), about.accessibility_statement, name="accessibility"),
]
