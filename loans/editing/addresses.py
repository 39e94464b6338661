"""Addresses made from names."""

from collections.abc import Iterable

from django.utils.text import slugify

from loans.models import Project, PublicSlug
from members.validators import RESERVED

ROOM_FOR_NUMBER = 6


class Addresses:
    """Gives each name an address that nothing else has, `taken` and its own gifts included."""

    def __init__(self, taken: Iterable[str], longest: int):
        self.taken = {*taken, *RESERVED}
        self.longest = longest
        self._numbers: dict[str, int] = {}

    def give(self, name: str) -> str:
        """An address of at most `longest` characters; it counts as taken from then on."""
        stem = stem_of(name)[: self.longest - ROOM_FOR_NUMBER].strip("-") or "utan-namn"
        # From the last number on: many names alike would otherwise be counted through each time.
        number = self._numbers.get(stem, 1)
        slug = stem if number == 1 else f"{stem}-{number}"
        while slug in self.taken:
            number += 1
            slug = f"{stem}-{number}"
        self._numbers[stem] = number
        self.taken.add(slug)
        return slug


def stem_of(name: str) -> str:
    """A name as part of an address; empty where it has no letter or digit to make one of."""
    return slugify(name.replace("/", " "))


def project_addresses(*, but_for: int | None = None, also: Iterable[str] = ()) -> Addresses:
    """For projects: taken is what any has or has had in public, but for one with that key."""
    taken = {
        *Project.objects.exclude(pk=but_for).values_list("slug", flat=True),
        *PublicSlug.objects.exclude(project=but_for).values_list("slug", flat=True),
        *also,
    }
    return Addresses(taken, Project._meta.get_field("slug").max_length)
