"""The privacy notice: a draft is written here and published; a published version is only read."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import urlencode

from loans.admin.base import SignedAdmin, in_turn, why_field
from loans.admin.faults import faults_of
from loans.editing.notices import (
    PUBLISH_NOTICE,
    PUBLISHED_WITHOUT_REASON,
    publish_notice,
    recorded_draft,
)
from privacy.models import PrivacyNotice, asks_again, next_version

STAYS = "Meddelandet är publicerat och ändras aldrig. Skriv ett nytt utkast i stället."
PUBLISHED_MEANWHILE = (
    "Utkastet publicerades medan du skrev, och en publicerad version ändras aldrig. Spara det du "
    "har skrivit som ett nytt utkast."
)
CHANGED_MEANWHILE = "Någon ändrade medan du läste. Läs igenom det som nu publiceras och välj igen."


class ReasonForm(forms.Form):
    """Why a draft is published, and that it is the one that was read."""

    why = why_field(required=True)

    def __init__(self, *args, seen: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = seen
        self.fields["why"].error_messages["required"] = PUBLISHED_WITHOUT_REASON

    def clean(self):
        if self.data.get("seen") != self.seen:
            raise ValidationError(CHANGED_MEANWHILE)
        return super().clean()


@admin.register(PrivacyNotice)
class NoticeAdmin(SignedAdmin):
    readonly_fields = ["version", "published_at", "digest"]
    list_display = ["__str__", "title", "is_material", "published_at"]
    search_fields = ["title", "title_en", "text", "text_en"]

    def get_fields(self, request, obj=None):
        written = ["title", "text", "title_en", "text_en", "is_material"]
        return [*self.readonly_fields, *written] if obj and obj.version else written

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(PUBLISH_NOTICE)

    def locked_because(self, request, obj) -> str:
        return STAYS if obj.version else ""

    def recorded(self, request, form):
        why = form.cleaned_data.get("why", "")
        return recorded_draft(form.instance, by=request.user, why=why)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What was written while another published the draft can be saved as a new one."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            notice = object_id and self.get_object(request, unquote(object_id))
            may_write = self.has_change_permission(request) and self.has_add_permission(request)
            if request.method != "POST" or not (notice and notice.version and may_write):
                raise
            request.refusal = ValidationError(PUBLISHED_MEANWHILE)
            return super().changeform_view(request, None, self.address("add"), extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and not obj.version and self.has_publish_permission(request):
            context["publish_address"] = self.address("publish", obj.pk)
            context["may_publish"] = True
            context["may_save"] = self.has_change_permission(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- Publishing -----------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        name = "privacy_privacynotice_publish"
        return [path("<path:object_id>/publish/", view, name=name), *super().get_urls()]

    def response_change(self, request, obj):
        """After "Spara och publicera …": to the page that says what will happen."""
        if "_publish" in request.POST and self.has_publish_permission(request):
            told = urlencode({"why": request.POST.get("why", "")})
            return HttpResponseRedirect(f"{self.address('publish', obj.pk)}?{told}")
        return super().response_change(request, obj)

    def publish_view(self, request, object_id):
        """Shows what visitors will read and be asked; publishes that and nothing else."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        with in_turn(request):
            draft = self.get_object(request, unquote(object_id))
            if draft is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if draft.version:
                self.message_user(request, f"Redan publicerat: {draft}.", messages.WARNING)
                return HttpResponseRedirect(self.address("change", draft.pk))
            if request.method != "POST":
                initial = {"why": request.GET.get("why", "")}
                return self._confirm(request, draft, ReasonForm(seen=seen(draft), initial=initial))
            return self._publish(request, draft, ReasonForm(request.POST, seen=seen(draft)))

    def _publish(self, request, draft: PrivacyNotice, form: ReasonForm):
        try:
            if not form.is_valid():
                return self._confirm(request, draft, form)
            notice = publish_notice(draft, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self._confirm(request, draft, form)
        told = f"{notice} är publicerad.".capitalize()
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", notice.pk))

    def _confirm(self, request, draft: PrivacyNotice, form: ReasonForm):
        number = next_version()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Publicera integritetsmeddelandet som version {number}?",
            "asked": whom_it_asks(draft, number),
            "languages": [("sv", draft.words_in("sv")), ("en", draft.words_in("en"))],
            "seen": form.seen,
            "form": form,
            "faults": faults_of(form),
            "draft": draft,
            "back": self.address("change", draft.pk),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/privacy/privacynotice/publish.html", context)


def whom_it_asks(draft: PrivacyNotice, number: int) -> str:
    """What becomes of the visitors' acceptance of an earlier version."""
    if number == 1:
        return "Det är det första meddelandet: alla besökare tillfrågas innan de ser sidorna."
    if asks_again(draft):
        return "Ändringen är väsentlig: alla besökare tillfrågas, även de som har gått vidare."
    return "Ändringen är inte väsentlig: de som har gått vidare tillfrågas inte igen."


def seen(draft: PrivacyNotice) -> str:
    """What the page shows before publishing, in a digest, to tell whether it still holds."""
    return f"{next_version()}-{asks_again(draft):d}-{draft.current_digest()}"
