"""What a column of the files is, and how its value is read from a version's content.

A value is what stands in JSON: a text, a number, true or false, a list of texts; an empty list or
None where nothing is known. How it looks in a cell is each format's own.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from loans import facts

Content = dict[str, Any]
Read = Callable[[Content, str], Any]
"""A version's content and the file's language → the value."""


class Kind(NamedTuple):
    """`type` is text, integer, decimal, boolean, date or list (of texts); `words` says it."""

    type: str
    words: str | Promise


TEXT = Kind("text", _("Text"))
PARAGRAPHS = Kind("text", _("Text i stycken, med en tom rad emellan"))
NAME = Kind("text", _("Namn"))
NAMES = Kind("list", _("Inget, ett eller flera namn"))
KEY = Kind("text", _("Bokstäverna a–z, siffror och bindestreck"))
KEYS = Kind("list", _("Ingen, en eller flera nycklar: a–z, siffror och bindestreck"))
CODES = Kind("list", _("Ingen, en eller flera koder"))
LISTED = Kind("text", _("Ett värde ur en fast lista"))
LISTED_MANY = Kind("list", _("Inget, ett eller flera värden ur en fast lista"))
ADDRESS = Kind("text", _("Webbadress"))
AMOUNT = Kind("integer", _("Hela kronor"))
YEAR = Kind("integer", _("Årtal"))
DEGREES = Kind("decimal", _("Decimalgrader (WGS 84)"))
FLAG = Kind("boolean", _("Ja eller nej"))
DAY = Kind("date", _("Dag: ÅÅÅÅ-MM-DD"))


class Column(NamedTuple):
    """One column. `name` is its heading in plain CSV and its key in JSON, in every language the
    same and never changed; `label` is its heading for people.

    `required` columns have a value in every row; `choices` are all that can stand there, where
    they are few and fixed.
    """

    name: str
    label: str | Promise
    meaning: str | Promise
    kind: Kind
    read: Read
    required: bool = False
    choices: type[TextChoices] | None = None

    @property
    def values(self) -> dict[str, str]:
        """All that can stand there, where that is fixed: each value and its words, in the active
        language."""
        return _words_of(self.choices, get_language()) if self.choices else {}


def key_of(label: str | Promise) -> Promise:
    """The heading of a key or code, of which `label` is the heading of its words."""
    return format_lazy(_("{label}: nyckel"), label=label)


# --- Ways to read -------------------------------------------------------------------------


def value(name: str) -> Read:
    """What stands under `name`; None for an empty text."""
    return lambda content, _language: _known(content.get(name))


def swedish(name: str) -> Read:
    return lambda content, _language: content[name]["sv"] or None


def english(name: str) -> Read:
    return lambda content, _language: content[name]["en"] or None


def part(name: str, key: str) -> Read:
    """A value of what stands under `name`; None where nothing does."""
    return lambda content, _language: _known((content[name] or {}).get(key))


def named(name: str) -> Read:
    """The name of what stands under `name`, in the file's language or else in Swedish."""

    def read(content: Content, language: str) -> str | None:
        found = content[name]
        return facts.words(found["name"], language).text if found else None

    return read


def name_in(name: str, language: str) -> Read:
    """The name of what stands under `name` in one language, whatever the file's."""
    return lambda content, _language: (content[name] or {"name": {}})["name"].get(language) or None


def names(name: str) -> Read:
    """The names of all that stands under `name`, as `named`."""
    return lambda content, language: [
        facts.words(found["name"], language).text for found in content[name]
    ]


def parts(name: str, key: str) -> Read:
    """The same value of each that stands under `name`, in its order."""
    return lambda content, _language: [found[key] for found in content[name]]


def worded(read: Read, choices: type[TextChoices]) -> Read:
    """What the fixed value that `read` finds is called, or each of several, in the file's
    language."""

    def words(content: Content, language: str) -> str | list[str] | None:
        found, said = read(content, language), _words_of(choices, language)
        if isinstance(found, list):
            return [said[value] for value in found]
        return said[found] if found else None

    return words


@cache
def _words_of(choices: type[TextChoices], language: str) -> dict[str, str]:
    """Found once, not for each row."""
    with override(language):
        return {value: capfirst(str(label)) for value, label in choices.choices}


def once(values: Iterable[str]) -> list[str]:
    """Each value once, empty ones left out, in their order."""
    return [value for value in dict.fromkeys(values) if value]


def icma_categories(content: Content, _language: str) -> list[str]:
    return (content["category"] or {}).get("icma_categories") or []


def icma_populations(content: Content, _language: str) -> list[str]:
    return once(group["icma_population"] for group in content["target_groups"])


def decided(content: Content, _language: str) -> str | None:
    """The decision as exactly as it is known: 2020-10-12, 2020-10 or 2020."""
    stored = content["decided_on"]
    if not stored:
        return None
    return facts.as_known(stored, content["decided_precision"])


def address(content: Content, language: str) -> str:
    """The absolute address of the project's page in the file's language."""
    before, after = _around_slug(language)
    return f"{settings.SITE_URL}{before}{content['slug']}{after}"


@cache
def _around_slug(language: str) -> tuple[str, str]:
    """What stands before and after the slug in a page's address: found once, not for each row."""
    with override(language):
        before, _slug, after = reverse("project", args=["slug"]).rpartition("slug")
    return before, after


def _known(found: Any) -> Any:
    return None if found == "" else found
