"""What a query string asks for, and the addresses of its variations: without one filter, or on
another page. What it means is `filters`'."""

from collections.abc import Iterable
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from loans.facets import BY_NAME
from loans.portfolio import RELEVANCE
from loans.selection.filters import (
    DEFAULT_SORT,
    LONGEST_SEARCH,
    MOST_VALUES,
    PARAMETERS,
    SEVERAL,
    SORTS,
    day_in,
)

Pair = tuple[str, str]

FINDS = {f"find_{facet}": facet for facet in BY_NAME}
"""The field in which a value of a facet is sought → the facet. Asks for no project."""

SOUGHT = {facet: f"sought_{facet}" for facet in BY_NAME}
"""Facet → the field in which the form says what its page had sought there already."""


class Asked:
    """The known parameters that have a value, as pairs of name and value, in their order.

    Of some every value counts, of the others the last. An order that there is not is left
    out, so that no link leads back to it; so is the one that needs no asking for.
    """

    def __init__(self, params: QueryDict):
        self._params = params
        self.pairs: list[Pair] = _telling(
            (name, value.strip())
            for name in params
            if name in PARAMETERS
            for value in (params.getlist(name) if name in SEVERAL else [params[name]])
            if value.strip()
        )
        # Each active filter's link repeats all others: the page would grow by their square.
        self.is_too_much = sum(len(params.getlist(name)) for name in PARAMETERS) > MOST_VALUES

    def values(self, name: str) -> list[str]:
        return [value for asked, value in self.pairs if asked == name]

    def value(self, name: str, default: str = "") -> str:
        """The value of a parameter that has only one."""
        return next(iter(self.values(name)), default)

    @property
    def day(self) -> date | None:
        """The day of which the register was asked for, where it has come."""
        day = day_in(self.value("as_of"))
        return day if day and day <= timezone.localdate() else None

    def sought(self, facet: str) -> str:
        """What is sought among a facet's values, as long as a search may be."""
        return self._params.get(f"find_{facet}", "").strip()[:LONGEST_SEARCH]

    @property
    def is_as_sent(self) -> bool:
        """Whether a form sent it as browsers do by themselves: with the fields left empty, the
        order that needs no asking for, and what its page had sought already."""
        fields = {*PARAMETERS, *FINDS}
        return any(
            name in SOUGHT.values()
            or (name in fields and not value.strip())
            or (name == "sort" and value in set(SORTS) - _telling_orders(self.pairs))
            for name, values in self._params.lists()
            for value in values
        )

    def plain_href(self, page: int) -> str:
        """The address of the same without all that, which is never `is_as_sent`.

        What is newly sought is kept, and the address leads to where it was found. What had been
        sought already has been seen: it goes, and so none needs to tell which button was pressed.
        """
        newly = {
            name: sought
            for name, facet in FINDS.items()
            if (sought := self.sought(facet))
            and sought != self._params.get(SOUGHT[facet], "").strip()
        }
        query = "&".join(filter(None, [self.href(page=page)[1:], urlencode(newly)]))
        place = next((f"#{fold_of(FINDS[name])}" for name in newly), "")
        return (f"?{query}" if query else "") + place

    def href(self, *, without: Pair | None = None, page: int = 1) -> str:
        """The address of all that was asked, without one filter or on another page."""
        pairs = _telling(
            pair for pair in dict.fromkeys(self.pairs) if pair != without and pair[0] != "page"
        )
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}"

    def href_of(self, chosen: dict[str, str]) -> str:
        """The address of what has these values alone of their parameters, and all else that was
        asked."""
        left_out = {*chosen, "page"}
        pairs = [pair for pair in dict.fromkeys(self.pairs) if pair[0] not in left_out]
        return f"?{urlencode(_telling([*pairs, *chosen.items()]))}"

    def replaced(self, name: str, values: dict[str, str]) -> str:
        """The query string with other values for some of a parameter's: old → new."""
        pairs = [(n, values.get(value, value) if n == name else value) for n, value in self.pairs]
        return urlencode(list(dict.fromkeys(pairs)))

    def href_of_only(self, *names: str) -> str:
        """The address of what was asked by some parameters, in the same order."""
        kept = (pair for pair in dict.fromkeys(self.pairs) if pair[0] in {*names, "sort"})
        return f"?{urlencode(_telling(kept))}"

    @property
    def href_of_everything(self) -> str:
        """Without filters, in the same order."""
        return self.href_of_only()

    @property
    def usual_order(self) -> str:
        """The order that needs no asking for."""
        return usual_order(self.pairs)


def usual_order(pairs: Iterable[Pair]) -> str:
    """The order of a list that is not asked for any: by relevance where something is searched."""
    return RELEVANCE if any(name == "q" for name, _value in pairs) else DEFAULT_SORT


def _telling_orders(pairs: Iterable[Pair]) -> set[str]:
    """The orders that need asking for: by relevance is the usual one, or there is none."""
    return set(SORTS) - {usual_order(pairs), RELEVANCE}


def _telling(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs without an order that there isn't, or that needs no asking for."""
    found = list(pairs)
    orders = _telling_orders(found)
    return [pair for pair in found if pair[0] != "sort" or pair[1] in orders]


def fold_of(facet: str) -> str:
    """The anchor of a facet in the form."""
    return f"facet-{facet}"


def values_of(facet: str) -> str:
    """The anchor of what is folded in there: a browser that is led to it unfolds it by itself."""
    return f"values-{facet}"
