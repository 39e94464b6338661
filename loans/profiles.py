"""The page of one member, borrower, category, investment type, goal or initiative: what it is,
and an overview of its projects."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from loans import facts, sdg, wording
from loans.directory import name_of, rows_of
from loans.facets import BY_NAME
from loans.facts import Fact, Words, list_of, page_of, paragraphs
from loans.models.reference import IcmaCategory
from loans.overview import Overview
from loans.register import State
from loans.selection import Selection
from members import organisation_numbers
from members.models import Borrower, Member

CHARTS = {
    "member": ("category", "decided_year", "borrower", "goal", "amount_band"),
    "borrower": ("category", "decided_year", "goal", "amount_band"),
    "category": ("goal", "decided_year", "county", "amount_band"),
    "investment_type": ("category", "decided_year", "county", "goal"),
    "goal": ("category", "decided_year", "county", "amount_band"),
    "initiative": ("category", "decided_year", "goal", "amount_band"),
}
"""Which charts the page of a facet's value has."""

Said = tuple[Words, Words, list[Fact]]
"""A name, a description, facts."""


class Profile(NamedTuple):
    """What a page of one value shows."""

    facet: str
    label: str
    name: Words
    description: Words
    facts: list[Fact]
    overview: Overview

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.description.text)


def profile(facet: str, slug: str, selection: Selection) -> Profile | None:
    """The page of one value, of whose projects the selection is; None where the public knows of
    none. KeyError where values of the facet have no pages.
    """
    overview = Overview(selection, facets=CHARTS[facet])
    rows = rows_of(facet, {slug} if overview.figures.number else set())
    if rows is None:
        found = _of_content(facet, overview)
    else:
        found = _of_row(facet, rows.filter(slug=slug).first(), overview)
    return Profile(facet, str(BY_NAME[facet].label), *found, overview) if found else None


def selection_of(
    facet: str, slug: str, params: QueryDict, *, language: str, state: State
) -> Selection:
    """What `params` select of the projects of one value, for files and paper: no page of them, and
    no error of the value wherever it has a page, though no project has it on the day asked for."""
    asked = params.copy()
    asked.pop("page", None)
    asked.setlist(facet, [slug])
    selection = Selection(asked, language=language, state=state)
    if facet not in selection.errors:
        return selection
    today = Selection.of({facet: slug}, language=language, state=selection.state)
    shown = profile(facet, slug, today)
    also = {facet: {slug: shown.name}} if shown else None
    return Selection(asked, language=language, state=selection.state, also=also)


def _of_row(facet: str, row, overview: Overview) -> Said | None:
    """What is said of what is public as it stands."""
    if row is None:
        return None
    language = overview.language
    texts = {"sv": getattr(row, "description", ""), "en": getattr(row, "description_en", "")}
    read = FACTS_OF_ROW.get(facet)
    stated = read(row, overview) if read else ()
    return facts.words(name_of(row), language), facts.words(texts, language), facts.known(stated)


def _of_content(facet: str, overview: Overview) -> Said | None:
    """What is said of what shows up through published versions alone."""
    read = OF_CONTENT[facet]
    content = overview.newest[0].content if overview.newest else {}
    return read(content, overview.language) if content.get(facet) else None


def _member_facts(member: Member, overview: Overview) -> Iterator[Fact]:
    language, county = overview.language, member.county
    yield Fact("kind", _("Slag"), [_kind(Member.Kind(member.kind))])
    there = list_of({"county": county.code})
    yield Fact("county", _("Län"), [facts.swedish(county.name, language, href=there)])
    yield Fact("code", _("Kod hos SCB"), [Words(member.code)])
    yield _number(member.organisation_number)
    yield Fact("joined_on", _("Medlem sedan"), [_day(member.joined_on, language)])
    yield Fact("left_on", _("Utträde"), [_day(member.left_on, language)])
    yield Fact("borrower", _("Låntagare"), _pages_of("borrower", overview))
    website = member.website
    yield Fact("website", _("Webbplats"), [Words(facts.host(website), href=website)])


def _category_facts(category, _overview: Overview) -> Iterator[Fact]:
    names = [Words(str(IcmaCategory(key).label)) for key in category.icma_categories]
    yield Fact("icma", _("ICMA-kategori"), names)


def _goal_facts(goal, overview: Overview) -> Iterator[Fact]:
    targets = [Words(sdg.target(number, overview.language)) for number in goal.sdg_targets]
    yield Fact("sdg", _("Delmål i Agenda 2030"), targets)


FACTS_OF_ROW = {
    "member": _member_facts,
    "category": _category_facts,
    "goal": _goal_facts,
}
"""How the facts are read of what is public as it stands, where it has other than its texts."""


def _initiative(content: dict, language: str) -> Said:
    part = content["initiative"]
    texts = {"sv": part["description"], "en": part["description_en"]}
    return facts.words(part["name"], language), facts.words(texts, language), []


def _borrower(content: dict, language: str) -> Said:
    name = facts.swedish(content["borrower"]["name"], language)
    return name, Words(""), facts.known(_borrower_facts(content, language))


OF_CONTENT = {"initiative": _initiative, "borrower": _borrower}
"""How that is read which shows up through published versions alone."""


def _borrower_facts(content: dict, language: str) -> Iterator[Fact]:
    borrower = content["borrower"]
    yield Fact("kind", _("Slag"), [_kind(Borrower.Kind(borrower["kind"]))])
    yield _number(borrower["organisation_number"])
    members = [
        facts.swedish(member["name"], language, href=page_of(BY_NAME["member"], member["slug"]))
        for member in content["members"]
    ]
    yield Fact("member", _("Medlem"), members)


def _pages_of(facet: str, overview: Overview) -> list[Words]:
    """The values of a facet among the projects, each leading to its own page."""
    found = overview.labels(facet).items()
    labels = {key: facts.words(label, overview.language) for key, label in found}
    in_order = BY_NAME[facet].in_order(labels)
    return [words._replace(href=page_of(BY_NAME[facet], key)) for key, words in in_order.items()]


def _kind(kind) -> Words:
    return Words(str(kind.label).capitalize())


def _number(digits: str | None) -> Fact:
    shown = organisation_numbers.shown(digits or "")
    return Fact("organisation_number", _("Organisationsnummer"), [Words(shown)])


def _day(day: date | None, language: str) -> Words:
    return Words(wording.day(day, "day", language), data=day.isoformat()) if day else Words("")
