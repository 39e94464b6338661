"""The costs as tables for a terminal, and which promises they break."""

from collections.abc import Iterator
from statistics import median

from tests.bench.costs import TWO_WORDS, Costs, Search, percentile_95

MOST_TIMES = 3
"""A search for two words takes at most so many times what the list takes without a search."""

MOST_INDEXING_MS = 20
"""Publishing takes less than so many milliseconds for the index, in the middle of many."""

HEAD = """\
answer  all that the list has to know: its numbers, sums, median and the rows of a page
page    the same drawn as HTML, as a visitor gets it
list    the floor of either, in turns with it: the list without a search
"""
COLUMNS = "{:26}{:34}{:>9}{:>9}{:>8}{:>7}{:>9}{:>8}{:>7}"
TITLES = ("ms, median", "question", "found", "answer", "list", "times", "page", "list", "times")
LINE = "{:42}{:>12}{:>14}{:>8}"


def lines(costs: Costs) -> Iterator[str]:
    """The tables, and then what is promised: broken or kept."""
    yield from (f"{costs.projects:,} projects.", "", HEAD, COLUMNS.format(*TITLES))
    yield from map(_search, costs.searches)
    yield from ("", *_publishing(costs), "", *_sizes(costs), "")
    yield from broken(costs) or [
        f"Kept: two words take at most {MOST_TIMES} times what the list takes without, and"
        f" indexing takes less than {MOST_INDEXING_MS} ms."
    ]


def broken(costs: Costs) -> list[str]:
    """The promises that are broken, each as a line."""
    slow = [
        f"BROKEN: “{search.question}” takes {ratio.times:.2f} times what the list takes without"
        f" ({name}); {MOST_TIMES} are promised."
        for search in costs.searches
        if search.kind.startswith(TWO_WORDS)
        for name, ratio in (("answer", search.answer), ("page", search.page))
        if ratio.times > MOST_TIMES
    ]
    indexing = median(each.indexing for each in costs.publications)
    if indexing >= MOST_INDEXING_MS:
        slow.append(
            f"BROKEN: indexing a version takes {indexing:.1f} ms; less than {MOST_INDEXING_MS} are"
            " promised."
        )
    return slow


def _search(search: Search) -> str:
    ratios = (
        f"{cell}"
        for ratio in (search.answer, search.page)
        for cell in (f"{ratio.ms:.1f}", f"{ratio.floor_ms:.1f}", f"{ratio.times:.2f}")
    )
    return COLUMNS.format(search.kind, search.question, f"{search.found:,}", *ratios)


def _publishing(costs: Costs) -> Iterator[str]:
    whole, indexing, processor = zip(*costs.publications, strict=True)
    without = [one - other for one, other in zip(whole, indexing, strict=True)]
    yield LINE.format("", "", "floor", "times")
    for name, work in (("median", median), ("95th percentile", percentile_95)):
        yield _beside(f"indexing one version, {name}", work(indexing), work(without), "ms")
    yield f"  of {len(whole)} publications, {costs.new_words} new words in each; floor: the rest"
    yield f"  of the processor's own time the index takes {median(processor):.1f} ms (median)"
    yield _beside("first page after that, with search", *costs.first, "ms")
    yield "  floor: the first without"


def _sizes(costs: Costs) -> Iterator[str]:
    seconds = costs.rebuilding_seconds
    each = seconds * 1_000 / costs.versions
    yield LINE.format("rebuild_search", f"{seconds:.1f} s", f"{each:.2f} ms each", "")
    size = costs.index_size, costs.versions_size
    if None not in size:
        yield _beside("tables of the index", *(bytes_ / 1e6 for bytes_ in size), "MB")
        yield "  floor: the table of versions"
    memory, words = costs.vocabulary_size, costs.words
    yield LINE.format("words in memory", f"{memory / 1e6:.1f} MB", f"{words:,} words", "")


def _beside(name: str, value: float, floor: float, unit: str) -> str:
    return LINE.format(name, f"{value:.1f} {unit}", f"{floor:.1f} {unit}", f"{value / floor:.2f}")
