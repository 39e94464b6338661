"""The staff's pages. Each module registers what it shows; every save goes through `editing`."""

from loans.admin import (
    changes,
    members,
    notices,
    projects,
    reference,
    synonyms,
    users,
    versions,
)

__all__ = [
    "changes",
    "members",
    "notices",
    "projects",
    "reference",
    "synonyms",
    "users",
    "versions",
]
