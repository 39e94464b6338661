"""Registers to count in: generated from a seed, with something missing in every way.

Beside what stands there are drafts, changes that wait, what was withdrawn, and days gone by.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from loans import editing
from loans.editing.actions import publish_all
from loans.editing.bulk import change_all, create_all
from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from loans.models import Project, PublishedVersion
from members.models import Borrower
from tests import factories

TITLES = ["Örebro park", "Ängens skola", "Åby park", "Zenit", "alby skola", "Park 7", "Park 12"]
TITLES_EN = ["", "", "Able", "Zebra park", "able island"]
WORDS = ["lek", "Trygghet", "i", "Öst", "café", "100%", "_", "d'Arc", "norr-syd"]
AMOUNTS = [1, 7, 999_999, 10**6, 9_999_999, 10**7, 25 * 10**6, 68 * 10**6, 10**9, 10**12]
FIRST_DAY = datetime(2025, 3, 1, tzinfo=timezone.get_default_timezone())


class Varied:
    """A register of `number` projects, of which some are drafts and some withdrawn."""

    def __init__(self, seed: int, number: int):
        self.random, self.number = Random(seed), number

    def fill(self) -> None:
        self._make_values()
        by = factories.signer()
        made = [self._project(serial) for serial in range(self.number)]
        create_all(made, many=[self._related() for _ in made], by=by)
        publish_all(made[: -self.number // 6], by=by)
        publish_all(self._changed(made[: self.number // 2]), by=by)
        self._changed(made[self.number // 4 : self.number // 3])  # wait
        editing.withdraw_all(made[:: self.number // 3], by=by, why="Fel.")
        self._merge()
        self._move_in_time()

    def _make_values(self) -> None:
        counties = [
            factories.county(code, name)
            for code, name in [("03", "Uppsala län"), ("19", "Västmanlands län"), ("25", "Ö län")]
        ]
        names = ["Alby", "Ölby", "Åby", "Östby region", "Norra Alby"]
        self.members = [
            factories.member(name=name, slug=f"m{n}", code=f"030{n}", county=counties[n % 3])
            for n, name in enumerate(names)
        ]
        kinds = Borrower.Kind.values
        self.borrowers = [
            factories.borrower(
                name=f"Bolag {n} & Co",
                slug=f"b{n}",
                kind=kinds[n % len(kinds)],
                members=self.random.sample(self.members, self.random.choice([1, 1, 2, 3])),
                aliases=f"B{n}B, Gamla {n}" if n % 2 else "",
            )
            for n in range(8)
        ]
        self.categories = [factories.category(slug=f"k{n}", name=f"Slag {n}") for n in "abc"]
        self.types = [factories.investment_type(slug=f"t{n}", name_en=f"Sort {n}") for n in "ij"]
        self.goals = [factories.goal(slug=f"g{n}", name=f"Mål nr {n}") for n in range(5)]
        self.groups = [factories.target_group(slug=f"u{n}") for n in range(3)]
        self.initiatives = [factories.initiative(slug=f"s{n}", name=f"Etapp {n}") for n in "xy"]

    def _project(self, serial: int) -> Project:
        return Project(slug=f"projekt-{serial}", **self._values())

    def _values(self) -> dict:
        chance = self.random
        return {
            "title": chance.choice(TITLES),
            "title_en": chance.choice(TITLES_EN),
            "summary": " ".join(chance.sample(WORDS, 3)),
            "place_name": chance.choice(["", "Söder", "Norr om ån"]),
            "borrower": chance.choice(self.borrowers),
            "category": chance.choice([None, *self.categories]),
            "investment_type": chance.choice([None, *self.types]),
            "initiative": chance.choice([None, None, *self.initiatives]),
            **self._amount(),
            **self._decision(),
        }

    def _amount(self) -> dict:
        if self.random.random() < 0.25:
            return {"loan_amount": None, "amount_is_approximate": False}
        sek = self.random.choice([*AMOUNTS, self.random.randint(1, 3 * 10**8)])
        return {"loan_amount": sek, "amount_is_approximate": self.random.random() < 0.25}

    def _decision(self) -> dict:
        if self.random.random() < 0.2:
            return {"decided_on": None, "decided_precision": ""}
        precision = self.random.choice(["day", "month", "year"])
        month, day = self.random.choice([1, 2, 12]), self.random.choice([1, 28])
        values = {"day": (month, day), "month": (month, 1), "year": (1, 1)}[precision]
        day = FIRST_DAY.date().replace(2020 + self.random.randrange(4), *values)
        return {"decided_on": day, "decided_precision": precision}

    def _related(self) -> dict:
        return {"goals": self._some(self.goals), "target_groups": self._some(self.groups)}

    def _some(self, rows: list) -> list:
        return self.random.sample(rows, self.random.randint(0, 3))

    def _changed(self, projects: list[Project]) -> list[Project]:
        """Working copies with other values in everything but their addresses."""
        stored = list(Project.objects.filter(pk__in=[project.pk for project in projects]))
        for project in stored:
            for name, value in self._values().items():
                setattr(project, name, value)
        change_all(stored, many=[self._related() for _ in stored], by=factories.signer())
        return stored

    def _merge(self) -> None:
        """One borrower becomes part of another, after its projects were published."""
        old = Borrower.objects.get(slug="b0")
        old.merged_into = Borrower.objects.get(slug="b1")
        editing.save(old, by=factories.signer())

    def _move_in_time(self) -> None:
        """Spreads what was published over days gone by, midnights among their moments."""
        for project in Project.objects.all():
            versions = PublishedVersion._base_manager.filter(project=project)
            stored = list(versions.order_by("number"))
            moments = sorted(self._moment() for _ in range(len(stored) + 1))
            for place, version in enumerate(stored):
                ends = moments[place + 1] if version.valid_to else None
                versions.filter(pk=version.pk).update(valid_from=moments[place], valid_to=ends)

    def _moment(self) -> datetime:
        day = FIRST_DAY + timedelta(days=self.random.randrange(12))
        hour = self.random.choice([time(0), time(12), time(23, 59, 59)])
        return day.replace(hour=hour.hour, minute=hour.minute, second=hour.second)


def varied(seed: int, number: int = 42) -> None:
    Varied(seed, number).fill()


def generated(seed: int, number: int = 300) -> None:
    """What load tests and the demo have, in a register of every municipality."""
    load_reference_data()
    generate(number, seed=seed, by=factories.signer())


REGISTERS: dict[str, Callable[[], None]] = {
    "varied-1": partial(varied, 1),
    "varied-2": partial(varied, 2),
    "generated-1": partial(generated, 1),
    "generated-2": partial(generated, 2),
}
