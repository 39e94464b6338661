"""The costs as tables for a terminal, and which promises they break."""

from collections.abc import Iterator
from statistics import median

from tests.bench.costs import TWO_WORDS, Publishing, Search, Sizes, percentile_95

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
KEPT = (
    f"Kept: two words take at most {MOST_TIMES} times what the list takes without, and indexing a"
    f" version takes less than {MOST_INDEXING_MS} ms."
)


def head(projects: int) -> Iterator[str]:
    yield from (f"{projects:,} projects.", "", HEAD, COLUMNS.format(*TITLES))


def search(search: Search) -> str:
    """A line of the table of searches."""
    ratios = (
        f"{cell}"
        for ratio in (search.answer, search.page)
        for cell in (f"{ratio.ms:.1f}", f"{ratio.floor_ms:.1f}", f"{ratio.times:.2f}")
    )
    return COLUMNS.format(search.kind, search.question, f"{search.found:,}", *ratios)


def publishing(costs: Publishing) -> Iterator[str]:
    whole, indexing, processor = zip(*costs.each, strict=True)
    without = [one - other for one, other in zip(whole, indexing, strict=True)]
    yield ""
    yield LINE.format("", "", "floor", "times")
    for name, work in (("median", median), ("95th percentile", percentile_95)):
        yield _beside(f"indexing one version, {name}", work(indexing), work(without), "ms")
    yield f"  of {len(whole)} publications, {costs.new_words} new words in each; floor: the rest"
    yield f"  of the processor's own time the index takes {median(processor):.1f} ms (median)"
    yield _beside("first page after that, with search", *costs.first, "ms")
    yield "  floor: the first without"


def sizes(costs: Sizes) -> Iterator[str]:
    yield ""
    if costs.index and costs.versions:
        yield _beside("tables of the index", costs.index / 1e6, costs.versions / 1e6, "MB")
        yield "  floor: the table of versions"
    memory, words = f"{costs.vocabulary / 1e6:.1f} MB", f"{costs.words:,} words"
    yield LINE.format("words in memory", memory, words, "").rstrip()


def rebuilding(ms: float, versions: int) -> str:
    seconds, each = f"{ms / 1_000:.1f} s", f"{ms / versions:.2f} ms each"
    return LINE.format("rebuild_search", seconds, each, "").rstrip()


def verdict(searches: list[Search], published: Publishing) -> list[str]:
    """What is promised: broken, a line for each, or kept."""
    return broken(searches, published) or [KEPT]


def broken(searches: list[Search], published: Publishing) -> list[str]:
    """The promises that are broken, each as a line."""
    slow = [
        f"BROKEN: “{search.question}” takes {ratio.times:.2f} times what the list takes without"
        f" ({name}); {MOST_TIMES} are promised."
        for search in searches
        if search.kind.startswith(TWO_WORDS)
        for name, ratio in (("answer", search.answer), ("page", search.page))
        if ratio.times > MOST_TIMES
    ]
    indexing = median(each.indexing for each in published.each)
    if indexing >= MOST_INDEXING_MS:
        slow.append(
            f"BROKEN: indexing a version takes {indexing:.1f} ms; less than {MOST_INDEXING_MS} are"
            " promised."
        )
    return slow


def _beside(name: str, value: float, floor: float, unit: str) -> str:
    return LINE.format(name, f"{value:.1f} {unit}", f"{floor:.1f} {unit}", f"{value / floor:.2f}")
