"""The query parameters of a list of projects: how each is read, checked and applied."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from loans.facets import BY_NAME
from loans.selection.paging import page_number
from members.swedish import searchable

LONGEST_SEARCH = 200
MOST_VALUES = 50
"""Values of all parameters together, chosen and empty ones alike."""

TOO_MANY = _(
    "Högst %(number)s filter på en gång. Ta bort några i formuläret, "
    "eller börja om med alla projekt."
)
DEFAULT_SORT = "-decided_on"


class Sort(NamedTuple):
    """A way to order a list. Titles are sorted as they are shown, so by language.

    Decisions known only to the month or year come after the more exact ones of that month or
    year, whichever end the list begins at: "2023" stands after every known day and month of
    2023. So the latest first go by the first possible day, the earliest first by the last.
    """

    label: str | Promise
    by: tuple[str, ...]

    def columns(self, language: str) -> list[str]:
        suffix = "_en" if language == "en" else ""
        return [f"{name}{suffix}" if name.endswith("title_key") else name for name in self.by]


SORTS = {
    "-decided_on": Sort(_("Senaste beslut först"), ("-decided_on", "decided_latest_on")),
    "decided_on": Sort(_("Tidigaste beslut först"), ("decided_latest_on", "-decided_on")),
    "-amount": Sort(_("Högsta belopp först"), ("-loan_amount",)),
    "amount": Sort(_("Lägsta belopp först"), ("loan_amount",)),
    "title": Sort(_("Rubrik, A–Ö"), ("title_key",)),
    "-title": Sort(_("Rubrik, Ö–A"), ("-title_key",)),
    "member": Sort(_("Medlem, A–Ö"), ("member_key", "title_key")),
}

PARAMETERS = {"q", "sort", "page", *BY_NAME}


class FacetField(forms.MultipleChoiceField):
    """Several keys. A form that was sent with an empty value asked for nothing."""

    default_error_messages = {
        "invalid_choice": _(
            "Det finns inget publicerat projekt med värdet ”%(value)s”. "
            "Välj ett annat värde eller ta bort filtret."
        ),
    }

    def to_python(self, value):
        return [stripped for key in super().to_python(value) if (stripped := key.strip())]


class FacetFilter(Filter):
    """Several values of one facet mean or."""

    field_class = FacetField

    def filter(self, versions, keys):
        return versions.with_facet(self.field_name, keys) if keys else versions


class PageField(forms.Field):
    default_error_messages = {
        "invalid": _("Sidans nummer ska vara ett heltal, till exempel 2."),
    }

    def to_python(self, value):
        number = page_number(value or "")
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class PageFilter(Filter):
    """Which page it is does not change what is selected."""

    field_class = PageField

    def filter(self, versions, number):
        return versions


class ProjectFilters(FilterSet):
    """Filters between them mean and. `choices` gives the valid keys of a facet."""

    q = CharFilter(
        method="search",
        max_length=LONGEST_SEARCH,
        error_messages={
            "max_length": _(
                "Sökningen är för lång: den har %(show_value)d tecken, och det får vara högst "
                "%(limit_value)d. Korta den till några ord och sök igen."
            ),
            "null_characters_not_allowed": _(
                "Sökningen innehåller ett tecken som inte kan användas. Skriv orden på nytt."
            ),
        },
    )
    sort = ChoiceFilter(
        method="leave",
        choices=[(key, sort.label) for key, sort in SORTS.items()],
        error_messages={"invalid_choice": _("Listan kan inte sorteras så. Välj en annan ordning.")},
    )
    page = PageFilter()

    def __init__(self, data, *, queryset, choices: Callable[[str], list[str]]):
        super().__init__(data, queryset=queryset)
        for name in BY_NAME:
            self.filters[name].extra["choices"] = [(key, key) for key in choices(name)]

    def search(self, versions, name, value):
        """Every word must stand somewhere in the public text; quotation marks join words."""
        parts = re.findall(r'"([^"]*)"|([^\s"]+)', searchable(value))
        words = [(phrase or word).strip(" '’") or word for phrase, word in parts]
        return versions.containing([word for word in words if word])

    def leave(self, versions, name, value):
        return versions


ProjectFilters.base_filters.update({name: FacetFilter(field_name=name) for name in BY_NAME})
