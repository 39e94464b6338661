"""Synonyms: the words and phrases that the public's search takes for the same."""

import re

from django import forms
from django.contrib import admin
from django.db.models import Q

from loans.admin.base import SignedAdmin, SignedForm
from loans.models import SynonymGroup
from members.swedish import searchable

TERMS = SynonymGroup._meta.get_field("terms")
TOLD_OF_REMOVAL = "När allmänheten söker på ett av orden hittas inte längre de andra"


class LinesField(forms.CharField):
    """A list of short texts, written with one on each line."""

    widget = forms.Textarea(attrs={"class": "vLargeTextField", "rows": 6})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = re.split(r"[\r\n]+", value or "")
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class SynonymForm(SignedForm):
    terms = LinesField(
        label="Ord som betyder detsamma", help_text=f"Ett på varje rad. {TERMS.help_text}"
    )


@admin.register(SynonymGroup)
class SynonymAdmin(SignedAdmin):
    form = SynonymForm
    list_display = ["in_words"]
    search_fields = ["terms"]
    search_help_text = "Något av orden"
    readonly_fields = ["in_words"]

    def get_fields(self, request, obj=None):
        may_edit = obj is None or self.has_change_permission(request, obj)
        return ["terms" if may_edit else "in_words"]

    @admin.display(description=TERMS.verbose_name)
    def in_words(self, group):
        return str(group)

    def _anywhere(self, request, word):
        """Looks through the groups here: SQLite keeps å, ä and ö of a list as codes."""
        groups = SynonymGroup.objects.all()
        return Q(pk__in=[row.pk for row in groups if searchable(word) in searchable(str(row))])

    def delete_view(self, request, object_id, extra_context=None):
        context = {"told_of_removal": TOLD_OF_REMOVAL, **(extra_context or {})}
        return super().delete_view(request, object_id, context)
