"""The log of everything that staff have done, to be read."""

from django.apps import apps
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.text import capfirst

from loans.admin.reading import differences_of
from loans.admin.versions import ReadOnlyAdmin
from loans.models import Change


class PeopleFilter(admin.RelatedOnlyFieldListFilter):
    is_of_names = True


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    fields = ["at", "by", "action", "kind", "object_label", "why", "differences", "digest"]
    list_display = ["at", "by", "action", "kind", "object_label", "why"]
    list_filter = ["action", "at", ("by", PeopleFilter)]
    list_select_related = ["by"]
    search_fields = ["object_key", "object_label", "why"]

    def get_queryset(self, request):
        return super().get_queryset(request).readable_by(request.user)

    @admin.display(description="slag", ordering="model")
    def kind(self, entry):
        return capfirst(apps.get_model(entry.model)._meta.verbose_name)

    @admin.display(description="fält")
    def differences(self, entry):
        context = {"differences": differences_of(entry), "heads": ("Före", "Efter")}
        return render_to_string("admin/differences.html", context)
