"""The public pages."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from config.addresses import route
from loans import about, file_views, views
from loans.facets import BY_NAME
from loans.formats.table import SUFFIXES


class Suffix(StringConverter):
    """What a file's address ends in, one for each format."""

    regex = "|".join(SUFFIXES)


register_converter(Suffix, "suffix")

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
    """The page of one value, its files, its print view, and the index of all where there is one."""
    facet, chosen = BY_NAME[name], {"facet": name}
    one = f"{{{word}}}/<slug:slug>"
    found = [
        path(route(f"{one}/"), views.profile, chosen, facet.page),
        path(route(f"{one}.<suffix:suffix>"), file_views.profile, chosen, f"{facet.page}-file"),
        path(route(f"{one}/{{print}}/"), views.print_profile, chosen, f"{facet.page}-print"),
    ]
    if facet.index:
        found.append(path(route(f"{{{word}}}/"), views.index, chosen, facet.index))
    return found


urlpatterns = [
    path("", views.start, name="start"),
    path(route("{projects}/"), views.project_list, name="projects"),
    path(route("{projects}/{print}/"), views.print_list, name="projects-print"),
    path(route("{projects}.<suffix:suffix>"), file_views.projects, name="projects-file"),
    path(route("{projects}.csv-metadata.json"), file_views.csv_metadata, name="csv-metadata-file"),
    path(route("{projects}/{suggestions}.json"), file_views.suggestions, name="suggestions-file"),
    path("datapackage.json", file_views.data_package, name="data-package-file"),
    path(route("{projects}/<slug:slug>/"), views.project, name="project"),
    path(route("{projects}/<slug:slug>/{changes}/"), views.project_changes, name="project-changes"),
    *(page for facet, word in WORD_OF.items() for page in _pages_of(facet, word)),
    path(route("{about}/"), about.loan, name="about"),
    path(route("{about}/data/"), about.data, name="about-data"),
    path(route("{accessibility}/"), about.accessibility_statement, name="accessibility"),
]
