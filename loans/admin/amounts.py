"""Amounts in whole kronor as staff write them, "68 000 000", said in words beside the entry."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from loans import wording
from loans.models.amounts import LARGEST, out_of_range

SPACES = re.compile(r"\s")
WRONG = "Skriv beloppet i hela kronor med bara siffror och mellanslag: 68 000 000."


def whole_kronor(text: str) -> int | None:
    """The amount in a text, or None where it is no amount within the range."""
    digits = SPACES.sub("", text)
    # The length first: Python refuses to read thousands of digits.
    if not re.fullmatch(r"[0-9]{1,13}", digits) or not 1 <= int(digits) <= LARGEST:
        return None
    return int(digits)


class AmountInput(forms.TextInput):
    """A text field with digits in groups, and the amount in words."""

    template_name = "admin/widgets/amount.html"

    class Media:
        js = ["js/amount.js"]

    def __init__(self, attrs=None):
        super().__init__({"class": "amount-input", "inputmode": "numeric", **(attrs or {})})

    def format_value(self, value):
        sek = whole_kronor(str(value)) if value not in (None, "") else None
        return value if sek is None else wording.number(sek, "sv")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        sek = whole_kronor(str(value)) if value not in (None, "") else None
        return context | {"words": "" if sek is None else wording.amount(sek, "sv")}

    def _render(self, template_name, context, renderer=None) -> SafeString:
        # The form renderer does not know the project's own templates.
        return render_to_string(template_name, context)


class KronorField(forms.IntegerField):
    """Whole kronor, written with or without spaces between the thousands."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "min_value": None, "max_value": None})

    def to_python(self, value):
        text = SPACES.sub("", str(value)) if value is not None else ""
        if not text:
            return None
        if not re.fullmatch(r"[0-9]+", text):
            raise ValidationError(WRONG, code="invalid")
        if (sek := whole_kronor(text)) is None:
            raise ValidationError(out_of_range("Beloppet"), code="range")
        return sek
