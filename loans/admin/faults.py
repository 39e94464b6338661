"""What is wrong on a form that was sent: at which field it stands, and the summary on top."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils.text import capfirst


class PlacingForm(forms.ModelForm):
    """Shows a broken rule of the database at the field to mend.

    A constraint names its fields in `violation_error_code`, with a space between them.
    """

    def add_error(self, field, error):
        by_field = getattr(error, "error_dict", {})
        for fault in by_field.pop(NON_FIELD_ERRORS, []):
            super().add_error(self._place_of(fault), fault)
        if by_field or not hasattr(error, "error_dict"):
            super().add_error(field, error)

    def _place_of(self, fault: ValidationError) -> str | None:
        """Of several fields the first that is empty, for one of them is missing then."""
        names = [name for name in (fault.code or "").split() if name in self.fields]
        empty = [name for name in names if self.cleaned_data.get(name) in EMPTY_VALUES]
        return next(iter([*empty, *names]), None)


class Fault(NamedTuple):
    """A message in the same words as at its field, and the field's place on the page."""

    text: str
    href: str


def faults_of(form: forms.BaseForm) -> list[Fault]:
    """The faults of single fields, in the order of the form."""
    return [
        Fault(f"{capfirst(field.label)}: {error}", f"#{field.auto_id}")
        for field in form
        for error in field.errors
    ]


def faults_of_rows(formsets: Iterable[forms.BaseFormSet]) -> list[Fault]:
    """The faults of the rows below a form, those of whole rows included."""
    found = []
    for formset in formsets:
        found += [Fault(error, f"#{formset.prefix}-group") for error in formset.non_form_errors()]
        for row in formset.forms:
            found += [Fault(error, f"#{row.prefix}") for error in row.non_field_errors()]
            found += faults_of(row)
    return found
