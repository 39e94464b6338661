"""A query string → the projects it selects, their totals, one page, and the form that says so.

Everything that shows several projects starts at `Selection`. `asked` is what the query string
says, `filters` what that means, `form` how it is offered and corrected, `selected`
the answer and `paging` a page of it.
"""

from loans.selection.selected import Selection

__all__ = ["Selection"]
