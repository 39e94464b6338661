"""The published versions, to be read: what the public has been told, and when."""

from django.contrib import admin
from django.template.loader import render_to_string

from loans.admin.reading import content_in_words
from loans.admin.requests import SteadyAdmin
from loans.labels import LABELS
from loans.models import PublishedVersion


class ReadOnlyAdmin(SteadyAdmin, admin.ModelAdmin):
    """Written by the program alone, whoever asks."""

    actions = None
    change_form_template = "admin/read_only.html"
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class IsCurrent(admin.SimpleListFilter):
    title = "gäller nu"
    parameter_name = "current"

    def lookups(self, request, model_admin):
        return [("yes", "Ja"), ("no", "Nej")]

    def queryset(self, request, queryset):
        wanted = {"yes": True, "no": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(valid_to__isnull=wanted)


@admin.register(PublishedVersion)
class VersionAdmin(ReadOnlyAdmin):
    fields = [
        *("key", "number", "valid_from", "valid_to", "withdrawn_at"),
        *("published_by", "approved_by", "told"),
    ]
    list_display = ["key", "number", "title", "valid_from", "valid_to", "published_by"]
    list_display_links = ["key", "number"]
    list_filter = [IsCurrent, "valid_from"]
    list_select_related = ["published_by"]
    search_fields = ["reference", "slug"]
    search_help_text = "Referens eller adressnamn"
    ordering = ["-valid_from", "-serial"]

    @admin.display(description=LABELS["reference"], ordering="serial")
    def key(self, version):
        return version.reference

    @admin.display(description="rubrik")
    def title(self, version):
        return version.content["title"]["sv"]

    @admin.display(description="det som visades")
    def told(self, version):
        context = {"values": content_in_words(version.content)}
        return render_to_string("admin/values.html", context)
