"""Some of the versions of one moment: which they are, how many, for how much, of what kinds.

Questions have names and can be chained, in the field's words:
`portfolio.with_facet("member", ["norrkopings-kommun"]).totals()`. Only the texts are asked of the
database, and the rows themselves.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from loans.models.versions import PublishedVersion
from loans.portfolio.index import Index

CHUNK = 500
"""Rows that are read at a time where all are wanted."""


class Portfolio:
    """The versions of `index` that are in the set `chosen`; all of them where nothing is said."""

    def __init__(self, index: Index, chosen: int | None = None):
        self._index = index
        self._chosen = index.everything if chosen is None else chosen

    # --- Narrower ---

    def with_facet(self, facet: str, keys: Iterable[str]) -> "Portfolio":
        """Those that have at least one of the keys."""
        return self._and(self._index.with_any(facet, keys))

    def with_amount(self, *, least: int | None = None, most: int | None = None) -> "Portfolio":
        """Those whose amount is known and between two bounds in SEK, which are included."""
        amounts = self._index.columns["loan_amount"]
        return self._and(
            self._index.set_of(
                place
                for place, sek in enumerate(amounts)
                if sek is not None and (least or 0) <= sek and (most is None or sek <= most)
            )
        )

    def with_references(self, references: Iterable[str]) -> "Portfolio":
        wanted, known = set(references), self._index.columns["reference"]
        return self._and(
            self._index.set_of(place for place, one in enumerate(known) if one in wanted)
        )

    def containing(self, words: list[str]) -> "Portfolio":
        """Those whose public text contains every word, in either language. Costs a query."""
        if not words:
            return self
        found = self._index.searched.containing(words).order_by().values_list("pk", flat=True)
        places = self._index.places
        return self._and(self._index.set_of(places[pk] for pk in found if pk in places))

    def __and__(self, other: "Portfolio") -> "Portfolio":
        """Those that are in both, of the same moment."""
        return self._and(other._chosen)

    def without_any(self) -> "Portfolio":
        """Of the same moment, but empty."""
        return Portfolio(self._index, 0)

    # --- How many and how much ---

    @property
    def number(self) -> int:
        return self._chosen.bit_count()

    def totals(self) -> dict:
        """`number` of projects, `sum` of the known amounts in SEK, how many are `known`, and
        how many of those are `approximate`."""
        index, chosen = self._index, self._chosen
        return {
            "number": self.number,
            "sum": index.sum(chosen),
            "known": (chosen & index.known).bit_count(),
            "approximate": (chosen & index.approximate).bit_count(),
        }

    def median(self) -> tuple[int, bool] | None:
        """The median of the known amounts in whole SEK, and whether it is approximate, as an
        amount in the middle is; None where none is known.

        Of an even number, the mean of the two in the middle, half a krona rounded up. Of equal
        amounts the exact come first.
        """
        index, known = self._index, self._chosen & self._index.known
        number = known.bit_count()
        if not number:
            return None
        places = index.in_order(known, ("loan_amount", "amount_is_approximate"))
        middle = list(islice(places, (number - 1) // 2, number // 2 + 1))
        total = sum(index.columns["loan_amount"][place] for place in middle)
        rough = any(index.columns["amount_is_approximate"][place] for place in middle)
        return (total + len(middle) - 1) // len(middle), rough

    # --- Of what kinds ---

    def labels(self, facet: str) -> dict[str, dict[str, str]]:
        """Key → its label in both languages, of all that the moment has, chosen or not."""
        return self._index.labels.get(facet, {})

    @property
    def references(self) -> tuple[str, ...]:
        """Of all projects that the moment has, chosen or not."""
        return self._index.columns["reference"]

    def number_with(self, facet: str, key: str) -> int:
        return (self._chosen & self._index.with_any(facet, [key])).bit_count()

    def by_value(self, *facets: str) -> list[dict]:
        """The totals of each value of some facets that is there: `facet`, `key`, `label`,
        `label_en`, and what `totals` gives.

        A version with several values of a facet counts at each of them.
        """
        return [
            {"facet": facet, "key": key, "label": label["sv"], "label_en": label["en"]}
            | self.with_facet(facet, [key]).totals()
            for facet in facets
            for key, label in self.labels(facet).items()
            if self.number_with(facet, key)
        ]

    # --- The rows ---

    def rows(self, columns: Iterable[str], rows: slice = slice(None)) -> Iterator[PublishedVersion]:
        """Those in some order (see `Index.in_order`), all or some of them. Flat in memory; costs
        a query for each few hundred."""
        pks = self._index.columns["pk"]
        places = self._index.in_order(self._chosen, tuple(columns))
        wanted = islice(places, rows.start, rows.stop)
        while chunk := [pks[place] for place in islice(wanted, CHUNK)]:
            found = PublishedVersion.objects.order_by().in_bulk(chunk)
            yield from (found[pk] for pk in chunk)

    # --- Within ---

    def _and(self, chosen: int) -> "Portfolio":
        return Portfolio(self._index, self._chosen & chosen)
