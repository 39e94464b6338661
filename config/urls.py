"""All addresses: pages in both languages, the staff's door, and what machines ask for."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config import machine_views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("robots.txt", machine_views.robots, name="robots"),
    path("favicon.ico", machine_views.favicon, name="favicon"),
    path(".well-known/security.txt", machine_views.security_txt, name="security-txt"),
    path("healthz", machine_views.healthz, name="healthz"),
    path("readyz", machine_views.readyz, name="readyz"),
    path("", include("loans.machine_urls")),
    *i18n_patterns(
        path("", include("loans.urls")),
        path("", include("privacy.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "loans.errors.bad_request"
handler403 = "loans.errors.forbidden"
handler404 = "loans.errors.not_found"
handler500 = "loans.errors.server_error"
