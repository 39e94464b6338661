"""Django's admin with the staff's own site in it."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "loans.admin.site.StaffSite"

    def ready(self):
        # The first who registers makes the site. Django's search for pages would make it before
        # its package is read, and once more while it is.
        import_module("loans.admin")
        super().ready()
