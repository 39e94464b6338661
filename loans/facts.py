"""A published version in the words of one language: what pages and lists show of a project.

Reads nothing but the version's content. Facts come in the order of the project page; one
without value is left out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loans import wording
from loans.facets import BY_NAME, Facet
from loans.labels import LABELS
from loans.models.choices import Purpose
from loans.models.versions import PublishedVersion
from loans.search.marking import Part

UNSORTED = "project"
"""The pictogram of a project without category."""


class Words(NamedTuple):
    """A text and, where it is not in the page's language, its own."""

    text: str
    lang: str = ""
    href: str = ""
    data: str | int = ""
    """The value behind the words, for machines: SEK, a day."""
    parts: tuple[Part, ...] = ()
    """The same text, where it is known which of it answers a search."""


class Fact(NamedTuple):
    name: str
    label: str
    values: list[Words]


def words(pair: dict[str, str], language: str, href: str = "") -> Words:
    """The text in `language`, or in Swedish and marked so where it has no twin."""
    if language == "sv" or pair["en"]:
        return Words(pair[language], href=href)
    return Words(pair["sv"], lang="sv", href=href)


def swedish(text: str, language: str, href: str = "") -> Words:
    """A name that is Swedish in both languages."""
    return Words(text, lang="" if language == "sv" else "sv", href=href)


