"""Questions with their answers, judged by reading every project: see data/README.md.

The projects are the nine of the sample and some made up for this, with words that are easily
confused.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest import mock
from urllib.parse import urlencode

from loans.editing.imports import import_projects
from loans.editing.reference import load_reference_data
from loans.models import ProjectCategory, SocialGoal, SynonymGroup, TargetGroup
from loans.search.vocabulary import Vocabulary
from members.models import County
from tests import factories
from tests.loans.selecting import select

DATA = Path(__file__).parent / "data"
ORDER = DATA / "order.json"
SAMPLE = Path("loans/data/sample_projects.json")
TEXTS = (
    *("title", "title_en", "summary", "summary_en", "description", "description_en"),
    *("physical_investment", "social_intervention", "social_goals_text"),
)


class Judged(NamedTuple):
    """A question: what it must find, what it may find, and what must come first, where that is
    not left to chance. Nothing else may be found."""

    q: str
    finds: frozenset[str]
    may: frozenset[str]
    first: str | None
    why: str
    source: str


def questions() -> list[Judged]:
    files = sorted(DATA.glob("questions_*.json"))
    return [judged for path in files for judged in _questions(path)]


def _questions(path: Path) -> Iterable[Judged]:
    for each in json.loads(path.read_text(encoding="utf-8")):
        yield Judged(
            q=each["q"],
            finds=frozenset(each["finds"]),
            may=frozenset(each.get("may", [])),
            first=each.get("first"),
            why=each["why"],
            source=path.stem.removeprefix("questions_"),
        )


@contextmanager
def synonyms() -> Iterator[None]:
    """While it lasts, the register keeps the synonyms that the questions were judged with."""
    with mock.patch.object(Vocabulary, "synonyms", tuple(map(tuple, _made()["synonyms"]))):
        yield


def answer(names: dict[str, str], question: str) -> list[str]:
    """What our search finds, best first; `names` are those that `load` gave."""
    return [names[version.reference] for version in select(urlencode({"q": question})).rows()]


def order(names: dict[str, str]) -> dict[str, list[str]]:
    """Every question with what it finds, in order."""
    return {judged.q: answer(names, judged.q) for judged in questions()}


def write_order(names: dict[str, str]) -> None:
    """Makes today's order the one that `test_corpus` asks of every database."""
    text = json.dumps(order(names), ensure_ascii=False, indent=0)
    ORDER.write_text(text + "\n", encoding="utf-8")


def load() -> dict[str, str]:
    """Publishes the projects; reference → the name that the questions call it by."""
    load_reference_data()
    SynonymGroup.objects.all().delete()  # the questions were judged with others
    by = factories.signer()
    import_projects(SAMPLE.read_bytes(), "json", by=by, why="", apply=True, publish=True)
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))["projects"]
    names = {each["reference"]: each["reference"] for each in sample}
    return names | {_project(each).reference: each["id"] for each in _made()["projects"]}


def _made() -> dict:
    return json.loads((DATA / "projects.json").read_text(encoding="utf-8"))


def _project(made: dict):
    texts = {name: made[name] for name in TEXTS if name in made}
    year = made.get("decided_year")
    return factories.project(
        **texts,
        slug=made["id"].lower(),
        borrower=_borrower(made),
        category=_found(ProjectCategory, made.get("category")),
        initiative=_initiative(made.get("initiative")),
        goals=[_value(SocialGoal, factories.goal, name) for name in made.get("goals", [])],
        target_groups=[
            _value(TargetGroup, factories.target_group, name)
            for name in made.get("target_groups", [])
        ],
        place_name=made.get("place", ""),
        decided_on=date(year, 1, 1) if year else None,
        decided_precision="year" if year else "",
    )


def _borrower(made: dict):
    county = County.objects.get(name=made["county"])
    kind = "region" if made["member"].startswith("Region ") else "municipality"
    number = sum(map(ord, made["member"])) % 99 + 1
    body = {"kind": kind, "code": f"{number:02}" if kind == "region" else None, "county": county}
    from members.models import Borrower, Member

    member = Member.objects.filter(name=made["member"]).first() or factories.member(
        made["member"], **{name: value for name, value in body.items() if value}
    )
    found = Borrower.objects.filter(name=made["borrower"]).first()
    aliases = ", ".join(made.get("aliases", []))
    return found or factories.borrower(made["borrower"], [member], aliases=aliases)


def _found(model, name: str | None):
    return model.objects.get(name=name) if name else None


def _value(model, make, name: str):
    return model.objects.filter(name=name).first() or make(name=name)


def _initiative(name: str | None):
    from loans.models import Initiative

    return _value(Initiative, factories.initiative, name) if name else None
