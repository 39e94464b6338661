"""What somebody sent to a page of the admin, in words: for whoever must decide about it again."""

import re
from typing import NamedTuple

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.text import Truncator, capfirst

from loans.admin.requests import is_key
from loans.labels import LABELS

SHORT = 200
"""Characters of a value that are shown at once; the rest is folded away."""
NO_FIELD = re.compile(
    r"_.*|seen|initial-.*|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*__prefix__.*"
)
"""What a form carries for itself: buttons, what it was shown with, counts of its parts."""
ROW_OF_PART = re.compile(r"(?P<part>\w+)-(?P<number>[0-9]{1,6})-(?P<field>\w+)")
OTHER_LABELS = {"why": "Varför", "action": "Åtgärd", "projects": "Projektens nycklar"}
NO_RECEIVERS = {
    *("index", "login", "logout", "password_change", "password_change_done", "jsi18n"),
    *("auth_user_password_change", "autocomplete", "app_list", "view_on_site"),
}
"""Pages of the admin that take no form, or one with a password."""


class Sent(NamedTuple):
    label: str
    value: str
    short: str
    """The beginning of a long value; empty where the value is short."""


def may_receive(address: str) -> bool:
    """Whether the address is a page of the admin that takes forms, and no password."""
    name = _page_at(address)
    return bool(name) and name not in NO_RECEIVERS


def in_words(fields: QueryDict, address: str, user) -> list[Sent]:
    """Each field that holds something. Names of rows only where `user` may see them."""
    model = _model_of(_page_at(address))
    told = []
    for name, values in fields.lists():
        if NO_FIELD.fullmatch(name) or not any(values):
            continue
        label, field = _label(model, name)
        value = ", ".join(_value(field, value, user) for value in values)
        told.append(Sent(label, value, Truncator(value).chars(SHORT) if len(value) > SHORT else ""))
    return told


def _page_at(address: str) -> str:
    """The name of the admin's page at an address; empty where none is."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    return found.url_name or "" if found.app_names == ["admin"] else ""


def _model_of(page: str):
    for model in admin.site._registry:
        if page.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None


def _label(model, name: str):
    """The words for a field and, where there is one, the field."""
    field = _field(model, name)
    if field is not None:
        return capfirst(str(field.verbose_name)), field
    if (found := ROW_OF_PART.fullmatch(name)) and (part := _field(model, found["part"], True)):
        inner = _field(part, found["field"])
        if inner is not None:
            number = int(found["number"]) + 1
            return f"{capfirst(part._meta.verbose_name)} {number}: {inner.verbose_name}", inner
    return OTHER_LABELS.get(name, LABELS.get(name, name)), None


def _field(model, name: str, is_part: bool = False):
    """A field of the model; with `is_part` the model of the rows that are edited within it."""
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    is_own = field is not None and hasattr(field, "verbose_name")
    if is_part:
        return None if field is None or is_own else field.related_model
    return field if is_own else None


def _value(field, value: str, user) -> str:
    if field is None:
        return value
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation and is_key(value) and _may_see(user, field.related_model):
        row = field.related_model._base_manager.filter(pk=value).first()
        return str(row or value)
    return value


def _may_see(user, model) -> bool:
    codename = get_permission_codename("view", model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")
