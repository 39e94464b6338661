"""Atom (RFC 4287): the projects of a selection as entries, each with its facts.

What a reader follows is a selection, so that whoever is interested in one county gets its news
alone. The entries stand in the list's order, all of them.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse, translate_url
from django.utils.translation import override

from config import licences
from loans.facets import BY_NAME
from loans.facts import Fact, ProjectInWords, Words, swedish, words
from loans.formats.blocks import in_blocks
from loans.formats.column import address
from loans.formats.extract import Extract, moment
from loans.models.versions import PublishedVersion

CONTENT_TYPE = "application/atom+xml; charset=utf-8"

TAGGED_IN = "2026"
"""Part of every entry's id (RFC 4151). Never changed: readers would take all projects for new."""

SORTED_BY = {"category": "category", "goal": "goals", "target_group": "target_groups"}
"""Facet → where its values stand in the content, of those that readers can sort entries by."""


class Twin(NamedTuple):
    """The absolute address of the same in one language."""

    language: str
    href: str


class Category(NamedTuple):
    scheme: str
    term: str
    label: Words


def projects(extract: Extract) -> Iterator[bytes]:
    """The feed in blocks. As long as the register has not changed, every block is the same."""
    return in_blocks(_texts(extract))


def _texts(extract: Extract) -> Iterator[str]:
    # Templates are looked for once, not for each project.
    head, entry = get_template("feed/head.xml"), get_template("feed/entry.xml")
    yield head.render(_about(extract))
    for version in extract.rows():
        yield entry.render({"entry": Entry(version, extract.language)})
    yield "</feed>\n"


def _about(extract: Extract) -> dict:
    return {
        "extract": extract,
        "id": tag(f"{extract.path}{extract.query}"),
        # Of the register: a project that leaves the selection changes it too.
        "updated": moment(extract.made_at),
        "LENDER_NAME": settings.LENDER_NAME,
        "lender_lang": swedish("", extract.language).lang,
        "licence": licences.in_words(settings.DATA_LICENCE_URL),
        "twins": [
            Twin(code, f"{settings.SITE_URL}{translate_url(extract.path, code)}{extract.query}")
            for code, _name in settings.LANGUAGES
            if code != extract.language
        ],
    }


class Entry:
    """A project as a feed says it."""

    def __init__(self, version: PublishedVersion, language: str):
        self.project = ProjectInWords(version, language)
        self.updated = moment(version.valid_from)
        self.id = tag(version.reference)

    @property
    def twins(self) -> list[Twin]:
        """Its pages, first that in the feed's language: readers open the first."""
        content, language = self.project.content, self.project.language
        codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda c: c != language)
        return [Twin(code, address(content, code)) for code in codes]

    @property
    def categories(self) -> list[Category]:
        content, language = self.project.content, self.project.language
        found = []
        for facet, name in SORTED_BY.items():
            parts = content[name] if isinstance(content[name], list) else [content[name]]
            found += [
                Category(_scheme(facet), part["slug"], words(part["name"], language))
                for part in parts
                if part
            ]
        return found

    @property
    def facts(self) -> list[Fact]:
        return [*self.project.main_facts, *self.project.other_facts]


def _scheme(facet: str) -> str:
    """What tells the terms of one facet from those of another: the Swedish page with all of them,
    where there is one, in every language the same."""
    return f"{settings.SITE_URL}{_path_of_all(facet)}"


@cache
def _path_of_all(facet: str) -> str:
    """Found once, not for each entry."""
    with override(settings.LANGUAGE_CODE):
        return reverse(BY_NAME[facet].index) if BY_NAME[facet].index else f"/#{facet}"


def tag(what: str) -> str:
    """A name of something of this site for all time (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{TAGGED_IN}:{what}"
