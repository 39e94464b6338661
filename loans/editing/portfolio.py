"""Generated projects for load tests and the demo: plausible, and marked as generated in public.

The same number and seed on the same register give the same projects.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import reset_queries, transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from loans import publishing
from loans.editing import accounts
from loans.editing.actions import publish_all
from loans.editing.addresses import Addresses
from loans.editing.bulk import create_all, unwatched
from loans.models import InvestmentType, Project, ProjectCategory, SocialGoal, TargetGroup
from loans.models.references import reference_of
from members.models import Borrower, Member

MARK, MARK_EN = "(genererat)", "(generated)"
WORDS = "loans/data/generated.json"
MILLION = 10**6
MOST = 1_000_000
"""Projects that are generated at a time."""
IRREGULAR_TOWNS = {"Falu": "Falun", "Grums": "Grums"}
DECISIONS = (date(2020, 10, 1), date(2026, 6, 30))


def generated() -> QuerySet[Project]:
    """The projects that were generated, known by the mark in their title."""
    return Project.objects.filter(title__endswith=MARK)


def generate(
    number: int, *, seed: int, by=None, progress: Callable[[int, int], None] = unwatched
) -> int:
    """Makes and publishes `number` projects; returns how many, which is all of them.

    Batch by batch, each a transaction, so that memory stays flat; a broken run leaves whole
    batches. Without `by` an account made for this signs. ValueError for a number out of range
    and without reference data.
    """
    if not 1 <= number <= MOST:
        raise ValueError(f"As many projects as 1 to {MOST:,} can be generated.")
    values, by = Values(), by or accounts.generator()
    for batch in publishing.batches(range(number)):
        with transaction.atomic():
            _generate_batch(len(batch), seed, values, by=by)
        reset_queries()  # DEBUG keeps every statement, and these are long
        progress(batch.stop, number)
    return number


class Values:
    """What the register offers to choose from, in an order that doesn't depend on the database."""

    def __init__(self):
        self.members = list(Member.objects.select_related("county").order_by("code"))
        self.neighbours = _neighbours(self.members)
        self.categories = {row.slug: row for row in ProjectCategory.objects.all()}
        self.types = list(InvestmentType.objects.order_by("slug"))
        self.goals = {row.slug: row for row in SocialGoal.objects.order_by("slug")}
        self.groups = {row.slug: row for row in TargetGroup.objects.order_by("slug")}
        self.borrowers = {row.name: row for row in Borrower.objects.all()}
        longest = Borrower._meta.get_field("slug").max_length
        self.addresses = Addresses((row.slug for row in self.borrowers.values()), longest)
        if not (self.members and self.types):
            raise ValueError("There are no members: run `manage.py load_reference_data` first.")


def _neighbours(members: list[Member]) -> dict[Member, Member]:
    """Every municipality that has another in its county → the next of them by code, and after the
    last the first."""
    by_county: dict[str, list[Member]] = {}
    for member in members:
        if member.kind == Member.Kind.MUNICIPALITY:
            by_county.setdefault(member.county.code, []).append(member)
    rounds = [(there, [*there[1:], there[0]]) for there in by_county.values() if len(there) > 1]
    return {one: other for there, after in rounds for one, other in zip(there, after, strict=True)}


def _generate_batch(number: int, seed: int, values: Values, *, by) -> None:
    why = f"Genererad portfölj, frö {seed}"
    first = publishing.lock().last_serial + 1
    sketches = [Sketch(seed, serial, values) for serial in range(first, first + number)]
    _make_borrowers(sketches, values, by=by, why=why)
    projects = [sketch.project(values.borrowers[sketch.borrower_name]) for sketch in sketches]
    create_all(projects, many=[sketch.related() for sketch in sketches], by=by, why=why)
    publish_all(projects, by=by, why=why)


def _make_borrowers(sketches: list["Sketch"], values: Values, *, by, why: str) -> None:
    missing = {s.borrower_name: s for s in sketches if s.borrower_name not in values.borrowers}
    rows = [
        Borrower(name=name, kind=sketch.borrower_kind, slug=values.addresses.give(name))
        for name, sketch in missing.items()
    ]
    many = [{"members": sketch.owners} for sketch in missing.values()]
    create_all(rows, many=many, by=by, why=why)
    values.borrowers |= {row.name: row for row in rows}


