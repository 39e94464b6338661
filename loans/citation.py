"""How the state of the register is named: where one is asked to cite it, and on paper."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from loans import wording


class DataVersion(NamedTuple):
    """The number of a data version and since when it holds, in words and for machines."""

    number: int
    moment: str
    data: str


def data_version(request) -> dict:
    """Context for every page. Costs a query only where it is asked for, and none a second time."""
    return {
        "data_version": SimpleLazyObject(
            lambda: named(
                request.register_state.data_version,
                request.register_state.changed_at,
                request.LANGUAGE_CODE,
            )
        )
    }


def named(number: int, changed_at: datetime | None, language: str) -> DataVersion | None:
    """Nothing where the register has never been written to."""
    if changed_at is None:
        return None
    local = timezone.localtime(changed_at)
    moment = _("%(moment)s svensk tid") % {"moment": wording.moment(local, language)}
    return DataVersion(number, moment, local.isoformat(timespec="minutes"))
