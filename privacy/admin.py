"""The privacy notice for staff: a draft is written here; a published version is only read."""

from django.contrib import admin, messages

from privacy.models import PrivacyNotice, publish

PUBLISH = "privacy.publish_privacynotice"


@admin.register(PrivacyNotice)
class NoticeAdmin(admin.ModelAdmin):
    fields = ["title", "text", "title_en", "text_en", "is_material"]
    readonly_fields = ["version", "published_at", "digest"]
    list_display = ["__str__", "title", "is_material", "published_at"]
    actions = ["publish_selected"]

    def get_fields(self, request, obj=None):
        is_published = obj is not None and obj.version is not None
        return [*(self.readonly_fields if is_published else ()), *self.fields]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_draft(obj)

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(PUBLISH)

    @admin.action(description="Publicera", permissions=["publish"])
    def publish_selected(self, request, queryset):
        """One at a time: the order of two would decide which of them stands."""
        chosen = list(queryset)
        if len(chosen) != 1 or not _is_draft(chosen[0]):
            self.message_user(request, "Välj ett utkast att publicera.", messages.WARNING)
            return
        notice = publish(chosen[0])
        self.log_change(request, notice, f"Publicerade version {notice.version}.")
        self.message_user(request, f"Version {notice.version} är publicerad.", messages.SUCCESS)


def _is_draft(notice: PrivacyNotice | None) -> bool:
    return notice is None or notice.version is None
