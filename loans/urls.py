"""The public pages."""

from django.urls import path

from config.addresses import route
from loans import views

urlpatterns = [
    path("", views.start, name="start"),
    path(route("{projects}/"), views.project_list, name="projects"),
    path(route("{projects}/<slug:slug>/"), views.project, name="project"),
]
