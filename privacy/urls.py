"""The gate's own pages."""

from django.urls import path

from config.addresses import route
from privacy import views

urlpatterns = [
    path(route("{privacy}/"), views.notice, name="privacy"),
    path(route("{privacy}/{declined}/"), views.declined, name="privacy-declined"),
    path(route("{privacy}/<int:version>/"), views.one_version, name="privacy-version"),
]
