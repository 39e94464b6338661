"""Model fields that carry their own rules, and how they say whether the public sees them."""

from django.core.validators import MaxLengthValidator
from django.db import models

from members import organisation_numbers, validators

PUBLIC = "Visas för allmänheten."
PRIVATE = "Visas aldrig för allmänheten."
KEY_IN_ADDRESSES = f"Nyckel i adresser: ändras inte sedan den har använts. {PUBLIC}"


class LineField(models.CharField):
    """Plain text on one line."""

    default_validators = [
        validators.plain_text,
        validators.one_line,
        validators.something_to_see,
    ]


class NameField(LineField):
    """A name, or several with commas between, that can stand in a list of names in one cell."""

    default_validators = [*LineField.default_validators, validators.one_name]


class TextField(models.TextField):
    """Plain text in paragraphs, at most `max_length` characters."""

    default_validators = [validators.plain_text, validators.something_to_see]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length:  # Django checks it in forms alone
            self.validators.append(MaxLengthValidator(self.max_length))

    def to_python(self, value):
        """Browsers send line ends as CR LF; one way to write them is stored."""
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if value else value


class SlugField(models.CharField):
    """A part of an address: a–z, 0–9 and single hyphens."""

    default_validators = [validators.address_part, validators.not_reserved]


class OrganisationNumberField(models.CharField):
    """Ten digits, whichever of its usual ways the number is written in."""

    default_validators = [organisation_numbers.valid]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)
        # The rule says in its own words how long a number is.
        self.validators.remove(MaxLengthValidator(self.max_length))

    def to_python(self, value):
        value = super().to_python(value)
        return organisation_numbers.bare(value) if value else value

    def formfield(self, **kwargs):
        # Room for the longer forms, hyphens and spaces that to_python takes off.
        return super().formfield(**{"max_length": 20, **kwargs})
