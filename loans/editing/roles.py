"""Who on the staff may do what: the groups of the four roles, and the log of accounts."""

import unicodedata
from contextlib import contextmanager

from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet

from loans.editing.log import changed, record
from loans.editing.turns import take_turn
from loans.models import Change

ROLES = {
    "editor": "redaktör",
    "reviewer": "granskare",
    "administrator": "administratör",
    "reader": "läsare",
}
"""Each role and the name of its group."""
HANGUL_FILLERS = {"\u115f", "\u1160"}
"""The only letters that nobody sees."""
OFF = "avstängt"
"""What the log says of a password with which nobody can sign in."""

REFERENCE_DATA = "projectcategory investmenttype socialgoal targetgroup synonymgroup"
READ = (
    f"loans: project loan initiative {REFERENCE_DATA} publishedversion change; "
    "members: borrower member county; privacy: privacynotice"
)
WRITTEN = "loans: project loan initiative; members: borrower"

# What each role adds to the one before: verb, and the models by their app.
ADDED = {
    "reader": [("view", READ)],
    "editor": [
        ("add change", WRITTEN),
        ("delete", "loans: project loan"),
    ],
    "reviewer": [
        ("publish", "loans: project"),
        ("add change", f"loans: {REFERENCE_DATA}; members: member"),
        ("delete", "loans: initiative synonymgroup; members: borrower"),
    ],
    "administrator": [
        ("add change", "members: county"),
        ("add change delete publish", "privacy: privacynotice"),
        ("view add change", "auth: user group"),
    ],
}
LADDER = tuple(ADDED)


def permissions_of(role: str) -> set[str]:
    """The permissions of a role, as "app.verb_model"."""
    steps = LADDER[: LADDER.index(role) + 1]
    return {name for step in steps for grant in ADDED[step] for name in _spelled_out(*grant)}


def load_roles(*, by, why: str = "") -> dict[str, Group]:
    """Makes the groups of the roles, or gives them back exactly their permissions; role → group.

    Run twice changes nothing; groups that staff have made themselves are left alone.
    """
    groups = {}
    with transaction.atomic():
        take_turn(by)
        stored = {
            key_of_permission(permission): permission
            for permission in Permission.objects.select_related("content_type")
        }
        for role, name in ROLES.items():
            groups[role] = Group.objects.filter(name=name).first() or Group(name=name)
            with recorded_account(groups[role], by=by, why=why):
                groups[role].save()
                groups[role].permissions.set(stored[name] for name in permissions_of(role))
    return groups


def permissions_held(account) -> QuerySet[Permission]:
    """What an account may do whenever it is active, whether a group or itself holds it."""
    if account.is_superuser:
        return Permission.objects.all()
    held = Permission.objects.filter(Q(group__user=account) | Q(user=account))
    return Permission.objects.filter(pk__in=held.values("pk"))


def is_beyond(permissions: QuerySet[Permission], account) -> bool:
    """Whether the account lacks any of them."""
    return permissions.exclude(pk__in=permissions_held(account).values("pk")).exists()


def groups_to_give(account) -> QuerySet[Group]:
    """The groups that the account may put somebody in: they can do nothing that it can't."""
    lacked = Permission.objects.exclude(pk__in=permissions_held(account).values("pk"))
    return Group.objects.exclude(permissions__in=lacked)


def not_a_roles_name(name: str) -> None:
    """Refuses a group's name that people could take for the name of a role."""
    if any(_is_unseen(character) for character in unicodedata.normalize("NFKC", name)):
        raise ValidationError("Namnet innehåller tecken som inte syns. Skriv det på nytt.")
    if folded(name) in map(folded, ROLES.values()):
        raise ValidationError(f"”{name}” hör till en roll. Välj ett annat namn på gruppen.")


def folded(name: str) -> str:
    """The name as people read it: whatever its case, its spaces and how its marks are stored."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _is_unseen(character: str) -> bool:
    """Controls, and marks that belong to no letter of ours."""
    category = unicodedata.category(character)
    return category[0] in "CM" or category in {"Zl", "Zp"} or character in HANGUL_FILLERS


@contextmanager
def recorded_account(account: models.Model, *, by, why: str = ""):
    """What is saved of a user or a group inside is one action: one transaction, one entry.

    A password is never logged, only that it was set or switched off.
    """
    with transaction.atomic():
        take_turn(by)
        before = _account(account)
        yield
        after = _account(account)
        fields = changed(before, after)
        if "password" in fields:
            fields["password"] = [None, "nytt" if is_password_usable(after["password"]) else OFF]
        if fields:
            action = Change.Action.CHANGE if before else Change.Action.CREATE
            record(account, action, by=by, why=why, fields=fields)


def _account(account: models.Model) -> dict:
    """The values of a stored user or group, related rows as their names and keys."""
    stored = account.pk and type(account)._base_manager.filter(pk=account.pk).first()
    if not stored:
        return {}
    unlogged = {"id", "last_login", "date_joined"}
    values = {
        field.name: getattr(stored, field.name)
        for field in stored._meta.concrete_fields
        if field.name not in unlogged
    }
    for field in stored._meta.many_to_many:
        rows = getattr(stored, field.name).all()
        if field.related_model is Permission:
            rows = map(key_of_permission, rows.select_related("content_type"))
        values[field.name] = sorted(map(str, rows))
    return values


def key_of_permission(permission: Permission) -> str:
    """As "app.verb_model"."""
    return f"{permission.content_type.app_label}.{permission.codename}"


def _spelled_out(verbs: str, models_by_app: str) -> list[str]:
    """("add change", "loans: project loan; members: member") → loans.add_project, …"""
    return [
        f"{app.strip()}.{verb}_{model}"
        for part in models_by_app.split(";")
        for app, _, names in [part.partition(":")]
        for model in names.split()
        for verb in verbs.split()
    ]
