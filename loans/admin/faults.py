"""What is wrong on a form that was sent, for the summary on top of it."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.utils.text import capfirst


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
    """The faults of forms that stand as rows of a table, those of whole rows included."""
    found = []
    for formset in formsets:
        found += [Fault(error, f"#{formset.prefix}-group") for error in formset.non_form_errors()]
        for row in formset.forms:
            found += [Fault(error, f"#{row.prefix}") for error in row.non_field_errors()]
            found += faults_of(row)
    return found
