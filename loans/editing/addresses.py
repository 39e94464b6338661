"""Addresses made from names."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from members.validators import not_reserved

ROOM_FOR_NUMBER = 6


def free_slug(name: str, taken: set[str], longest: int) -> str:
    """An address made from a name that nothing else has; it counts as taken from then on."""
    stem = slugify(name.replace("/", " "))[: longest - ROOM_FOR_NUMBER].strip("-") or "utan-namn"
    number, slug = 1, stem
    while slug in taken or _is_reserved(slug):
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def _is_reserved(slug: str) -> bool:
    try:
        not_reserved(slug)
    except ValidationError:
        return True
    return False
