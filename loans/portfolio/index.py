"""The versions of one moment, held in memory as sets, so that counting costs next to nothing.

A set of versions is a whole number in which bit i stands for the i-th version by serial number.
What two sets have in common is `&`, how many there are `int.bit_count()`. An index is made once
for a data version and then only read: a version never changes, so an answer that takes minutes
to send is of one piece, whatever is published meanwhile.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property, reduce
from itertools import compress
from math import gcd
from operator import itemgetter, or_
from typing import NamedTuple

from loans.models.versions import FacetValue, PublishedVersion, VersionQuerySet
from loans.search.matching import Answer, answer
from loans.search.question import Question
from loans.search.synonyms import widened
from loans.search.vocabulary import Kind, Spelling, Vocabulary

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

FEW = 10_000
"""Versions that are named one by one where a phrase is sought in them."""


class Found(NamedTuple):
    """What answers a question: the sets of versions from the best to the worst, all of them
    together, and the words of the register that each word of the question found. `question` is
    the one that was asked, with its synonyms, and `answer` what it found in all versions."""

    levels: tuple[int, ...]
    chosen: int
    readings: dict[str, dict[Spelling, Kind]]
    question: Question
    answer: Answer


class Index:
    """Reads `versions` once; costs two queries, and about 40 µs and 1.1 kB a version (5 kB while it
    is made). Each order in which they are asked for is kept too, with about 32 bytes a version;
    with all of them it has 1.4 kB. Measured at 1,009 versions with tracemalloc.
    """

    def __init__(self, versions: VersionQuerySet, vocabulary: Vocabulary | None = None):
        self.vocabulary = vocabulary or Vocabulary()
        rows = list(versions.order_by("serial").values_list(*COLUMNS).iterator(chunk_size=CHUNK))
        columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
        self.columns: dict[str, tuple] = dict(zip(COLUMNS, columns, strict=True))
        self.size = len(rows)
        self.everything = (1 << self.size) - 1
        self.places = {pk: place for place, pk in enumerate(self.columns["pk"])}
        self.by_reference = {one: place for place, one in enumerate(self.columns["reference"])}
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
        return set_of(places, self.size)

    def with_any(self, facet: str, keys: Iterable[str]) -> int:
        """What has at least one of the keys."""
        sets = self.values.get(facet, {})
        return reduce(or_, (sets.get(key, 0) for key in keys), 0)

    def answer(self, question: Question) -> Found:
        """What answers a search: see `loans.search.matching`."""
        wide = self.widened(question)
        found = answer(wide, self.vocabulary, self._with_phrases)
        levels = tuple(filter(None, map(self.of_keys, found.levels)))
        unwanted = self.of_keys(found.unwanted)
        if not question.wanted and question.unwanted:
            levels = (self.everything,)
        levels = tuple(level & ~unwanted for level in levels)
        return Found(levels, reduce(or_, levels, 0), found.readings, wide, found)

    def widened(self, question: Question) -> Question:
        return widened(question, self.vocabulary.synonyms, self.vocabulary)

    def of_keys(self, versions: int) -> int:
        """From a set of primary keys to the set of their places."""
        if not self.size or not versions:
            return 0
        flags = f"{versions & self.keys:0{self._last + 1}b}"[::-1]
        return int("".join(itemgetter(*self.columns["pk"])(flags))[::-1], 2)

    @cached_property
    def _last(self) -> int:
        return max(self.columns["pk"], default=0)

    @cached_property
    def keys(self) -> int:
        """The versions of the index as a set of primary keys."""
        return set_of(self.columns["pk"], self._last)

    def _with_phrases(self, phrases: dict[str, int]) -> dict[str, int]:
        """Phrase → those of a set of primary keys whose texts have it. Costs a query."""
        among = self.keys & reduce(or_, phrases.values())
        asked = list(members_of(among))
        versions = PublishedVersion.objects.with_phrases(list(phrases))
        if len(asked) <= FEW:
            versions = versions.filter(pk__in=asked)
        found: dict[str, list[int]] = {phrase: [] for phrase in phrases}
        for pk, *has in versions.order_by() if asked else ():
            for phrase in compress(phrases, has):
                found[phrase].append(pk)
        known = {phrase: (pk for pk in pks if pk <= self._last) for phrase, pks in found.items()}
        return {phrase: among & set_of(pks, self._last) for phrase, pks in known.items()}

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


def set_of(members: Iterable[int], highest: int) -> int:
    """A set of whole numbers, of which none is above `highest`."""
    flags = bytearray(highest // 8 + 1)
    for member in members:
        flags[member >> 3] |= 1 << (member & 7)
    return int.from_bytes(flags, "little")


def members_of(numbers: int) -> Iterator[int]:
    """The members of a set, from the lowest."""
    return (place for place, flag in enumerate(f"{numbers:b}"[::-1]) if flag == "1")
