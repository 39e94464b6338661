"""Some of the register's projects at a glance: their figures, charts and newest.

The start page shows one of the whole register, a member's page one of the member's projects, the
list the charts of whatever it shows.
"""

from functools import cached_property

from loans import charts
from loans.facets import BY_NAME
from loans.facts import ProjectInWords
from loans.figures import Figure, Figures
from loans.selection import Selection

NEWEST = 6
"""How many projects are shown before the list is needed."""


class Overview:
    """The projects of a selection, with charts of some `facets`. Costs what the selection does."""

    def __init__(self, selection: Selection, *, facets: tuple[str, ...]):
        self.language = selection.language
        self._selection, self._facets = selection, facets

    @property
    def figures(self) -> Figures:
        return self._selection.figures

    @property
    def href(self) -> str:
        """The list of all these projects."""
        return self._selection.address

    @property
    def shown_figures(self) -> list[Figure]:
        return self.figures.shown(self.href)

    @cached_property
    def newest(self) -> list[ProjectInWords]:
        """The first, which are the latest decided where no other order was asked for."""
        return self._selection.first(NEWEST)

    @property
    def has_more(self) -> bool:
        """Whether there are more projects than the newest."""
        return self.figures.number > len(self.newest)

    @cached_property
    def charts(self) -> list[charts.Chart]:
        """A chart of each facet in which the projects differ."""
        drawn = [charts.chart(BY_NAME[name], self._selection) for name in self._facets]
        return [chart for chart in drawn if len(chart.rows) > 1]

    def labels(self, facet: str) -> dict[str, dict[str, str]]:
        """Key → name in both languages, of the values that the projects have."""
        tallies = self._selection.tallies(facet)
        return {tally["key"]: {"sv": tally["label"], "en": tally["label_en"]} for tally in tallies}
