"""The licences that open data is usually given away under: how each is written, and in words."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Licence(NamedTuple):
    """`address` is the licence's own name, letter for letter, for people and machines alike."""

    address: str
    name: str
    meaning: str | Promise


KNOWN = [
    Licence(
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "CC0 1.0",
        _("Du får använda uppgifterna till vad du vill, utan att fråga och utan att ange källan."),
    ),
    Licence(
        "http://creativecommons.org/licenses/by/4.0/",
        "CC BY 4.0",
        _("Du får använda uppgifterna till vad du vill, om du anger källan."),
    ),
]
"""As Creative Commons writes them in its own descriptions of the licences, and so as catalogues
of data compare them: with `http`, and with a slash at the end."""

DEFAULT = KNOWN[0].address


def in_words(address: str) -> Licence:
    """The licence at an address; one that is not known has its address for a name."""
    found = (licence for licence in KNOWN if licence.address == address)
    return next(found, Licence(address, address, ""))


def rightly_written(address: str) -> str:
    """A known licence that somebody has written in another way: as it should be; or nothing."""
    parts = _parts(address)
    found = ((known.address, _parts(known.address)) for known in KNOWN)
    return next((right for right, own in found if parts[: len(own)] == own), "")


def _parts(address: str) -> list[str]:
    """The host and the path's parts, without what differs between the ways in which people copy
    an address."""
    parts = urlsplit(address.lower())
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    return [host, *filter(None, parts.path.split("/"))]