class Sketch:
    """One project to be, decided by the seed and its own number alone."""

    def __init__(self, seed: int, serial: int, values: Values):
        self.serial, self.values = serial, values
        self.random = Random(f"{seed}:{serial}")  # noqa: S311 (nothing secret)
        self.member = self.random.choice(values.members)
        self.theme = self.random.choice(_words()["themes"])
        self.place = self.random.choice(_words()["places"])
        self.count = self.random.randrange(20, 600, 10)
        self.endings = self.random.sample(_words()["closing"], self.random.randint(1, 3))
        self.in_english = self._often(0.4)
        self.type = self.random.choice([*values.types, *values.types, None])
        self.owners = [self.member]
        self.borrower_name, self.borrower_kind = self._borrower()

    def project(self, borrower: Borrower) -> Project:
        title = f"{self._fit(self.theme['title'][0], 89 - len(MARK))} {MARK}"
        return Project(
            reference=reference_of(self.serial),
            slug=f"{slugify(title)[:100].strip('-')}-{self.serial}",
            title=title,
            summary=f"Genererat exempel: {self._say(self.theme['summary'][0])}",
            description=self._description("sv"),
            borrower=borrower,
            category=self.values.categories.get(self.theme["category"])
            if self._often(0.92)
            else None,
            investment_type=self.type,
            internal_note="Genererat för prov; motsvarar inget verkligt projekt.",
            also_green=self._often(0.1),
            **self._phrases(),
            **self._english(),
            **self._money(),
            **self._time(),
            **self._where(),
        )

    def related(self) -> dict[str, list]:
        return {
            "goals": self._some(self.values.goals, self.theme["goals"], none=0.08),
            "target_groups": self._some(self.values.groups, self.theme["target_groups"], none=0.12),
        }

    def _often(self, share: float) -> bool:
        return self.random.random() < share

    def _some(self, rows: dict, typical: list[str], *, none: float) -> list:
        """Some of what is typical, now and then another, or none at all."""
        if self._often(none):
            return []
        chosen = self.random.sample(typical, self.random.randint(1, min(3, len(typical))))
        if self._often(0.2):
            chosen.append(self.random.choice(list(rows)))
        return [rows[slug] for slug in dict.fromkeys(chosen) if slug in rows]

    def _borrower(self) -> tuple[str, str]:
        """Who borrows; some companies have two owners, so that their projects count at both."""
        name, drawn = self.member.name, self.random.random()
        if drawn < 0.55:
            return name, self.member.kind
        if drawn > 0.9 and self.member in self.values.neighbours:
            other = self.values.neighbours[self.member]
            self.owners = sorted([self.member, other], key=lambda owner: owner.code)
            names = " och ".join(_without_kind(owner.name) for owner in self.owners)
            return f"{names} lokaler (genererad)", Borrower.Kind.COMPANY
        if self.member.kind == Member.Kind.REGION:
            return f"{name} fastigheter (genererad)", Borrower.Kind.COMPANY
        return f"{_without_kind(name)} bostäder (genererad)", Borrower.Kind.COMPANY

    def _say(self, words: str) -> str:
        return words.format(place=self.place, town=town_of(self.member.name), number=self.count)

    def _fit(self, words: str, longest: int) -> str:
        """The title, without its town where there is no room for it."""
        said = self._say(words)
        return said if len(said) <= longest else self._say(words.replace(", {town}", ""))

    def _description(self, language: str) -> str:
        words, second = _words(), language == "en"
        body = self.theme["body_en" if second else "body"]
        paragraphs = [words["opening"][language], *map(self._say, body)]
        return "\n\n".join([*paragraphs, *(pair[second] for pair in self.endings)])

    def _phrases(self) -> dict:
        needed = self.type is not None and self.type.needs_social_intervention
        return {
            "physical_investment": self.theme["physical"][0],
            "social_intervention": self.theme["intervention"][0]
            if needed or self._often(0.4)
            else "",
            "social_goals_text": self._goals_text(),
        }

    def _goals_text(self) -> str:
        names = [self.values.goals[s].name for s in self.theme["goals"] if s in self.values.goals]
        return ", ".join(names).capitalize() if self._often(0.85) else ""

    def _english(self) -> dict:
        if not self.in_english:
            return {}
        title = f"{self._fit(self.theme['title'][1], 89 - len(MARK_EN))} {MARK_EN}"
        return {
            "title_en": title,
            "summary_en": f"Generated example: {self._say(self.theme['summary'][1])}",
            "description_en": self._description("en"),
            "physical_investment_en": self.theme["physical"][1],
        }

    def _money(self) -> dict:
        """Amounts as in real portfolios: median about 100 million, and a heavy right tail."""
        if self._often(0.08):
            return {"loan_amount": None}
        millions = min(max(self.random.lognormvariate(math.log(100), 1.1), 4), 5000)
        amount = round(millions * 2) * MILLION // 2
        cost = round(amount * self.random.uniform(1, 2.5)) // MILLION * MILLION
        return {
            "loan_amount": amount,
            "amount_is_approximate": self._often(0.12),
            "total_cost": max(cost, amount) if self._often(0.4) else None,
            "purpose": self.random.choice(["", "new_investment", "new_investment", "refinancing"]),
        }

    def _time(self) -> dict:
        start, end = DECISIONS
        day = start + timedelta(days=self.random.randrange((end - start).days))
        begins = day.year + self.random.choice([-1, 0, 0, 1]) if self._often(0.7) else None
        ends = day.year + self.random.randint(1, 8) if self._often(0.5) else None
        return self._decision(day) | {"start_year": begins, "end_year": ends}

    def _decision(self, day: date) -> dict:
        if self._often(0.08):
            return {}
        precision = self.random.choices(["day", "month", "year"], [55, 30, 15])[0]
        first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
        return {"decided_on": first[precision], "decided_precision": precision}

    def _where(self) -> dict:
        point = _words()["points"].get(self.member.county.code)
        place = {"place_name": self.place if self._often(0.75) else ""}
        if point is None or self._often(0.4):
            return place
        latitude, longitude = (self._near(degrees) for degrees in point)
        return place | {"latitude": latitude, "longitude": longitude}

    def _near(self, degrees: float) -> Decimal:
        return Decimal(f"{degrees + self.random.uniform(-0.12, 0.12):.5f}")


def town_of(name: str) -> str:
    """A municipality's name outside the genitive: "Perstorps kommun" → "Perstorp".

    Only a name that ends in a consonant takes an s before "kommun" ("Borås kommun", "Umeå
    kommun"). Of those that end in a consonant and s without it, all but one end in "fors".
    Regions keep their names.
    """
    place = _without_kind(name)
    if place in IRREGULAR_TOWNS or place == name or place.endswith("fors"):
        return IRREGULAR_TOWNS.get(place, place)
    return re.sub(r"(?<=[^aeiouyåäö])s$", "", place)


def _without_kind(name: str) -> str:
    """ "Perstorps kommun" → "Perstorps", as in the names of companies."""
    return name.removesuffix(" kommun").removesuffix(" stad")


@cache
def _words() -> dict:
    return json.loads(Path(settings.BASE_DIR, WORDS).read_text(encoding="utf-8"))
