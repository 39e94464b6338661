"""Stored values in words for staff: entries of the log, and what differs from the public."""

from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst

from loans import wording
from loans.admin.fieldsets import ORDER
from loans.comparing import Piece, marked
from loans.content import TEXTS
from loans.editing.log import key_of
from loans.labels import LABELS
from loans.models import Change, Project

EMPTY = "–"
LONG = 30
"""Characters from which on the words that differ are marked; shorter texts speak for themselves."""
MOST_COMPARED = 1000
"""Words that are compared one by one; in longer texts all between the first and the last
difference is marked."""
OTHER_LABELS = {
    "loans": "utbetalda lån",
    "version": "publicerad version",
    "members": LABELS["member"],
}


class Difference(NamedTuple):
    label: str
    before: list[Piece]
    after: list[Piece]


class EntryInWords(NamedTuple):
    change: Change
    differences: list[Difference]


# --- The log ----------------------------------------------------------------------------------


def entries_of(row: models.Model):
    """The log's entries about a row, the latest first."""
    entries = Change.objects.filter(model=row._meta.label).select_related("by")
    return entries.filter(object_key__in=_keys_of(row, entries))


def _keys_of(row: models.Model, entries) -> set[str]:
    """The row's key and those that it has had: a slug or a code changes until it is public."""
    keys = {key_of(row)}
    for name in ("slug", "code"):
        if getattr(row, name, None) == key_of(row):
            changes = entries.filter(action=Change.Action.CHANGE, fields__has_key=name)
            for old, new in changes.values_list(f"fields__{name}__0", f"fields__{name}__1"):
                if new in keys:
                    keys.add(old)
    return keys


def in_words(entries) -> list[EntryInWords]:
    """The entries with their fields in words. One query for each related model."""
    names = Names()
    return [EntryInWords(entry, differences_of(entry, names)) for entry in entries]


def differences_of(entry: Change, names: "Names | None" = None) -> list[Difference]:
    """What an entry says of each field, before and after."""
    names = names or Names()
    model = apps.get_model(entry.model)
    differences = [
        _difference(_label(model, name), *(_stored(model, name, value, names) for value in pair))
        for name, pair in entry.fields.items()
    ]
    return [difference for difference in differences if difference.before != difference.after]


class Names(dict):
    """The names of today of the rows behind keys, read once for each model."""

    def __missing__(self, model):
        fields = {field.name for field in model._meta.concrete_fields}
        key = next((name for name in ("slug", "code") if name in fields), None)
        rows = model._base_manager.values_list(key, "name") if key and "name" in fields else ()
        self[model] = dict(rows)
        return self[model]


def _stored(model, name: str, value: Any, names: Names) -> str:
    field = _field(model, name)
    if name == "loans":
        return "\n".join(_loan(loan) for loan in value or []) or EMPTY
    if field is not None and field.is_relation:
        keys = value if isinstance(value, list) else [value]
        known = names[field.related_model]
        return ", ".join(known.get(key, key) for key in keys if key) or EMPTY
    return _plain(field, value)


def _loan(loan: dict) -> str:
    amount = wording.amount(loan["amount"], "sv")
    return f"{loan['reference']}: {amount}, utbetalt {_day(loan['disbursed_on'])}"


# --- The public against the working copy ------------------------------------------------------


def differences_in_words(differences: dict[str, tuple[Any, Any]]) -> list[Difference]:
    """What `publishing.differences` found: the public on the left, the working copy right."""
    found = []
    for name in sorted(differences, key=ORDER.index):
        found += _of_content(name, *differences[name])
    return found


def content_in_words(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Every value of a published version that is not empty, with its label."""
    pairs = []
    for name in ORDER:
        for difference in _of_content(name, None, content.get(name)):
            text = "".join(piece.text for piece in difference.after)
            if text != EMPTY:
                pairs.append((difference.label, text))
    return pairs


def _of_content(name: str, public: Any, working: Any) -> list[Difference]:
    label = _label(Project, name)
    if name not in TEXTS:
        return [_difference(label, _public(name, public), _public(name, working))]
    sides = [side or {"sv": "", "en": ""} for side in (public, working)]
    return [
        _difference(_label(Project, field), *(side[language] or EMPTY for side in sides))
        for language, field in (("sv", name), ("en", f"{name}_en"))
        if public is None or sides[0][language] != sides[1][language]
    ]


def _public(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_name(part) for part in value) or EMPTY
    if isinstance(value, dict):
        return _name(value)
    return _plain(_field(Project, name), value)


def _name(part: dict) -> str:
    name = part["name"]
    return name["sv"] if isinstance(name, dict) else name


# --- Single values ----------------------------------------------------------------------------


def _field(model, name: str):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(model, name: str) -> str:
    known = OTHER_LABELS.get(name)
    field = None if known and model is Project else _field(model, name)
    return capfirst(str(field.verbose_name if field is not None else known or name))


def _plain(field, value: Any) -> str:
    if value in (None, "", []):
        return EMPTY
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BigIntegerField):
        return wording.amount(value, "sv")
    if isinstance(field, models.DateTimeField):
        return date_format(timezone.localtime(parse_datetime(value)), "j F Y H:i")
    if isinstance(field, models.DateField):
        return _day(value)
    if isinstance(field, models.DecimalField):
        return str(value).replace(".", ",")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(value: str) -> str:
    return wording.day(parse_date(value), "day", "sv")


def _difference(label: str, before: str, after: str) -> Difference:
    if min(len(before), len(after)) < LONG:
        return Difference(label, [Piece(before, False)], [Piece(after, False)])
    return Difference(label, *_marked(before, after))


def _marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, with the words marked that the other does not have."""
    words = (text.replace("\n", " \n ").split(" ") for text in (before, after))
    left, right = marked(*words, MOST_COMPARED)
    return [piece for piece in left if piece.text], [piece for piece in right if piece.text]
