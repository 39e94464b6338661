"""The versions of one moment, held in memory as sets, so that counting costs next to nothing.

A set of versions is a whole number in which bit i stands for the i-th version by serial number.
What two sets have in common is `&`, how many there are `int.bit_count()`. An index is made once
for a data version and then only read: a version never changes, so an answer that takes minutes
to send is of one piece, whatever is published meanwhile.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from itertools import compress
from math import gcd
from operator import or_

from loans.models.versions import FacetValue, VersionQuerySet

COLUMNS = (
    "pk",
    "reference",
    "loan_amount",
    "amount_is_approximate",
    "decided_on",
    "decided_latest_on",
    "title_key",
    "title_key_en",
    "member_key",
)
CHUNK = 5_000


class Index:
    """Reads `versions` once; costs two queries, and about 40 µs and 1.1 kB a version (5 kB while it
    is made). Each order in which they are asked for is kept too, with about 32 bytes a version;
    with all of them it has 1.4 kB. Measured at 1,009 versions with tracemalloc.

    What has ended at `since` or after is searched too: one of the versions may have, since then.
    """

    def __init__(self, versions: VersionQuerySet, *, since: datetime | None = None):
        self.searched = versions.or_ended_since(since) if since else versions
        rows = list(versions.order_by("serial").values_list(*COLUMNS).iterator(chunk_size=CHUNK))
        columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
        self.columns: dict[str, tuple] = dict(zip(COLUMNS, columns, strict=True))
        self.size = len(rows)
        self.everything = (1 << self.size) - 1
        self.places = {pk: place for place, pk in enumerate(self.columns["pk"])}
        self.values, self.labels = self._read_values(versions)
        self._read_amounts()
        self._orders: dict[tuple[str, ...], list[int]] = {}

    def _read_values(self, versions: VersionQuerySet) -> tuple[dict, dict]:
        """Facet → key → the set that has it, and facet → key → its label in both languages."""
        found: dict[str, dict[str, list[int]]] = {}
        labels: dict[str, dict[str, dict[str, str]]] = {}
        rows = FacetValue.objects.filter(version__in=versions).order_by("pk")
        fields = ("version_id", "facet", "key", "label", "label_en")
        for pk, facet, key, label, label_en in rows.values_list(*fields).iterator(CHUNK):
            if (place := self.places.get(pk)) is not None:
                found.setdefault(facet, {}).setdefault(key, []).append(place)
                labels.setdefault(facet, {})[key] = {"sv": label, "en": label_en}
        sets = {
            facet: {key: self.set_of(places) for key, places in keys.items()}
            for facet, keys in found.items()
        }
        return sets, labels

    def _read_amounts(self) -> None:
        """Bit k of every known amount, in units of the largest krona number that divides them
        all, is a set too: a sum is then a few counts, and exact."""
        amounts = [(p, sek) for p, sek in enumerate(self.columns["loan_amount"]) if sek is not None]
        self.known = self.set_of(place for place, _ in amounts)
        rough = self.columns["amount_is_approximate"]
        self.approximate = self.set_of(place for place in range(self.size) if rough[place])
        self.unit = gcd(*(sek for _, sek in amounts)) or 1
        highest = max((sek for _, sek in amounts), default=0) // self.unit
        self._bits = [
            self.set_of(place for place, sek in amounts if sek // self.unit >> bit & 1)
            for bit in range(highest.bit_length())
        ]

    def set_of(self, places: Iterable[int]) -> int:
        """The set of the versions at some places."""
        flags = bytearray(self.size // 8 + 1)
        for place in places:
            flags[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(flags, "little")

    def with_any(self, facet: str, keys: Iterable[str]) -> int:
        """What has at least one of the keys."""
        sets = self.values.get(facet, {})
        return reduce(or_, (sets.get(key, 0) for key in keys), 0)

    def sum(self, chosen: int) -> int:
        """The known amounts of a set together, in whole SEK."""
        counts = ((chosen & having).bit_count() << bit for bit, having in enumerate(self._bits))
        return sum(counts) * self.unit

    def in_order(self, chosen: int, columns: tuple[str, ...]) -> Iterator[int]:
        """The places of a set, sorted by columns (a minus: downwards), unknown values last in
        both directions, ties by serial number."""
        if columns not in self._orders:
            self._orders[columns] = self._sorted(columns)
        order = self._orders[columns]
        flags = f"{chosen:0{self.size}b}"[::-1]
        return compress(order, (flags[place] == "1" for place in order))

    def _sorted(self, columns: tuple[str, ...]) -> list[int]:
        order = list(range(self.size))
        for name in reversed(columns):
            values = self.columns[name.removeprefix("-")]
            known = [place for place in order if values[place] is not None]
            known.sort(key=values.__getitem__, reverse=name.startswith("-"))
            order = known + [place for place in order if values[place] is None]
        return order
