"""What a page says of itself in its head: to search engines, to those who link to it, to machines.

Where a page's addresses are other than `config.context` says of every page, they stand beside.
"""

import re
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from config import context
from loans import linked_data, trails
from loans.changes import History, Past
from loans.directory import Directory
from loans.facets import BY_NAME
from loans.facts import ProjectInWords, Words
from loans.figures import Figures, projects_in_words
from loans.linked_data import Thing
from loans.overview import Overview
from loans.printed import Printed
from loans.profiles import Profile
from loans.selection import Selection

LONGEST_DESCRIPTION = 155
"""Characters: about what search engines show."""


class Head(NamedTuple):
    """`description` is empty where the page has none; `is_indexed` tells search engines whether
    to list the page."""

    title: str
    trail: list[Words]
    linked_data: SafeString
    description: Words = Words("")
    kind: str = "website"
    is_indexed: bool = True


def of_start(request, overview: Overview) -> dict:
    """Context of the start page."""
    return {
        "head": _head(
            "start",
            [linked_data.dataset(request.register_state)],
            title=_("Alla projekt, öppet redovisade"),
            description=_described(_coming_to(overview.figures), _register()),
        )
    }


def of_page(page: str, description: str, things: list[Thing] | None = None) -> dict:
    """Context of a page that always says the same, under the name that it has in `trails`."""
    title = str(trails.PLACES[page].name)
    return {"head": _head(page, things or [], title=title, description=_described(description))}


def of_index(directory: Directory) -> dict:
    """Context of an index."""
    section = directory.section
    return {
        "head": _head(
            directory.page,
            [],
            title=str(section.title),
            description=_described(str(section.intro), _coming_to(directory.figures)),
        )
    }


def of_profile(request, profile: Profile) -> dict:
    """Context of the page of one value. Its title says what it is: a municipality can be both
    member and borrower."""
    address = context.addresses(request)["canonical_url"]
    return {
        "head": _head(
            BY_NAME[profile.facet].page,
            linked_data.profile_page(profile, address),
            title=f"{profile.name.text}, {profile.label.lower()}",
            shown=profile.name,
            description=_of_profile(profile),
        )
    }


def of_list(request, selection: Selection) -> dict:
    """Context of the list. Of filters only the whole register is a dataset, and is indexed:
    every project of a narrower list is found on its own page, and there is no end of lists.

    Each list is canonical to itself in its shortest form, filters and page included: another
    canonical would say that it holds the same as that one, which it doesn't.
    """
    addresses = context.addresses(request, selection.query_string if selection.is_valid else "")
    things = [linked_data.dataset(request.register_state)] if selection.is_everything else []
    of_what = f"{''.join(part.text for part in selection.in_brief)}." if selection.in_brief else ""
    said = _coming_to(selection.figures, selection.headline) if selection.is_valid else ""
    return addresses | {
        "head": _head(
            "projects",
            things,
            title=selection.title,
            description=_described(of_what, said, _register()),
            is_indexed=selection.is_everything,
        )
    }


def of_printed(request, printed: Printed) -> dict:
    """Context of a print view, which search engines are sent past."""
    selection = printed.selection
    addresses = context.addresses(request, printed.query_string)
    said = _coming_to(selection.figures, selection.headline)
    return addresses | {
        "head": _head(
            request.resolver_match.url_name,
            [],
            title=_("Utskrift: %(words)s") % {"words": selection.in_words},
            shown=printed.shown,
            description=_described(f"{selection.in_words}.", said, _register()),
            is_indexed=False,
        )
    }


def of_project(request, shown: ProjectInWords, past: Past) -> dict:
    """Context of a project's page."""
    address, description = context.addresses(request)["canonical_url"], _of_project(shown)
    things = linked_data.project_page(shown, past, address, description)
    return {
        "head": _head(
            "project",
            things,
            title=shown.title.text,
            shown=shown.title._replace(href=shown.path),
            description=description,
            kind="article",
        )
    }


def of_changes(request, history: History) -> dict:
    """Context of a page of a project's changes, each canonical to itself."""
    addresses = context.addresses(request, history.query_string)
    project = history.project
    return addresses | {
        "head": _head(
            "project-changes",
            [],
            title=history.title,
            shown=project.title._replace(href=project.path),
            description=_described(f"{history.title}.", history.intro),
        )
    }


def shortened(text: str, limit: int = LONGEST_DESCRIPTION) -> str:
    """One line of at most `limit` characters, cut between words."""
    line = re.sub(r"[ \r\n]+", " ", text.strip())
    if len(line) <= limit:
        return line
    whole = line[:limit].rpartition(" ")[0] or line[: limit - 1]
    return (whole.rstrip(" ,;:–-.") or line[: limit - 1]) + "…"


def _head(page: str, things: list[Thing], *, shown: Words | None = None, **said) -> Head:
    trail = trails.trail(page, shown)
    crumbs = [linked_data.breadcrumbs(trail)] if trail else []
    return Head(trail=trail, linked_data=linked_data.script([*things, *crumbs]), **said)


def _described(*sentences: str) -> Words:
    return Words(shortened(" ".join(sentences)))


def _coming_to(figures: Figures, number: str = "") -> str:
    """How many projects, and for how much."""
    said = [number or projects_in_words(figures.number, figures.language)]
    if figures.total_amount:
        said.append(_("sammanlagt %(amount)s") % {"amount": figures.total_amount.text})
    return f"{', '.join(said)}."


def _of_profile(profile: Profile) -> Words:
    """What it is, and what its projects come to."""
    described, coming_to = profile.description, _coming_to(profile.overview.figures)
    if described.text:
        said = described.text if described.text.endswith((".", "!", "?")) else f"{described.text}."
        texts = [described.text] if described.lang else [said, coming_to]
        return _described(*texts)._replace(lang=described.lang)
    return _described(f"{profile.label}: {profile.name.text}.", coming_to, _register())


def _of_project(shown: ProjectInWords) -> Words:
    """The summary and how the description begins; without either, what the project is."""
    texts = [text for text in (shown.summary, shown.description) if text.text]
    if not texts:
        who = _("Låntagare: %(borrower)s.") % {"borrower": shown.borrower.text}
        return _described(f"{shown.title.text}.", who, _register())
    same = [text.text for text in texts if text.lang == texts[0].lang]
    return _described(*same)._replace(lang=texts[0].lang)


def _register() -> str:
    return _("Projekt som %(lender)s finansierar med Lån för Social Hållbarhet.") % {
        "lender": settings.LENDER_NAME
    }
