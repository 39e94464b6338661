"""What the public is told of a project: the content of a published version.

`content_of` reads it from the working copy, `refreshed` brings its names up to date, and
`columns_of` repeats what lists sort and search by. A new field of Project must be listed
here as public or private; a test fails until it is.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from loans.models.initiatives import Initiative
from loans.models.projects import Project
from loans.models.reference import InvestmentType, ProjectCategory, SocialGoal, TargetGroup
from loans.models.references import serial_of
from loans.search.index import text_of
from members.models import Borrower, Member
from members.swedish import alphabetical, stored_key

TEXTS = (
    "title",
    "summary",
    "description",
    "physical_investment",
    "social_intervention",
    "social_goals_text",
)
"""Fields with an English twin, whose name ends in _en."""

VALUES = (
    "reference",
    "slug",
    "loan_amount",
    "amount_is_approximate",
    "total_cost",
    "purpose",
    "decided_precision",
    "start_year",
    "end_year",
    "place_name",
    "also_green",
    "source_url",
)

RELATED = ("borrower", "category", "investment_type", "goals", "target_groups", "initiative")
CONVERTED = ("decided_on", "latitude", "longitude")

PUBLIC_FIELDS = {*TEXTS, *(f"{name}_en" for name in TEXTS), *VALUES, *RELATED, *CONVERTED}
PRIVATE_FIELDS = {"id", "status", "publish_at", "internal_note", "created_at"}

# What of a named row goes along, beside its slug and name.
_EXTRAS = {
    ProjectCategory: ("icma_categories", "pictogram"),
    InvestmentType: (),
    SocialGoal: ("sdg_targets",),
    TargetGroup: ("icma_population",),
    Initiative: ("description", "description_en"),
}

_SINGLE = {"category": ProjectCategory, "investment_type": InvestmentType, "initiative": Initiative}
_MANY = {"goals": SocialGoal, "target_groups": TargetGroup}


def with_all_related(projects: QuerySet) -> QuerySet:
    """Projects with the rows that `content_of` reads, in as many queries for many as for one.

    Only borrowers that became part of each other in more than two steps cost more.
    """
    return projects.select_related(
        "borrower", "category", "investment_type", "initiative"
    ).prefetch_related(
        "goals",
        "target_groups",
        "borrower__members__county",
        "borrower__merged__merged",
        "borrower__merged_into__members__county",
        "borrower__merged_into__merged__merged",
    )


def content_of(project: Project) -> dict[str, Any]:
    """Every public value of the working copy, ready for JSON. Amounts are whole SEK."""
    day = project.decided_on
    return (
        {name: getattr(project, name) for name in VALUES}
        | {name: _text(project, name) for name in TEXTS}
        | {name: _named(getattr(project, name)) for name in _SINGLE}
        | {name: _in_order(_named(row) for row in getattr(project, name).all()) for name in _MANY}
        | _borrower_part(project.borrower)
        | {
            "decided_on": day.isoformat() if day else None,
            "latitude": None if project.latitude is None else float(project.latitude),
            "longitude": None if project.longitude is None else float(project.longitude),
        }
    )


def refreshed(content: dict[str, Any], known: dict) -> dict[str, Any]:
    """The same content with the names of today. `known` remembers rows between calls."""

    def row(model, slug: str):
        if (model, slug) not in known:
            known[model, slug] = model.objects.get(slug=slug)
        return known[model, slug]

    def named(model, part: dict | None):
        return _named(row(model, part["slug"])) if part else None

    borrower = content["borrower"]["slug"]
    if ("borrower", borrower) not in known:
        known["borrower", borrower] = _borrower_part(Borrower.objects.get(slug=borrower))
    return (
        content
        | {name: named(model, content[name]) for name, model in _SINGLE.items()}
        | {
            name: _in_order(named(model, part) for part in content[name])
            for name, model in _MANY.items()
        }
        | known["borrower", borrower]
    )


def columns_of(content: dict[str, Any]) -> dict[str, Any]:
    """The columns of a version that repeat its content for sorting, summing and searching."""
    title = content["title"]
    member = content["members"][0]["name"] if content["members"] else content["borrower"]["name"]
    return {
        "reference": content["reference"],
        "serial": serial_of(content["reference"]),
        "slug": content["slug"],
        "title_key": stored_key(title["sv"]),
        "title_key_en": stored_key(title["en"] or title["sv"]),
        "member_key": stored_key(member),
        "loan_amount": content["loan_amount"],
        "amount_is_approximate": content["amount_is_approximate"],
        "decided_on": content["decided_on"],
        "decided_latest_on": _last_day(content["decided_on"], content["decided_precision"]),
        "search_text": text_of(content),
    }


def _last_day(decided_on: str | None, precision: str) -> date | None:
    """The last day that a decision can have been made on: that of its day, month or year."""
    if decided_on is None:
        return None
    first = date.fromisoformat(decided_on)
    month = 12 if precision == "year" else first.month
    if precision == "day":
        return first
    return first.replace(month=month, day=monthrange(first.year, month)[1])


def _text(row, name: str) -> dict[str, str]:
    return {"sv": getattr(row, name), "en": getattr(row, f"{name}_en")}


def _named(row) -> dict[str, Any] | None:
    if row is None:
        return None
    extras = {name: getattr(row, name) for name in _EXTRAS[type(row)]}
    return {"slug": row.slug, "name": _text(row, "name"), **extras}


def _in_order(parts: Iterable[dict]) -> list[dict]:
    """By name, as the public's lists are; the staff's own order may change at any time."""
    return sorted(parts, key=lambda part: (alphabetical(part["name"]["sv"]), part["slug"]))


def _borrower_part(borrower: Borrower) -> dict[str, Any]:
    """The borrower, or the one that it has become part of, which is found by either's names."""
    heir = borrower.heir
    members = sorted(heir.members.all(), key=lambda member: member.code)
    earlier = (name for row in heir.absorbed for name in (row.name, *row.other_names))
    return {
        "borrower": {
            "slug": heir.slug,
            "name": heir.name,
            "kind": heir.kind,
            "organisation_number": heir.organisation_number,
            "aliases": list(dict.fromkeys([*heir.other_names, *earlier])),
        },
        "members": [_member(member) for member in members],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "slug": member.slug,
        "name": member.name,
        "kind": member.kind,
        "code": member.code,
        "county": {"code": member.county.code, "name": member.county.name},
    }
