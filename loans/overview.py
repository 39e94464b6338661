"""Some of the register's projects at a glance: their figures, charts and newest.

The start page shows one of the whole register, a member's page one of the member's projects.
"""

from functools import cached_property

from loans import charts, facts
from loans.facets import BY_NAME
from loans.facts import ProjectInWords
from loans.figures import Figure, Figures
from loans.models.versions import VersionQuerySet
from loans.selection.filters import DEFAULT_SORT, SORTS

NEWEST = 6
"""How many projects are shown before the list is needed."""


class Overview:
    """The projects that `chosen` (parameters of the list) selects among `versions`.

    Costs at most four queries: totals, median, charts and the newest projects.
    """

    def __init__(
        self,
        versions: VersionQuerySet,
        language: str,
        *,
        chosen: dict[str, str],
        facets: tuple[str, ...],
    ):
        for facet, key in chosen.items():
            versions = versions.with_facet(facet, [key])
        self._versions = versions
        self.language, self.chosen = language, chosen
        self._facets = facets
        self.figures = Figures(versions, language)

    @property
    def href(self) -> str:
        """The list of all these projects."""
        return facts.list_of(self.chosen)

    @property
    def shown_figures(self) -> list[Figure]:
        return self.figures.shown(self.href)

    @cached_property
    def newest(self) -> list[ProjectInWords]:
        """The latest decided, in the list's own order."""
        versions = self._versions.in_order(*SORTS[DEFAULT_SORT].columns(self.language))
        return [ProjectInWords(version, self.language) for version in versions[:NEWEST]]

    @property
    def has_more(self) -> bool:
        """Whether there are more projects than the newest."""
        return self.figures.number > len(self.newest)

    @cached_property
    def charts(self) -> list[charts.Chart]:
        """A chart of each facet in which the projects differ."""
        drawn = [
            charts.chart(BY_NAME[name], self.tallies, self.language, self.chosen)
            for name in self._facets
        ]
        return [chart for chart in drawn if len(chart.rows) > 1]

    @cached_property
    def tallies(self) -> list[dict]:
        """The totals of every value of the facets."""
        return list(self._versions.by_value(*self._facets))
