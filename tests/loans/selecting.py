"""A selection among what is published now."""

from django.http import QueryDict

from loans.selection import Selection


def select(query: str = "", language: str = "sv") -> Selection:
    return Selection(QueryDict(query), language=language)
