"""The published versions, to be read: what the public has been told, and when."""

from django.contrib import admin
from django.template.loader import render_to_string

from config.staff_pages import SteadyAdmin
from loans.admin.reading import content_in_words
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


@admin.register(PublishedVersion)
class VersionAdmin(ReadOnlyAdmin):
    fields = [
        *("reference", "number", "valid_from", "valid_to", "withdrawn_at"),
        *("published_by", "approved_by", "told"),
    ]
    list_display = ["reference", "number", "title", "valid_from", "valid_to", "published_by"]
    list_display_links = ["reference", "number"]
    list_filter = [("valid_to", admin.EmptyFieldListFilter), "valid_from"]
    list_select_related = ["published_by"]
    search_fields = ["reference", "slug"]
    ordering = ["-valid_from", "-serial"]

    @admin.display(description="rubrik")
    def title(self, version):
        return version.content["title"]["sv"]

    @admin.display(description="det som visades")
    def told(self, version):
        context = {"values": content_in_words(version.content)}
        return render_to_string("admin/values.html", context)
