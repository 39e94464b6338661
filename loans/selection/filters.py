"""The query parameters of a list of projects: how each is read, checked and applied."""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter, FilterSet

from loans.facets import BY_NAME
from loans.models.versions import PublishedVersion
from loans.portfolio import RELEVANCE, Portfolio
from loans.search import question
from loans.selection.paging import page_number

LONGEST_SEARCH = 200
MOST_VALUES = 50
"""Values of all parameters together, chosen and empty ones alike."""

TOO_MANY = _("Högst %(number)s filter på en gång. Ta bort några, eller börja om med alla projekt.")


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
    RELEVANCE: Sort(_("Mest relevant först"), (RELEVANCE, "-decided_on", "decided_latest_on")),
    "-decided_on": Sort(_("Senaste beslut först"), ("-decided_on", "decided_latest_on")),
    "decided_on": Sort(_("Tidigaste beslut först"), ("decided_latest_on", "-decided_on")),
    "-amount": Sort(_("Högsta belopp först"), ("-loan_amount",)),
    "amount": Sort(_("Lägsta belopp först"), ("loan_amount",)),
    "title": Sort(_("Rubrik, A–Ö"), ("title_key",)),
    "-title": Sort(_("Rubrik, Ö–A"), ("-title_key",)),
    "member": Sort(_("Medlem, A–Ö"), ("member_key", "title_key")),
}

DEFAULT_SORT = "-decided_on"
"""The order that needs no asking for. Where something is searched for, RELEVANCE does."""

SEVERAL = {"project", *BY_NAME}
"""The parameters of which every value counts; of the others the last does."""

PARAMETERS = {"q", "sort", "page", "amount_min", "amount_max", "as_of", *SEVERAL}


class FacetField(forms.MultipleChoiceField):
    """Several keys, all of them `known`. A form sent with an empty value asked for nothing.

    They are no choices of Django's, which are copied for each form, however many there are.
    """

    default_error_messages = {
        "invalid_choice": _(
            "Det finns inget publicerat projekt med värdet ”%(value)s”. "
            "Välj ett annat värde eller ta bort filtret."
        ),
    }

    def __init__(self, *, known: Collection[str] = (), **options):
        super().__init__(**options)
        self.known = known

    def to_python(self, value):
        return [stripped for key in super().to_python(value) if (stripped := key.strip())]

    def valid_value(self, value):
        return value in self.known


class FacetFilter(Filter):
    """Several values of one facet mean or."""

    field_class = FacetField

    def filter(self, portfolio, keys):
        return portfolio.with_facet(self.field_name, keys) if keys else portfolio


class ReferenceField(FacetField):
    """References of projects, as they are written or in small letters."""

    default_error_messages = {
        "invalid_choice": _(
            "Det finns inget publicerat projekt med referensen ”%(value)s”. "
            "Referenser ser ut så här: P-0007."
        ),
    }

    def to_python(self, value):
        return [reference.upper() for reference in super().to_python(value)]


class ReferenceFilter(Filter):
    field_class = ReferenceField

    def filter(self, portfolio, references):
        return portfolio.with_references(references) if references else portfolio


class KronorField(forms.Field):
    """Whole kronor; see `kronor_in`."""

    default_error_messages = {
        "invalid": _("Skriv beloppet i hela kronor utan decimaler, till exempel 50 000 000."),
    }

    def to_python(self, value):
        sek = kronor_in(value or "")
        if sek is None and (value or "").strip():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return sek


def kronor_in(text: str) -> int | None:
    """The amount that a text says, None where it says none.

    Thousands may be parted by spaces, or by commas as the English do; a comma anywhere else would
    be a decimal's.
    """
    digits = re.sub(r"\s", "", text)
    if re.fullmatch("[0-9]{1,3}(,[0-9]{3})+", digits):
        digits = digits.replace(",", "")
    # The length first: Python refuses to read thousands of digits.
    return int(digits) if re.fullmatch("[0-9]{1,15}", digits) else None


class BoundFilter(Filter):
    """The least or the most that an amount may be; an unknown amount is neither."""

    field_class = KronorField

    def filter(self, portfolio, sek):
        return portfolio if sek is None else portfolio.with_amount(**{self.field_name: sek})


class DayField(forms.Field):
    """A day that has come, as ISO 8601 writes it."""

    default_error_messages = {
        "invalid": _("Skriv dagen som år, månad och dag: 2025-03-01."),
        "future": _("Dagen har inte varit än. Välj i dag eller en tidigare dag."),
    }

    def to_python(self, value):
        day = day_in(value or "")
        if day is None and (value or "").strip():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if day and day > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")
        return day


def day_in(text: str) -> date | None:
    """The day that a text says, None where it says none."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip(), re.ASCII):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


class PageField(forms.Field):
    default_error_messages = {
        "invalid": _("Sidans nummer ska vara ett heltal, till exempel 2."),
    }

    def to_python(self, value):
        number = page_number(value or "")
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class UnfilteringFilter(Filter):
    """What doesn't change which of the portfolio's projects are selected."""

    def filter(self, portfolio, value):
        return portfolio


class PageFilter(UnfilteringFilter):
    field_class = PageField


class DayFilter(UnfilteringFilter):
    """Which moment the portfolio is of is decided before it is filtered."""

    field_class = DayField


class SearchFilter(CharFilter):
    """Every word must be found somewhere in the public text: see `loans.search.question`."""

    def filter(self, portfolio, value):
        return portfolio.answering(question.read(value))


class SortFilter(UnfilteringFilter):
    field_class = forms.ChoiceField


class AskedForm(forms.Form):
    def clean(self):
        least, most = (self.cleaned_data.get(name) for name in ("amount_min", "amount_max"))
        if least is not None and most is not None and least > most:
            self.add_error("amount_max", _("Det högsta beloppet är mindre än det lägsta."))


class ProjectFilters(FilterSet):
    """Filters between them mean and. `known` gives the valid values of a parameter that has
    several."""

    q = SearchFilter(
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
    sort = SortFilter(
        choices=[(key, sort.label) for key, sort in SORTS.items()],
        error_messages={"invalid_choice": _("Listan kan inte sorteras så. Välj en annan ordning.")},
    )
    amount_min = BoundFilter(field_name="least")
    amount_max = BoundFilter(field_name="most")
    project = ReferenceFilter()
    as_of = DayFilter()
    page = PageFilter()

    class Meta:
        form = AskedForm

    def __init__(self, data, *, known: Callable[[str], Collection[str]]):
        super().__init__(data, queryset=PublishedVersion.objects.none())
        for name in SEVERAL:
            self.filters[name].extra["known"] = known(name)

    def parts(self, portfolio: Portfolio) -> dict[str, Portfolio]:
        """What of a portfolio each filter selects by itself."""
        return {
            name: self.filters[name].filter(portfolio, value)
            for name, value in self.form.cleaned_data.items()
            if value not in EMPTY_VALUES
        }


ProjectFilters.base_filters.update({name: FacetFilter(field_name=name) for name in BY_NAME})