def paragraphs(text: str) -> list[str]:
    """What stands between empty lines."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]


def amount(sek: int, language: str, *, approximate: bool = False) -> Words:
    return Words(wording.amount(sek, language, approximate=approximate), data=sek)


def reckoned(sek: int, language: str, *, approximate: bool) -> Words:
    """A sum or a median of amounts; where one of them is approximate, so is this, and rounded."""
    shown = wording.rounded(sek) if approximate else sek
    return amount(shown, language, approximate=approximate)._replace(data=sek)


def day(at: date, language: str) -> Words:
    return Words(wording.day(at, "day", language), data=at.isoformat())


def as_known(stored: str, precision: str) -> str:
    """The part of a day, as it is stored, that is known: 2020-10-12, 2020-10 or 2020."""
    return stored[: {"day": 10, "month": 7, "year": 4}[precision]]


class ProjectInWords:
    """What a page says of one published version."""

    def __init__(self, version: PublishedVersion, language: str):
        self.content: dict[str, Any] = version.content
        self.language = language

    @property
    def path(self) -> str:
        return reverse("project", args=[self.content["slug"]])

    @property
    def reference(self) -> str:
        return self.content["reference"]

    @cached_property
    def title(self) -> Words:
        return words(self.content["title"], self.language)

    @cached_property
    def summary(self) -> Words:
        return words(self.content["summary"], self.language)

    @property
    def excerpt(self) -> Words:
        """What lists show of its texts."""
        return self.summary

    @property
    def found_in(self) -> list:
        """Where else a search found it: see `loans.finds`."""
        return []

    @cached_property
    def description(self) -> Words:
        return words(self.content["description"], self.language)

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.description.text)

    @cached_property
    def borrower(self) -> Words:
        return swedish(self.content["borrower"]["name"], self.language)

    @cached_property
    def members(self) -> list[Words]:
        return [swedish(member["name"], self.language) for member in self.content["members"]]

    @property
    def other_members(self) -> list[Words]:
        """Members whose name does not already stand as the borrower's."""
        return [member for member in self.members if member.text != self.borrower.text]

    @property
    def counties(self) -> list[Words]:
        """Those of the members, each once."""
        names = dict.fromkeys(member["county"]["name"] for member in self.content["members"])
        return [swedish(name, self.language) for name in names]

    @cached_property
    def category(self) -> Words | None:
        category = self.content["category"]
        return words(category["name"], self.language) if category else None

    @property
    def pictogram(self) -> str:
        """The drawing that stands for the category, among templates/pictograms."""
        category = self.content["category"]
        return category["pictogram"] if category else UNSORTED

    @cached_property
    def amount(self) -> Words | None:
        sek = self.content["loan_amount"]
        approximate = self.content["amount_is_approximate"]
        return amount(sek, self.language, approximate=approximate) if sek else None

    @cached_property
    def decided(self) -> Words | None:
        stored = self.content["decided_on"]
        if not stored:
            return None
        precision = self.content["decided_precision"]
        day = wording.day(date.fromisoformat(stored), precision, self.language)
        return Words(day, data=as_known(stored, precision))

    @property
    def year(self) -> str:
        """The year of the decision; empty where that is not known."""
        return (self.content["decided_on"] or "")[:4]

    @cached_property
    def place(self) -> Words:
        """Where: the place, the municipality or region where it is not the borrower, the county.

        Of several owners none is where the project is; their county counts where it is the same.
        """
        owners = self.other_members if len(self.members) == 1 else []
        counties = {member["county"]["name"] for member in self.content["members"]}
        names = [
            self.content["place_name"],
            *(owner.text for owner in owners),
            *(counties if len(counties) == 1 else []),
        ]
        return swedish(", ".join(dict.fromkeys(name for name in names if name)), self.language)

    @cached_property
    def period(self) -> str:
        return wording.period(self.content["start_year"], self.content["end_year"], self.language)

    @cached_property
    def main_facts(self) -> list[Fact]:
        """The established labels of a project page, in their established order."""
        return known(_labelled(self._main_facts()))

    @cached_property
    def other_facts(self) -> list[Fact]:
        """What the register adds."""
        return known(_labelled(self._other_facts()))

    @cached_property
    def every_fact(self) -> list[Fact]:
        """Both in their order, those without value included."""
        return list(_labelled(chain(self._main_facts(), self._other_facts())))

    def _main_facts(self) -> Iterator[tuple[str, list[Words]]]:
        content = self.content
        borrower = content["borrower"]
        yield "borrower", [self._link(self.borrower, "borrower", borrower["slug"])]
        yield (
            "member",
            [
                self._link(name, "member", member["slug"])
                for name, member in zip(self.members, content["members"], strict=True)
            ],
        )
        yield "investment_type", self._named("investment_type", content["investment_type"])
        for name in ("physical_investment", "social_intervention", "social_goals_text"):
            yield name, [words(content[name], self.language)]
        yield "loan_amount", [self.amount] if self.amount else []
        yield "category", self._named("category", content["category"])

    def _other_facts(self) -> Iterator[tuple[str, list[Words]]]:
        content = self.content
        for facet, name in (("goal", "goals"), ("target_group", "target_groups")):
            yield facet, self._named(facet, *content[name])
        yield "decided_on", [self.decided] if self.decided else []
        yield "period", [Words(self.period)]
        cost = content["total_cost"]
        yield "total_cost", [amount(cost, self.language)] if cost else []
        purpose = content["purpose"]
        yield "purpose", [Words(capfirst(str(Purpose(purpose).label)))] if purpose else []
        yield "place_name", [swedish(content["place_name"], self.language)]
        yield "county", self._counties()
        yield "initiative", self._named("initiative", content["initiative"])
        yield "also_green", [Words(_("Ja"))] if content["also_green"] else []
        source = content["source_url"]
        yield "source_url", [Words(host(source), href=source)] if source else []
        yield "reference", [Words(content["reference"])]

    def _named(self, facet: str, *parts: dict | None) -> list[Words]:
        return [
            self._link(words(part["name"], self.language), facet, part["slug"])
            for part in parts
            if part
        ]

    def _counties(self) -> list[Words]:
        counties = {m["county"]["code"]: m["county"]["name"] for m in self.content["members"]}
        return [
            self._link(swedish(name, self.language), "county", code)
            for code, name in counties.items()
        ]

    def _link(self, shown: Words, facet: str, key: str) -> Words:
        """The same words as a link to the value's page, or to its projects where it has none."""
        if BY_NAME[facet].page:
            return shown._replace(href=page_of(BY_NAME[facet], key))
        return shown._replace(href=list_of({facet: key}))


def known(stated: Iterable[Fact]) -> list[Fact]:
    """The facts that have a value, with the values that say something."""
    return [fact for fact in map(_filled, stated) if fact.values]


def _labelled(shown: Iterable[tuple[str, list[Words]]]) -> Iterator[Fact]:
    for name, values in shown:
        yield _filled(Fact(name, str(LABELS[name]), values))


def _filled(fact: Fact) -> Fact:
    return fact._replace(values=[value for value in fact.values if value.text])


def page_of(facet: Facet, key: str) -> str:
    """The address of the page of one value."""
    return reverse(facet.page, args=[key])


def list_of(chosen: dict[str, str] | dict[str, list[str]]) -> str:
    """The address of the list of the projects that the parameters select."""
    query = urlencode(chosen, doseq=True)
    return f"{reverse('projects')}?{query}" if query else reverse("projects")


def host(address: str) -> str:
    """Where a web address leads, in short: "example.se"."""
    return address.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
