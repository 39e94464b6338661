"""Reference data: what projects are sorted by. Never deleted, since addresses lead to it."""

from django import forms
from django.contrib import admin

from loans.admin.base import SignedAdmin, SignedForm
from loans.models import InvestmentType, ProjectCategory, SocialGoal, TargetGroup
from loans.models.reference import IcmaCategory

NAMED = ["name", "slug", "description", "name_en", "description_en"]
LISTED = ["position", "is_active"]


class ReferenceAdmin(SignedAdmin):
    fields = [*NAMED, *LISTED]
    list_display = ["name", "slug", "position", "choosable"]
    list_display_links = ["name"]
    search_fields = ["name", "name_en"]
    search_help_text = "Namn på svenska eller engelska"
    prepopulated_fields = {"slug": ["name"]}
    is_ever_deleted = False

    # In words: Django's icons say True and False to those who hear them.
    @admin.display(description="kan väljas", ordering="is_active")
    def choosable(self, row):
        return "ja" if row.is_active else "nej"


class CategoryForm(SignedForm):
    icma_categories = forms.MultipleChoiceField(
        label="ICMA-kategorier",
        choices=IcmaCategory.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=ProjectCategory._meta.get_field("icma_categories").help_text,
    )


class TargetsField(forms.CharField):
    """A list of short texts, written with a comma between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [part.strip() for part in (value or "").split(",") if part.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class GoalForm(SignedForm):
    sdg_targets = TargetsField(
        label="Delmål i Agenda 2030",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Med komma emellan: 11.7, 16.1. Visas för allmänheten.",
    )


@admin.register(ProjectCategory)
class CategoryAdmin(ReferenceAdmin):
    form = CategoryForm
    fields = [*NAMED, "icma_categories", "pictogram", *LISTED]


@admin.register(InvestmentType)
class InvestmentTypeAdmin(ReferenceAdmin):
    fields = [*NAMED, "needs_social_intervention", *LISTED]


@admin.register(SocialGoal)
class SocialGoalAdmin(ReferenceAdmin):
    form = GoalForm
    fields = [*NAMED, "sdg_targets", *LISTED]


@admin.register(TargetGroup)
class TargetGroupAdmin(ReferenceAdmin):
    fields = [*NAMED, "icma_population", *LISTED]
