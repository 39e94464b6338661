"""How well a search finds, by the judged questions of `corpus`.

Of a question, `right` is how many it found of those that it must find, and `told` how many it found
in all, but for those that it may find. Recall is right of what must be found; precision is right of
told; F1 is the harmonic mean of both. Questions that nothing answers count for neither.
"""

from collections.abc import Iterable
from statistics import mean
from typing import NamedTuple

from tests.loans.search.baselines import Search
from tests.loans.search.corpus import Judged

PROMISED = ("recall", "precision", "mean_recall", "mean_precision")
"""The measures in which our search leads that of either database."""


class Share(NamedTuple):
    part: int
    whole: int

    def __float__(self) -> float:
        return self.part / self.whole if self.whole else 0.0


class Outcome(NamedTuple):
    """What came of a question."""

    judged: Judged
    found: list[str]

    @property
    def right(self) -> int:
        return len(self.judged.finds & {*self.found})

    @property
    def told(self) -> int:
        return len({*self.found} - self.judged.may)

    @property
    def recall(self) -> float:
        return float(Share(self.right, len(self.judged.finds)))

    @property
    def precision(self) -> float:
        """0 where nothing was found."""
        return float(Share(self.right, self.told))

    @property
    def is_exact(self) -> bool:
        """Whether all that must be found was, and nothing else but what may be."""
        return self.right == self.told == len(self.judged.finds)

    @property
    def is_first(self) -> bool:
        return self.found[:1] == [self.judged.first]


class Figures(NamedTuple):
    """A search over all questions: together, where one with many answers weighs more, and as the
    mean over the questions, where all weigh the same."""

    recall: Share
    precision: Share
    f1: float
    mean_recall: float
    mean_precision: float
    mean_f1: float
    exact: Share
    first: Share


def measured(search: Search, questions: Iterable[Judged]) -> Figures:
    outcomes = [Outcome(judged, search(judged.q)) for judged in questions]
    answered = [each for each in outcomes if each.judged.finds]
    right = sum(each.right for each in answered)
    recall = Share(right, sum(len(each.judged.finds) for each in answered))
    precision = Share(right, sum(each.told for each in answered))
    with_first = [each for each in outcomes if each.judged.first]
    return Figures(
        recall=recall,
        precision=precision,
        f1=harmonic(float(recall), float(precision)),
        mean_recall=mean(each.recall for each in answered),
        mean_precision=mean(each.precision for each in answered),
        mean_f1=mean(harmonic(each.recall, each.precision) for each in answered),
        exact=Share(sum(each.is_exact for each in outcomes), len(outcomes)),
        first=Share(sum(each.is_first for each in with_first), len(with_first)),
    )


def harmonic(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def not_ahead(ours: Figures, other: Figures, among: Iterable[str] = Figures._fields) -> list[str]:
    """The measures in which our search doesn't lead another."""
    return [name for name in among if float(getattr(ours, name)) <= float(getattr(other, name))]
