"""The staff's start page: its name, its order, and what one did last."""

from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from loans import showcase
from loans.admin import interrupted, passwords
from loans.models import Change

ORDER = [
    *("loans", "members", "privacy", "auth"),
    *("Project", "Initiative", "ProjectCategory", "InvestmentType", "SocialGoal", "TargetGroup"),
    *("SynonymGroup", "PublishedVersion", "Change"),
    *("Borrower", "Member", "County", "PrivacyNotice", "User", "Group"),
]
"""Apps and models in the order of the work; what is not named comes last."""


class StaffSite(admin.AdminSite):
    """Django's admin as the staff know it; named as the default in `config.apps`.

    It is made while the admin's modules register themselves, so it imports none that does.
    """

    site_header = site_title = "Öppna lån"
    index_title = "Registret"
    empty_value_display = "–"
    # The lists need the width, and every page leads back to the start.
    enable_nav_sidebar = False

    def __init__(self, name="admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

    def get_app_list(self, request, app_label=None):
        """Django sorts by the alphabet; staff begin with the projects."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: _place(app["app_label"]))

    def index(self, request, extra_context=None):
        """Adds the latest entries that the person has signed."""
        entries = Change.objects.readable_by(request.user).filter(by=request.user.pk)
        return super().index(request, {"own_changes": entries[:10], **(extra_context or {})})

    def get_urls(self):
        shown = self.admin_view(components)
        return [path("komponenter/", shown, name="components"), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        return interrupted.keeping_what_was_sent(super().admin_view(view, cacheable))

    @method_decorator([never_cache, sensitive_post_parameters("password")])
    def login(self, request, extra_context=None):
        return interrupted.resuming(super().login, request, extra_context)

    @method_decorator(sensitive_post_parameters())
    def password_change(self, request, extra_context=None):
        return passwords.logged(super().password_change, request, extra_context)


@require_safe
def components(request):
    """What the public pages are built of, each as the public sees it."""
    drawn = {
        name: [
            (example.name, render_to_string(f"components/{name}.html", example.context, request))
            for example in examples
        ]
        for name, examples in showcase.components(request.LANGUAGE_CODE).items()
    }
    return render(request, "admin/components.html", {"components": drawn})


def yes_or_no(value: bool | None) -> str:
    """In place of Django's icons, which say True and False to those who hear them."""
    return {True: "Ja", False: "Nej"}.get(value, admin.site.empty_value_display)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


# Django draws it by this function, which no class can replace.
admin_list._boolean_icon = yes_or_no
