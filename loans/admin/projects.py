"""The projects as staff work on them: list, form, and what differs from the public."""

import re

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property

from loans import wording
from loans.admin.base import WHOLE_KRONOR, SignedAdmin, SignedForm
from loans.admin.deeds import waiting, waiting_among, with_public
from loans.admin.faults import PlacingForm
from loans.admin.fieldsets import DERIVED, FIELDSETS
from loans.admin.publication import PublicationAdmin
from loans.admin.reading import EMPTY, differences_in_words
from loans.admin.requests import SearchedList
from loans.editing.addresses import project_addresses, stem_of
from loans.labels import LABELS
from loans.models import Initiative, Loan, Project

LONG_LINES = [
    *("summary", "social_intervention", "social_goals_text"),
    *("summary_en", "social_intervention_en", "social_goals_text_en"),
]


IN_WORDS = {
    "loan_amount": "amount",
    "amount_is_approximate": None,
    "total_cost": "cost",
    ("decided_on", "decided_precision"): "decided",
    "also_green": "green",
}
"""What stands in a field's place for those who only read."""


class LongLineInput(forms.Textarea):
    """A text of one line that is too long to be read in one: breaks are typed to no effect."""

    def __init__(self, attrs=None):
        super().__init__({"class": "vLargeTextField", "rows": 3, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", value)


class ProjectForm(SignedForm):
    """Gives an address to a project that has none, and offers only values that can be chosen."""

    class Meta:
        localized_fields = ["latitude", "longitude"]
        widgets = dict.fromkeys(LONG_LINES, LongLineInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in {"category", "investment_type", "goals", "target_groups"} & {*self.fields}:
            rows = self.fields[name].queryset.model.objects
            in_use = rows.filter(projects=self.instance.pk).values("pk")
            self.fields[name].queryset = rows.filter(Q(is_active=True) | Q(pk__in=in_use))

    def clean(self):
        cleaned = super().clean()
        if "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = self._free_slug(cleaned.get("title") or "")
        if "slug" not in self.errors and not cleaned.get("slug"):
            self.add_error("slug", "Skriv ett adressnamn, till exempel trygga-parker.")
        return cleaned

    def _free_slug(self, title: str) -> str:
        if not stem_of(title):
            return ""
        return project_addresses(but_for=self.instance.pk).give(title)


class HasWaitingChanges(admin.SimpleListFilter):
    """Compares every published project with its version: a few queries, whatever their number."""

    title = "ändringar väntar"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Ja"), ("no", "Nej")]

    def queryset(self, request, queryset):
        if self.value() not in {"yes", "no"}:
            return queryset
        waits = Q(pk__in=self.keys)
        return queryset.filter(waits if self.value() == "yes" else ~waits)

    @cached_property
    def keys(self) -> list[int]:
        """Compared once, though the counts beside the filter ask for both answers."""
        return waiting_among(Project.objects.all())


class DecidedYear(admin.SimpleListFilter):
    title = "beslutsår"
    parameter_name = "decided_year"

    def lookups(self, request, model_admin):
        years = [day.year for day in Project.objects.dates("decided_on", "year", order="DESC")]
        return [(str(year), str(year)) for year in years] + [("none", "Ej angivet")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(decided_on__isnull=True)
        if self.value() in {key for key, _ in self.lookup_choices}:
            return queryset.filter(decided_on__year=int(self.value()))
        return queryset


class ProjectList(SearchedList):
    """Reads with the page's rows what the comparison with the public needs."""

    def get_queryset(self, *args, **kwargs):
        return with_public(super().get_queryset(*args, **kwargs))


class LoanInline(admin.StackedInline):
    """The fields of a loan side by side, or below each other where the window is narrow."""

    model = Loan
    form = PlacingForm
    extra = 0
    formfield_overrides = WHOLE_KRONOR
    readonly_fields = ["in_words"]
    verbose_name = "utbetalt lån"
    verbose_name_plural = "Utbetalda lån (visas aldrig för allmänheten)"
    max_num = 200

    def get_formset(self, request, obj=None, **kwargs):
        # Django draws a thousand rows more if a form says that it has them.
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)

    def get_fields(self, request, obj=None):
        may_edit = self.has_change_permission(request, obj)
        amount = "amount" if may_edit else "in_words"
        return [("reference", amount), ("disbursed_on", "matures_on")]

    @admin.display(description="belopp")
    def in_words(self, loan):
        return wording.amount(loan.amount, "sv")


@admin.register(Project)
class ProjectAdmin(PublicationAdmin, SignedAdmin):
    form = ProjectForm
    fieldsets = FIELDSETS
    inlines = [LoanInline]
    readonly_fields = DERIVED
    # On a phone the first columns are all that is seen at once.
    list_display = [
        *("reference", "state", "title", "borrower", "member", "category", "amount", "decided")
    ]
    list_display_links = ["reference", "title"]
    list_filter = [
        *("status", HasWaitingChanges, "category", "investment_type"),
        *("borrower__members__county", "goals", DecidedYear),
    ]
    search_fields = [
        *("reference", "title", "summary", "place_name", "initiative__name"),
        *("borrower__name", "borrower__aliases", "borrower__members__name"),
    ]
    search_help_text = "Referens, rubrik, sammanfattning, plats, satsning, låntagare eller medlem"
    autocomplete_fields = ["borrower", "initiative"]
    prepopulated_fields = {"slug": ["title"]}
    ordering = ["-reference"]

    def get_changelist(self, request, **kwargs):
        return ProjectList

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )

    def get_fieldsets(self, request, obj=None):
        """A new project lacks what the register gives; whoever only reads, reads in words."""
        fieldsets = super().get_fieldsets(request, obj)
        shown = {} if obj else dict.fromkeys(DERIVED)
        if obj and not self.has_change_permission(request, obj):
            shown = IN_WORDS
        return [
            (name, {**options, "fields": [f for f in fields if f]})
            for name, options in fieldsets
            for fields in [[shown.get(field, field) for field in options["fields"]]]
        ]

    @admin.display(description=LABELS["member"])
    def member(self, project):
        return ", ".join(member.name for member in project.borrower.members.all()) or EMPTY

    @admin.display(description=LABELS["loan_amount"], ordering="loan_amount")
    def amount(self, project):
        if project.loan_amount is None:
            return EMPTY
        approximate = project.amount_is_approximate
        return wording.amount(project.loan_amount, "sv", approximate=approximate)

    @admin.display(description=LABELS["total_cost"])
    def cost(self, project):
        return EMPTY if project.total_cost is None else wording.amount(project.total_cost, "sv")

    @admin.display(description=LABELS["also_green"])
    def green(self, project):
        return "ja" if project.also_green else "nej"

    @admin.display(description=LABELS["decided_on"], ordering="decided_on")
    def decided(self, project):
        if project.decided_on is None:
            return EMPTY
        return wording.day(project.decided_on, project.decided_precision, "sv")

    @admin.display(description="status", ordering="status")
    def state(self, project):
        context = {"project": project, "is_waiting": bool(waiting(project))}
        return render_to_string("admin/loans/project/state.html", context)

    def view_on_site(self, project):
        version = project.versions.current().first()
        return version and reverse("project", args=[version.slug])

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            # Read anew: on a form with errors `obj` holds what was typed.
            stored = with_public(Project.objects.filter(pk=obj.pk)).get()
            context |= {
                "differences": differences_in_words(waiting(stored)),
                "heads": ("Publikt", "Arbetskopia"),
                "may_publish": self.has_publish_permission(request),
                "may_save": self.has_change_permission(request, obj),
                "publish_address": self.address("publish"),
                "withdraw_address": self.address("withdraw"),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@admin.register(Initiative)
class InitiativeAdmin(SignedAdmin):
    fields = ["name", "slug", "description", "name_en", "description_en"]
    list_display = ["name", "slug"]
    search_fields = ["name", "name_en"]
    search_help_text = "Namn på svenska eller engelska"
    prepopulated_fields = {"slug": ["name"]}
