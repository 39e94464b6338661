"""A site that fails on purpose, to see what people are shown then."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import OperationalError

from loans import register


@contextmanager
def failing() -> Iterator[None]:
    """While it lasts, two addresses of projects fail: one by itself, one for the database."""
    honest = register.by_slug

    def by_slug(slug: str):
        if slug == "trasig":
            raise ValueError("Broken on purpose")
        if slug == "borta-ett-tag":
            raise OperationalError("Away on purpose")
        return honest(slug)

    with patch.object(register, "by_slug", by_slug):
        yield
