"""Who on the staff may do what: the groups of the four roles, and the log of accounts."""

from contextlib import contextmanager

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction

from loans import publishing
from loans.editing.log import changed, record
from loans.models import Change

ROLES = {
    "editor": "redaktör",
    "reviewer": "granskare",
    "administrator": "administratör",
    "reader": "läsare",
}
"""Each role and the name of its group."""

REFERENCE_DATA = "projectcategory investmenttype socialgoal targetgroup"
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
        ("delete", "loans: initiative; members: borrower"),
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


def load_roles() -> dict[str, Group]:
    """Makes the groups of the roles, or gives them back exactly their permissions.

    Run twice changes nothing; groups that staff have made themselves are left alone.
    """
    stored = {
        f"{app}.{codename}": key
        for key, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    groups = {}
    with transaction.atomic():
        for role, name in ROLES.items():
            groups[role], _ = Group.objects.get_or_create(name=name)
            groups[role].permissions.set(stored[name] for name in permissions_of(role))
    return groups


@contextmanager
def recorded_account(account: models.Model, *, by, why: str = ""):
    """What is saved of a user or a group inside is one action: one transaction, one entry.

    A password is never logged, only that it was set.
    """
    with transaction.atomic():
        publishing.lock()
        before = _account(account)
        yield
        fields = changed(before, _account(account))
        if "password" in fields:
            fields["password"] = [None, "nytt"]
        if fields:
            action = Change.Action.CHANGE if before else Change.Action.CREATE
            record(account, action, by=by, why=why, fields=fields)


def _account(account: models.Model) -> dict:
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
        values[field.name] = sorted(str(row) for row in getattr(stored, field.name).all())
    return values


def _spelled_out(verbs: str, models_by_app: str) -> list[str]:
    """("add change", "loans: project loan; members: member") → loans.add_project, …"""
    return [
        f"{app.strip()}.{verb}_{model}"
        for part in models_by_app.split(";")
        for app, _, names in [part.partition(":")]
        for model in names.split()
        for verb in verbs.split()
    ]
