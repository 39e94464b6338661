"""Loads what every installation needs: counties, bodies, the values of the lists, synonyms, groups,
notice.

Only what is missing is added. What staff have changed stays as they left it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction

from loans import publishing
from loans.editing import accounts
from loans.editing.actions import save
from loans.editing.bulk import InvalidRowsError, create_all
from loans.editing.notices import publish_first_notice
from loans.editing.roles import ROLES, load_roles
from loans.models import (
    Change,
    InvestmentType,
    ProjectCategory,
    SocialGoal,
    SynonymGroup,
    TargetGroup,
)
from members.models import County, Member
from members.swedish import searchable
from privacy.models import PrivacyNotice

WHY = "Grunddata laddades"
MEMBERS = "members/data/members.json"
REFERENCE = "loans/data/reference.json"
NOTICE = "privacy/data/notice.json"


@dataclass(frozen=True)
class Loaded:
    """How many rows of a kind were added, and how many were there already."""

    name: str
    added: int
    present: int


@transaction.atomic
def load_reference_data() -> list[Loaded]:
    """Adds what is missing, all or nothing. ValidationError where a row breaks a rule.

    OwnNameTakenError where a person has the name of the account that signs.
    """
    publishing.lock()
    by = accounts.system()
    bodies, values = _read(MEMBERS), _read(REFERENCE)
    return [
        _add("counties", County, bodies["counties"], _county, by=by),
        _add("municipalities and regions", Member, bodies["members"], _member(), by=by),
        _add("categories", ProjectCategory, values["categories"], _category, by=by),
        _add("investment types", InvestmentType, values["investment_types"], _value, by=by),
        _add("goals", SocialGoal, values["social_goals"], _value, by=by),
        _add("target groups", TargetGroup, values["target_groups"], _value, by=by),
        _synonyms(values["synonyms"], by=by),
        _groups(by=by),
        _notice(by=by),
    ]


def _read(path: str) -> dict:
    return json.loads(Path(settings.BASE_DIR, path).read_text(encoding="utf-8"))


def _add(
    name: str,
    model: type[models.Model],
    records: Sequence[dict],
    fields: Callable[[dict], dict],
    *,
    by,
) -> Loaded:
    """`fields` turns a record into the fields of a row. Rows are known by code or slug."""
    key = "code" if "code" in records[0] else "slug"
    stored = set(model.objects.values_list(key, flat=True))
    rows = [
        model(**_position(model, position), **fields(record))
        for position, record in enumerate(records, start=1)
        if record[key] not in stored
    ]
    try:
        create_all(rows, by=by, why=WHY)
    except InvalidRowsError as error:
        raise _first(rows, error) from error
    return Loaded(name, len(rows), len(records) - len(rows))


def _position(model: type[models.Model], position: int) -> dict:
    return {"position": position} if hasattr(model, "position") else {}


def _first(rows: list, error: InvalidRowsError) -> ValidationError:
    position, reason = next(iter(error.errors.items()))
    return ValidationError(f"{rows[position]}: {' '.join(reason.messages)}")


def _county(record: dict) -> dict:
    return {"code": record["code"], "name": record["name"]}


def _member() -> Callable[[dict], dict]:
    """`joined_on` stays empty: which bodies are members is not known."""
    counties: dict[str, County] = {}

    def fields(record: dict) -> dict:
        counties.update({} if counties else {c.code: c for c in County.objects.all()})
        return record | {"county": counties[record["county"]]}

    return fields


def _value(record: dict) -> dict:
    return record


def _category(record: dict) -> dict:
    others = {name: value for name, value in record.items() if name != "icma"}
    return others | {"icma_categories": record["icma"]}


def _synonyms(groups: list[list[str]], *, by) -> Loaded:
    """The groups of which no term has ever stood in one: what staff have parted or removed stays
    so, though it is loaded with every new version of the program."""
    logged = Change.objects.filter(model=SynonymGroup._meta.label)
    written = logged.values_list("fields__terms__1", flat=True)
    known = {searchable(term) for terms in written for term in terms or ()}
    missing = [terms for terms in groups if known.isdisjoint(map(searchable, terms))]
    for terms in missing:
        save(SynonymGroup(terms=terms), by=by, why=WHY)
    return Loaded("synonym groups", len(missing), len(groups) - len(missing))


def _groups(*, by) -> Loaded:
    present = Group.objects.filter(name__in=ROLES.values()).count()
    load_roles(by=by, why=WHY)
    return Loaded("groups of staff", len(ROLES) - present, present)


def _notice(*, by) -> Loaded:
    """The first privacy notice; none where any stands, a draft included."""
    if present := PrivacyNotice.objects.count():
        return Loaded("privacy notices", 0, present)
    publish_first_notice(PrivacyNotice(**_read(NOTICE)), by=by, why=WHY)
    return Loaded("privacy notices", 1, 0)
