"""Some of the versions of one moment: which they are, how many, for how much, of what kinds.

Questions have names and can be chained, in the field's words:
`portfolio.with_facet("member", ["norrkopings-kommun"]).totals()`. Only the texts are asked of the
database, and the rows themselves.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from loans.models.versions import PublishedVersion
from loans.portfolio.index import Found, Index
from loans.portfolio.searched import Searched
from loans.search.marking import Marker
from loans.search.question import Question

RELEVANCE = "relevance"
"""As the first column to sort by: what answers a search best comes first."""

CHUNK = 500
"""Rows that are read at a time where all are wanted."""


class Portfolio:
    """The versions of `index` that are in the set `chosen`; all of them where nothing is said."""

    def __init__(self, index: Index, chosen: int | None = None, found: Found | None = None):
        self._index, self._found = index, found
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
        known = self._index.by_reference
        return self._and(self._index.set_of(known[one] for one in references if one in known))

    def answering(self, question: Question) -> "Portfolio":
        """Those that answer a search. Costs a query, and one for each phrase."""
        found = self._index.answer(question)
        return Portfolio(self._index, self._chosen & found.chosen, found)

    def __and__(self, other: "Portfolio") -> "Portfolio":
        """Those that are in both, of the same moment."""
        return Portfolio(self._index, self._chosen & other._chosen, self._found or other._found)

    def without_any(self) -> "Portfolio":
        """Of the same moment, but empty."""
        return Portfolio(self._index, 0)

    def search(self, among: "Portfolio") -> Searched | None:
        """What was found word by word, beside what all else selects; None without a search."""
        return self._found and Searched(self._index, self._found, among._chosen)

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
    def references(self) -> Collection[str]:
        """Of all projects that the moment has, chosen or not."""
        return self._index.by_reference

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
        places = self._places(tuple(columns))
        wanted = islice(places, rows.start, rows.stop)
        while chunk := [pks[place] for place in islice(wanted, CHUNK)]:
            found = PublishedVersion.objects.order_by().in_bulk(chunk)
            yield from (found[pk] for pk in chunk)

    @property
    def marker(self) -> Marker | None:
        """What marks the hits in them, where something was searched for."""
        found = self._found
        return Marker(found.question, found.readings) if found and found.question.wanted else None

    # --- Within ---

    def _places(self, columns: tuple[str, ...]) -> Iterator[int]:
        if columns[0] != RELEVANCE:
            return self._index.in_order(self._chosen, columns)
        levels = self._found.levels if self._found else (self._chosen,)
        chosen = (level & self._chosen for level in levels)
        return chain.from_iterable(
            self._index.in_order(level, columns[1:]) for level in chosen if level
        )

    def _and(self, chosen: int) -> "Portfolio":
        return Portfolio(self._index, self._chosen & chosen, self._found)
