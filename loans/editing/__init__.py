"""Every change to working data: what a change does, its log, and imports."""

from loans.editing.actions import (
    delete,
    publish,
    publish_all,
    recorded,
    save,
    withdraw,
    withdraw_all,
)

__all__ = ["delete", "publish", "publish_all", "recorded", "save", "withdraw", "withdraw_all"]
