"""The staff's start page: its name, its order, and what one did last."""

from django.contrib import admin
from django.contrib.admin.templatetags import admin_list

from loans.admin.interrupted import keeping_what_was_sent, resuming
from loans.admin.users import logging_own_password
from loans.models import Change

ORDER = [
    *("loans", "members", "privacy", "auth"),
    *("Project", "Initiative", "ProjectCategory", "InvestmentType", "SocialGoal", "TargetGroup"),
    *("PublishedVersion", "Change", "Borrower", "Member", "County", "PrivacyNotice"),
    *("User", "Group"),
]
"""Apps and models in the order of the work; what is not named comes last."""


def in_order(get_app_list):
    """Django sorts by the alphabet; staff begin with the projects."""

    def ordered(request, app_label=None):
        apps = get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: _place(app["app_label"]))

    return ordered


def with_own_changes(index):
    """Adds the latest entries that the person has signed."""

    def start(request, extra_context=None):
        entries = Change.objects.readable_by(request.user).filter(by=request.user.pk)
        return index(request, {"own_changes": entries[:10], **(extra_context or {})})

    return start


def yes_or_no(value: bool | None) -> str:
    """In place of Django's icons, which say True and False to those who hear them."""
    return {True: "Ja", False: "Nej"}.get(value, admin.site.empty_value_display)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


admin.site.site_header = admin.site.site_title = "Öppna lån"
admin.site.index_title = "Registret"
admin.site.empty_value_display = "–"
# The lists need the width, and every page leads back to the start.
admin.site.enable_nav_sidebar = False
admin.site.disable_action("delete_selected")
admin_list._boolean_icon = yes_or_no
admin.site.get_app_list = in_order(admin.site.get_app_list)
admin.site.index = with_own_changes(admin.site.index)
admin.site.admin_view = keeping_what_was_sent(admin.site.admin_view)
admin.site.login = resuming(admin.site.login)
admin.site.password_change = logging_own_password(admin.site.password_change)
