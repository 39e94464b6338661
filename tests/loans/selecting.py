"""A selection among what is published now."""

from django.http import QueryDict

from loans import register
from loans.selection import Selection


def select(query: str = "", language: str = "sv") -> Selection:
    return Selection(QueryDict(query), versions=register.current(), language=language)
