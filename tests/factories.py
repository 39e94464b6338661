"""Valid, published objects; a test names only what it is about."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from loans import editing, publishing
from loans.models import (
    Initiative,
    InvestmentType,
    Project,
    ProjectCategory,
    SocialGoal,
    SynonymGroup,
    TargetGroup,
)
from members.models import Borrower, County, Member
from privacy.models import PrivacyNotice, publish

_numbers = count(10_001)
"""Of five digits: no year is one of them, however many a process has made."""

NAMES = {
    ProjectCategory: "Projektkategori",
    InvestmentType: "Investeringstyp",
    SocialGoal: "Mål",
    TargetGroup: "Målgrupp",
    Initiative: "Satsning",
}


def user(role: str | None = None, **fields):
    """A member of staff in the group of `role`, or a superuser without one."""
    fields = {"username": f"user-{next(_numbers)}", "is_staff": True} | fields
    if role is None:
        return get_user_model().objects.create_superuser(**fields)
    from loans.editing.roles import ROLES, load_roles

    account = get_user_model().objects.create_user(**fields)
    load_roles(by=signer())
    account.groups.add(Group.objects.get(name=ROLES[role]))
    return account


def signer():
    """Whoever signs what a test does not care about."""
    return get_user_model().objects.filter(username="signer").first() or user(username="signer")


def county(code: str = "05", name: str = "Östergötlands län") -> County:
    found = County.objects.filter(code=code).first()
    return found or editing.save(County(code=code, name=name), by=signer())


def member(name: str = "Norrköpings kommun", **fields) -> Member:
    found = Member.objects.filter(name=name).first()
    if found and not fields:
        return found
    number = next(_numbers)
    values = {
        "kind": "municipality",
        "code": _free_code(number),
        "slug": f"medlem-{number}",
        "county": fields.pop("county", None) or county(),
    } | fields
    return editing.save(Member(name=name, **values), by=signer())


def _free_code(number: int) -> str:
    """Four digits that nobody has: a process that has made thousands begins again."""
    codes = (f"{(5000 + number + step) % 10_000:04}" for step in count())
    return next(code for code in codes if not Member.objects.filter(code=code).exists())


def borrower(name: str = "Norrköpings kommun", members=None, **fields) -> Borrower:
    found = Borrower.objects.filter(name=name).first()
    if found and members is None and not fields:
        return found
    values = {"kind": "company", "slug": f"lantagare-{next(_numbers)}"} | fields
    owners = [member()] if members is None else members
    return editing.save(Borrower(name=name, **values), by=signer(), many={"members": owners})


def _reference(model, **fields):
    number = next(_numbers)
    values = {"slug": f"varde-{number}", "name": f"{NAMES[model]} {number}"} | fields
    return editing.save(model(**values), by=signer())


def category(**fields) -> ProjectCategory:
    return _reference(ProjectCategory, **fields)


def investment_type(**fields) -> InvestmentType:
    return _reference(InvestmentType, **fields)


def goal(**fields) -> SocialGoal:
    return _reference(SocialGoal, **fields)


def target_group(**fields) -> TargetGroup:
    return _reference(TargetGroup, **fields)


def initiative(**fields) -> Initiative:
    return _reference(Initiative, **fields)


def synonyms(*terms: str) -> SynonymGroup:
    """A group of these terms, or of two that no other has."""
    number = next(_numbers)
    values = list(terms) or [f"ord {number}", f"uttryck {number}"]
    return editing.save(SynonymGroup(terms=values), by=signer())


def draft(**fields) -> Project:
    """A working copy that the public has not seen."""
    number = next(_numbers)
    many = {name: fields.pop(name) for name in ("goals", "target_groups") if name in fields}
    if "decided_on" in fields:
        fields.setdefault("decided_precision", "day")
    values = {"title": f"Projekt {number}", "slug": f"projekt-{number}"} | fields
    values.setdefault("borrower", None)
    values["borrower"] = values["borrower"] or borrower()
    return editing.save(Project(**values), by=signer(), many=many)


def project(**fields) -> Project:
    """A published project."""
    made = draft(**fields)
    editing.publish(made, by=signer())
    made.refresh_from_db()
    return made


def notice(**fields) -> PrivacyNotice:
    """A published notice."""
    values = {
        "title": "Rättsligt meddelande",
        "title_en": "Legal notice",
        "text": "Läs det här först.",
        "text_en": "Read this first.",
    } | fields
    with transaction.atomic():
        publishing.lock()
        return publish(PrivacyNotice.objects.create(**values), at=timezone.now())
