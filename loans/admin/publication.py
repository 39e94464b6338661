"""The way to publish and to withdraw: a page that says what will happen, then the deed."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import urlencode

from loans import publishing
from loans.admin.base import why_field
from loans.admin.deeds import PUBLICATION, WITHDRAWAL, Deed, seen, waiting_among, with_public
from loans.admin.faults import faults_of
from loans.admin.requests import is_key
from loans.editing.actions import PUBLISH
from loans.models import Project

CHANGED_MEANWHILE = (
    "Någon ändrade projektet medan du läste. Läs igenom det som nu ska hända och välj igen."
)
WAITS = "Ändringen väntar: allmänheten ser den förra versionen tills en granskare publicerar."
MOST_PROJECTS = 1000
TOO_MANY = "Högst 1 000 projekt kan väljas åt gången. Välj färre."


class ReasonForm(forms.Form):
    """Why the deed is done: for some it must be said, for all it can be."""

    def __init__(self, *args, deed: Deed, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["why"] = why_field(required=bool(deed.without_reason))
        field.error_messages["required"] = deed.without_reason
        if not field.required:
            field.help_text += " Får lämnas tomt."


class PublicationAdmin(admin.ModelAdmin):
    """Adds publishing and withdrawing to the list and to the form."""

    actions = ["publish_selected", "withdraw_selected"]

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(PUBLISH)

    def get_urls(self):
        guarded = self.admin_site.admin_view
        return [
            path("publish/", guarded(self.publish_view), name="loans_project_publish"),
            path("withdraw/", guarded(self.withdraw_view), name="loans_project_withdraw"),
            *super().get_urls(),
        ]

    @admin.action(description="Publicera …", permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._begin(request, PUBLICATION, queryset)

    @admin.action(description="Dra tillbaka …", permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        return self._begin(request, WITHDRAWAL, queryset)

    def publish_view(self, request):
        return self._view(request, PUBLICATION)

    def withdraw_view(self, request):
        return self._view(request, WITHDRAWAL)

    def response_add(self, request, obj, post_url_continue=None):
        return self._onward(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        onward = self._onward(request, obj)
        if onward:
            return onward
        response = super().response_change(request, obj)
        if waiting_among(Project.objects.filter(pk=obj.pk)):
            self.message_user(request, WAITS, messages.INFO)
        return response

    def _onward(self, request, project: Project):
        """After "Spara och publicera …": to the page that says what will happen, with the reason
        that was written."""
        if "_publish" in request.POST and self.has_publish_permission(request):
            told = urlencode({"projects": project.pk, "why": request.POST.get("why", "")})
            return HttpResponseRedirect(f"{self.address('publish')}?{told}")
        return None

    def _view(self, request, deed: Deed):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        is_post = request.method == "POST"
        try:
            projects = chosen((request.POST if is_post else request.GET).get("projects", ""))
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(self.address("changelist"))
        if not projects:
            self.message_user(request, "Inga projekt var valda.", messages.WARNING)
            return HttpResponseRedirect(self.address("changelist"))
        if not is_post:
            form = ReasonForm(deed=deed, initial={"why": request.GET.get("why", "")})
            return self._confirm(request, deed, projects, form)
        return self._carry_out(request, deed, projects)

    def _begin(self, request, deed: Deed, queryset):
        """What was chosen in the list; no answer of its own leads back there."""
        if queryset.count() > MOST_PROJECTS:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return None
        return self._confirm(request, deed, list(queryset))

    def _carry_out(self, request, deed: Deed, projects: list[Project]):
        form = ReasonForm(request.POST, deed=deed)
        try:
            if not form.is_valid():
                return self._confirm(request, deed, projects, form)
            told = self._told(request, deed, projects, why=form.cleaned_data["why"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self._confirm(request, deed, projects, form)
        for level, text in told:
            self.message_user(request, text, level)
        return HttpResponseRedirect(self._back(projects))

    def _back(self, projects: list[Project]) -> str:
        """The page of the one project, or the list."""
        only = len(projects) == 1
        return self.address("change", projects[0].pk) if only else self.address("changelist")

    def _told(self, request, deed: Deed, projects: list[Project], *, why: str):
        """Does it, under the lock and only as it was shown; returns what to tell."""
        with transaction.atomic():
            publishing.lock()
            keys = ",".join(str(project.pk) for project in projects)
            if deed.is_bound and request.POST.get("seen") != seen(chosen(keys)):
                raise ValidationError(CHANGED_MEANWHILE)
            return deed.carry_out(projects, by=request.user, why=why)

    def _confirm(self, request, deed: Deed, projects: list[Project], form=None):
        form = form or ReasonForm(deed=deed)
        prospects = [deed.foresee(project) for project in projects]
        what = str(projects[0]) if len(projects) == 1 else f"{len(projects)} projekt"
        number = sum(prospect.happens for prospect in prospects)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{deed.verb} {what}?" if number else deed.nothing,
            "deed": deed,
            "prospects": prospects,
            "number": number,
            "keys": ",".join(str(project.pk) for project in projects),
            "seen": seen(projects),
            "form": form,
            "faults": faults_of(form),
            "address": self.address(deed.name),
            "back": self._back(projects),
            "opts": self.opts,
            "heads": ("Publikt nu", "Publikt sedan"),
        }
        return TemplateResponse(request, "admin/loans/project/deed.html", context)


def chosen(keys: str) -> list[Project]:
    """The projects whose keys stand in a text, "3,17,4"; what is no key is left out.

    ValidationError for more than MOST_PROJECTS.
    """
    known = {key for key in keys.split(",") if is_key(key)}
    if len(known) > MOST_PROJECTS:
        raise ValidationError(TOO_MANY)
    return list(with_public(Project.objects.filter(pk__in=known)))
