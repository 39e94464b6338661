"""The published projects of one moment, kept in memory: what all counting starts from.

`at` gives them, `portfolio` answers questions of them, and `index` holds them as sets.
"""

from loans.portfolio.kept import at, forget
from loans.portfolio.portfolio import RELEVANCE, Portfolio
from loans.portfolio.searched import Searched

__all__ = ["RELEVANCE", "Portfolio", "Searched", "at", "forget"]
