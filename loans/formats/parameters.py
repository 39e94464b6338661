"""What can be asked of a list and of its files: the parameters of an address, as the page about the
data tells them. What they mean to a selection is `selection.filters`'."""

from typing import NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loans.facets import BY_NAME, PRECISIONS, Value
from loans.formats.csv_files import EXCEL
from loans.formats.table import DIALECT
from loans.labels import LABELS
from loans.selection.filters import SORTS


class Parameter(NamedTuple):
    """`column` is the one whose values it takes, `values` are all that there are with their words;
    of the others there is an `example`."""

    name: str
    meaning: str | Promise
    column: str = ""
    example: str = ""
    values: dict[str, str | Promise] = {}


KEYS_IN = {
    "goal": "goals",
    "target_group": "target_groups",
    "member": "member_slugs",
    "borrower": "borrower_slug",
    "county": "county_codes",
}
"""Facet → the column with its keys, where that has another name."""


def _in_words(value: Value) -> Promise:
    return lazy(lambda: value.label_en if get_language() == "en" else value.label, str)()


WITHOUT_COLUMN = {
    "decided_year": Parameter("decided_year", LABELS["decided_year"], example="2021"),
    "amount_band": Parameter(
        "amount_band",
        _("Beloppsintervall i miljoner kronor, den övre gränsen borträknad"),
        example="10-25",
    ),
    "amount_precision": Parameter(
        "amount_precision",
        LABELS["amount_precision"],
        values={key: _in_words(value) for key, value in PRECISIONS.items()},
    ),
}
"""The facets whose keys stand in no column."""


def _of_facet(name: str) -> Parameter:
    known = Parameter(name, BY_NAME[name].label, KEYS_IN.get(name, name))
    return WITHOUT_COLUMN.get(name, known)


PARAMETERS = [
    Parameter(
        "q",
        _("Sökord, som alla ska finnas; citattecken håller ihop en fras och minus utesluter"),
        example="lekplats",
    ),
    *map(_of_facet, BY_NAME),
    Parameter("amount_min", _("Lägsta belopp i hela kronor"), example="50000000"),
    Parameter("amount_max", _("Högsta belopp i hela kronor"), example="100000000"),
    Parameter("project", LABELS["reference"], "reference"),
    Parameter("as_of", _("Registret i slutet av den dagen"), example="2025-03-01"),
    Parameter("sort", _("Ordning"), values={name: sort.label for name, sort in SORTS.items()}),
    Parameter("page", _("Sidans nummer; filer och utskrift har alla projekt"), example="2"),
    Parameter(DIALECT, _("Vilken sorts CSV; läses bara där"), values={EXCEL: _("CSV för Excel")}),
]
