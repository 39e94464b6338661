"""A query string → the projects it selects, their totals, one page, and the form that says so.

Everything that shows several projects starts at `Selection`. `asked` is what the query string
says, `filters` what that means, `answer` what it selects and `paging` a page of it; `sentence` says
it, `choices` and `form` are how it is offered and corrected, and `selected` puts them together.
"""

from loans.selection.selected import Selection

__all__ = ["Selection"]
