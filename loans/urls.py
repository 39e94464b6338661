"""The public pages."""

from django.urls import path

from config.addresses import route
from loans import about, views

urlpatterns = [
    path("", views.start, name="start"),
    path(route("{projects}/"), views.project_list, name="projects"),
    path(route("{projects}/<slug:slug>/"), views.project, name="project"),
    path(route("{projects}/<slug:slug>/{changes}/"), views.project_changes, name="project-changes"),
    path(route("{members}/"), views.index, {"facet": "member"}, "members"),
    path(route("{members}/<slug:slug>/"), views.profile, {"facet": "member"}, "member"),
    path(route("{borrowers}/"), views.index, {"facet": "borrower"}, "borrowers"),
    path(route("{borrowers}/<slug:slug>/"), views.profile, {"facet": "borrower"}, "borrower"),
    path(route("{categories}/"), views.index, {"facet": "category"}, "categories"),
    path(route("{categories}/<slug:slug>/"), views.profile, {"facet": "category"}, "category"),
    path(
        route("{investment_types}/"),
        views.index,
        {"facet": "investment_type"},
        "investment-types",
    ),
    path(
        route("{investment_types}/<slug:slug>/"),
        views.profile,
        {"facet": "investment_type"},
        "investment-type",
    ),
    path(route("{goals}/"), views.index, {"facet": "goal"}, "goals"),
    path(route("{goals}/<slug:slug>/"), views.profile, {"facet": "goal"}, "goal"),
    path(route("{initiatives}/<slug:slug>/"), views.profile, {"facet": "initiative"}, "initiative"),
    path(route("{about}/"), about.loan, name="about"),
    path(route("{about}/data/"), about.data, name="about-data"),
    path(route("{accessibility}/"), about.accessibility_statement, name="accessibility"),
]
