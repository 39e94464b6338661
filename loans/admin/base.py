"""How staff edit anything: a save is one signed entry in the log, and nothing typed is lost."""

from contextlib import contextmanager

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import BigIntegerField, URLField
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from loans import editing, publishing
from loans.admin import reading
from loans.admin.amounts import AmountInput, KronorField
from loans.admin.faults import PlacingForm, faults_of, faults_of_rows
from loans.admin.meanwhile import changes_since, latest_change
from loans.admin.requests import SteadyAdmin
from loans.editing.actions import PUBLISH
from loans.editing.visibility import has_been_public, versions_showing
from members.validators import one_line, plain_text

SHOWN = (
    "Publicerade projekt visar den här posten. Därför ändras den bara av granskare och "
    "administratörer: ändringen når allmänheten med en gång."
)
SHOWN_AT_ONCE = "Ändringen syns för allmänheten med en gång, i {} projekt."
OVERTAKEN = "Någon annan sparade samtidigt något som inte går ihop med det här. Försök igen."
BUSY = "Registret är upptaget av ett annat arbete. Ingenting är sparat. Försök igen om en stund."
WHOLE_KRONOR = {BigIntegerField: {"form_class": KronorField, "widget": AmountInput}}
SECURE_LINKS = {URLField: {"assume_scheme": "https"}}


def why_field(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label="Varför",
        required=required,
        max_length=500,
        validators=[plain_text, one_line],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Till händelseloggen. Visas aldrig för allmänheten.",
    )


@contextmanager
def in_turn(request):
    """One transaction. A request that writes waits for its turn before it reads any row.

    What it has read, others can then no longer change before it has written.
    """
    with transaction.atomic():
        if request.method == "POST":
            publishing.lock()
        yield


class SignedForm(PlacingForm):
    """A form that says why, and which entry of the log it was shown with (`seen`).

    `refusal` is what `editing` answered when this was first sent.
    """

    why = why_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refusal: ValidationError | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = latest_change(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and (told := changes_since(self.instance, cleaned.get("seen") or "")):
            self.add_error(None, told)
            # Whoever saves again has read it.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(self.fields["seen"].initial)
        if self.refusal:
            self._show(self.refusal)
        return cleaned

    def _show(self, refusal: ValidationError) -> None:
        by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {}
        for name, texts in (by_field or {None: refusal.messages}).items():
            self.add_error(name if name in self.fields else None, texts)


class SignedAdmin(SteadyAdmin, admin.ModelAdmin):
    """What every page for editing has in common."""

    form = SignedForm
    formfield_overrides = WHOLE_KRONOR | SECURE_LINKS
    delete_confirmation_template = "admin/delete_signed.html"
    list_per_page = 50
    is_ever_deleted = True

    # --- Who may what ---------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and not (obj and self.locked_because(request, obj))

    def has_delete_permission(self, request, obj=None):
        if not self.is_ever_deleted or (obj and has_been_public(obj)):
            return False
        return super().has_delete_permission(request, obj)

    def locked_because(self, request, obj) -> str:
        """Why this person may only read this row, although they may change others."""
        if request.user.has_perm(PUBLISH):
            return ""
        return SHOWN if versions_showing(obj).current().exists() else ""

    # --- Saving ---------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(field, "widget") and hasattr(field.widget, "can_delete_related"):
            # A cross beside a choice looks like taking the choice away.
            field.widget.can_delete_related = False
        return field

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        may_edit = self.has_change_permission(request, obj) if obj else True
        if may_edit and "why" not in flatten_fieldsets(fieldsets):
            fieldsets.append((None, {"fields": ["why"], "classes": ["why"]}))
        return fieldsets

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A refusal by `editing` shows on the form, with everything that was typed."""
        arguments = (request, object_id, form_url, extra_context)
        try:
            with in_turn(request):
                return super().changeform_view(*arguments)
        except (ValidationError, IntegrityError, OperationalError) as refusal:
            request.refusal = _in_words(refusal)
            return super().changeform_view(*arguments)

    def save_model(self, request, obj, form, change):
        """Nothing yet: the row, its relations and its inlines are saved as one action."""

    def save_related(self, request, form, formsets, change):
        try:
            with self.recorded(request, form):
                form.instance.save()
                form.save_m2m()
                for formset in formsets:
                    formset.save()
        except PermissionDenied as refusal:
            raise ValidationError(str(refusal)) from refusal

    def recorded(self, request, form):
        why = form.cleaned_data.get("why", "")
        return editing.recorded(form.instance, by=request.user, why=why)

    def delete_model(self, request, obj):
        editing.delete(obj, by=request.user, why=why_field().clean(request.POST.get("why")))

    def delete_view(self, request, object_id, extra_context=None):
        """A refusal leads back to the row, which says why it stays."""
        back = self.address("change", object_id)
        context = {"back": back, **(extra_context or {})}
        try:
            with in_turn(request):
                return super().delete_view(request, object_id, context)
        except PermissionDenied:
            if request.method != "POST" or not self.has_delete_permission(request):
                raise
            refusal = "Posten kan inte längre tas bort: allmänheten har sett den."
        except (ValidationError, IntegrityError) as error:
            known = isinstance(error, ValidationError)
            refusal = " ".join(error.messages) if known else OVERTAKEN
        self.message_user(request, refusal, messages.ERROR)
        return HttpResponseRedirect(back)

    # --- The log --------------------------------------------------------------------------

    def log_addition(self, request, obj, message):
        """`editing` has logged it."""

    def log_change(self, request, obj, message):
        """`editing` has logged it."""

    def log_deletions(self, request, queryset):
        """`editing` logs it."""

    def history_view(self, request, object_id, extra_context=None):
        """The row's entries in the log, the latest first."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(reading.entries_of(row), 50).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Händelser: {row}",
            "page": page,
            "entries": reading.in_words(page),
            "heads": ("Före", "Efter"),
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    # --- Drawing --------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and super().has_change_permission(request):
            context["locked_because"] = self.locked_because(request, obj)
            context["shown_at_once"] = shown_at_once(obj)
        if obj and context["errors"]:
            # On a form with errors `obj` holds what was typed, and is no name of anything stored.
            stored = type(obj)._base_manager.get(pk=obj.pk)
            context |= {"original": stored, "subtitle": str(stored)}
        rows = [inline.formset for inline in context["inline_admin_formsets"]]
        context["faults"] = faults_of(context["adminform"].form) + faults_of_rows(rows)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def address(self, page: str, *arguments) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)


def shown_at_once(row) -> str:
    """What a change of the row makes public without anybody's review; empty where nothing."""
    number = versions_showing(row).current().count()
    kind = "publicerat" if number == 1 else "publicerade"
    return SHOWN_AT_ONCE.format(f"{number} {kind}") if number else ""


def _in_words(refusal: Exception) -> ValidationError:
    """Why a save came to nothing, for whoever pressed the button."""
    if isinstance(refusal, ValidationError):
        return refusal
    return ValidationError(BUSY if isinstance(refusal, OperationalError) else OVERTAKEN)
