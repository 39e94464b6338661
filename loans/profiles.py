"""The page of one member, borrower, category, investment type, goal or initiative: what it is,
and an overview of its projects."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from loans import charts, facts, register, sdg, wording
from loans.directory import SECTIONS, name_of
from loans.facets import BY_NAME
from loans.facts import Fact, Words, page_of, paragraphs
from loans.models.reference import IcmaCategory
from loans.overview import Overview
from members import organisation_numbers
from members.models import Borrower, Member

CHARTS = {
    "member": ("category", "decided_year", "borrower"),
    "borrower": ("category", "decided_year"),
    "category": ("goal", "decided_year"),
    "investment_type": ("category", "decided_year"),
    "goal": ("category", "decided_year"),
    "initiative": ("category", "decided_year"),
}
"""Which charts the page of a facet's value has."""


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


def profile(facet: str, slug: str, language: str) -> Profile | None:
    """The page of one value; None where the public knows of none. Costs at most five queries.

    KeyError where values of the facet have no pages.
    """
    overview = Overview(register.current(), language, chosen={facet: slug}, facets=CHARTS[facet])
    read = _of_row if facet in FACTS_OF_ROW else _of_content
    found = read(facet, slug, overview)
    if found is None:
        return None
    return Profile(facet, str(BY_NAME[facet].label), *found, overview)


def _of_row(facet: str, slug: str, overview: Overview) -> tuple | None:
    """Name, description and facts of what is public as it stands."""
    keys = {slug} if overview.figures.number else set()
    row = SECTIONS[facet].rows(keys).filter(slug=slug).first()
    if row is None:
        return None
    language = overview.language
    texts = {"sv": getattr(row, "description", ""), "en": getattr(row, "description_en", "")}
    name = facts.words(name_of(row), language)
    return name, facts.words(texts, language), known(FACTS_OF_ROW[facet](row, overview))


def _of_content(facet: str, slug: str, overview: Overview) -> tuple | None:
    """The same of what shows up through published versions alone."""
    content = overview.newest[0].content if overview.newest else {}
    part, language = content.get(facet), overview.language
    if not part:
        return None
    if facet == "initiative":
        texts = {"sv": part["description"], "en": part["description_en"]}
        return facts.words(part["name"], language), facts.words(texts, language), []
    name = facts.swedish(part["name"], language)
    return name, facts.Words(""), known(_borrower_facts(content, language))


def known(stated: Iterator[tuple[str, str, list[Words]]]) -> list[Fact]:
    """Facts that have a value."""
    return [
        Fact(name, label, values)
        for name, label, given in stated
        if (values := [value for value in given if value.text])
    ]


def _member_facts(member: Member, overview: Overview) -> Iterator[tuple[str, str, list[Words]]]:
    language, county = overview.language, member.county
    yield "kind", _("Slag"), [_kind(Member.Kind(member.kind))]
    there = charts.list_of({"county": county.code})
    yield "county", _("Län"), [facts.swedish(county.name, language, href=there)]
    yield "code", _("Kod hos SCB"), [Words(member.code)]
    yield _number(member.organisation_number)
    yield "joined_on", _("Medlem sedan"), [_day(member.joined_on, language)]
    yield "left_on", _("Utträde"), [_day(member.left_on, language)]
    yield "borrower", _("Låntagare"), _pages_of("borrower", overview)
    website = member.website
    yield "website", _("Webbplats"), [Words(facts.host(website), href=website)]


def _category_facts(category, overview: Overview) -> Iterator[tuple[str, str, list[Words]]]:
    names = [Words(str(IcmaCategory(key).label)) for key in category.icma_categories]
    yield "icma", _("ICMA-kategori"), names


def _type_facts(investment_type, overview: Overview) -> Iterator[tuple[str, str, list[Words]]]:
    yield from ()


def _goal_facts(goal, overview: Overview) -> Iterator[tuple[str, str, list[Words]]]:
    targets = [Words(sdg.target(number, overview.language)) for number in goal.sdg_targets]
    yield "sdg", _("Delmål i Agenda 2030"), targets


FACTS_OF_ROW = {
    "member": _member_facts,
    "category": _category_facts,
    "investment_type": _type_facts,
    "goal": _goal_facts,
}
"""How the facts are read of what is public as it stands."""


def _borrower_facts(content: dict, language: str) -> Iterator[tuple[str, str, list[Words]]]:
    borrower = content["borrower"]
    yield "kind", _("Slag"), [_kind(Borrower.Kind(borrower["kind"]))]
    yield _number(borrower["organisation_number"])
    members = [
        facts.swedish(member["name"], language, href=page_of(BY_NAME["member"], member["slug"]))
        for member in content["members"]
    ]
    yield "member", _("Medlem"), members


def _pages_of(facet: str, overview: Overview) -> list[Words]:
    """The values of a facet among the projects, each leading to its own page."""
    labels = {
        tally["key"]: charts.label(tally, overview.language)
        for tally in overview.tallies
        if tally["facet"] == facet
    }
    in_order = BY_NAME[facet].in_order(labels)
    return [words._replace(href=page_of(BY_NAME[facet], key)) for key, words in in_order.items()]


def _kind(kind) -> Words:
    return Words(str(kind.label).capitalize())


def _number(digits: str | None) -> tuple[str, str, list[Words]]:
    shown = organisation_numbers.shown(digits or "")
    return "organisation_number", _("Organisationsnummer"), [Words(shown)]


def _day(day: date | None, language: str) -> Words:
    return Words(wording.day(day, "day", language), data=day.isoformat()) if day else Words("")
