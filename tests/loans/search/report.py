"""The figures of our search and of others as a table for a terminal."""

from collections.abc import Iterator

from tests.loans.search.baselines import OF
from tests.loans.search.relevance import PROMISED, Figures, Share, not_ahead

HEAD = """\
recall      of all that must be found, what was found
precision   of all that was found (but for what may be found or not), what must be found
F1          their harmonic mean
each        the mean of these over the questions; one that finds nothing right has 0
exact       questions that find all that they must, and nothing but that and what they may
first       questions that put the best answer first, where one answer is best
Questions that nothing answers count in "exact" alone. The others have a document a project, in
order of ts_rank or bm25; they lack the synonyms that staff keep, and so does "no synonyms".
"""
COLUMNS = "{:20}{:>16}{:>16}{:>7} |{:>7}{:>7}{:>7} |{:>14}{:>14}"
TITLES = ("", "recall", "precision", "F1", "each R", "P", "F1", "exact", "first")


def lines(ours: dict[str, Figures], others: dict[str, Figures]) -> Iterator[str]:
    """The table, and then in what `ours`, which begins with our search as it is, does not lead."""
    yield from (HEAD, COLUMNS.format(*TITLES))
    for name, figures in (ours | others).items():
        yield COLUMNS.format(name, *map(_cell, figures)).rstrip()
    yield ""
    [our, *_] = ours.values()
    for name, figures in others.items():
        if behind := not_ahead(our, figures):
            yield f"Ours does not lead {name} in: {', '.join(behind)}."
    yield from lost(our, others) or [f"Ours leads {' and '.join(_promised(others))} as promised."]


def lost(our: Figures, others: dict[str, Figures]) -> list[str]:
    """The promised leads that our search has lost, each as a line."""
    return [
        f"LOST: the lead over {name} in {measure}."
        for name, figures in _promised(others).items()
        for measure in not_ahead(our, figures, PROMISED)
    ]


def _promised(others: dict[str, Figures]) -> dict[str, Figures]:
    return {name: figures for name, figures in others.items() if name in OF.values()}


def _cell(measure: Share | float) -> str:
    percent = f"{float(measure):.1%}".removesuffix("%")
    return f"{measure.part}/{measure.whole} {percent:>5}" if isinstance(measure, Share) else percent
