"""The public is told only what stands in a published version, and imports go one way."""

import ast
import re
from pathlib import Path

import pytest
from django.db.models import Manager, Model, QuerySet
from django_filters import FilterSet

from loans import content, register
from loans.facts import ProjectInWords
from loans.models import Project
from loans.selection.paging import Paging
from tests import factories
from tests.loans.selecting import select

READING = [
    {"labels", "wording", "comparing", "errors", "problems", "accessibility", "sdg"},
    {"models"},
    {"facets", "register", "citation"},
    {"search"},
    {"facts", "portfolio"},
    {"figures", "differences", "finds"},
    {"selection", "parting"},
    {"charts", "heirs"},
    {"overview", "directory", "changes", "onward"},
    {"profiles", "trails", "formats"},
    {"printed", "linked_data", "sitemap", "navigation", "showcase"},
    {"head", "catalogue"},
    {"views", "about", "machine_views", "file_views"},
    {"urls", "machine_urls"},
    {"recount"},
]
WRITING = [
    {"labels", "wording", "comparing"},
    {"models"},
    {"facets"},
    {"search"},
    {"facts"},
    {"differences"},
    {"content"},
    {"publishing"},
    {"editing"},
    {"admin", "management"},
]
"""The modules of loans on either side, each over those that it may import. What stands on both
imports only what does."""

ACROSS = {"admin": {"showcase"}, "management": {"recount", "formats"}}
"""What the writing side may import of the reading side: the staff's page of components shows
what the public sees, one command proves it and another lets it out."""

ALONE = {"recount": {"models", "register"}}
"""What else a module may import that proves the others, and therefore shares nothing with them."""

NO_LAYER = {"apps", "__init__", "migrations", "data"}

APPS = {
    "members": {"members"},
    "privacy": {"privacy", "members", "config"},
    "loans": {"loans", "members", "privacy", "config"},
}
"""What of our own each app may import."""

LENT = {"members.fields", "members.validators"}
"""What `privacy` takes of `members`: rules of single values, and no model."""


def imported_names(path: Path) -> set[str]:
    """Every module and name that a file imports, by their whole names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def layer_of(path: Path) -> str:
    """The module or package of loans that a file belongs to."""
    return path.relative_to("loans").parts[0].removesuffix(".py")


def layers_of(names: set[str]) -> set[str]:
    """The modules of loans among imported names; `loans.admin.base` is admin."""
    layers = set().union(*READING, *WRITING)
    parts = {name.split(".")[1] for name in names if name.startswith("loans.")}
    return parts & layers


def allowed(layer: str) -> set[str]:
    """What a module of loans may import: itself, and what stands before it wherever it stands."""
    below = [
        set().union(*side[:height])
        for side in (READING, WRITING)
        for height, tier in enumerate(side)
        if layer in tier
    ]
    known = ALONE.get(layer) or set.intersection(*below) | ACROSS.get(layer, set())
    return {layer} | known


FILES = sorted(path for path in Path("loans").rglob("*.py") if layer_of(path) not in NO_LAYER)
READING_SIDE = [path for path in FILES if layer_of(path) in set().union(*READING) - {"models"}]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_of_loans_imports_only_what_stands_before_it(path):
    assert layers_of(imported_names(path)) - allowed(layer_of(path)) == set()


WITHOUT_DRAFTS = {
    "search": {
        "loans.models.search",
        "loans.models.search.SearchFind",
        "loans.models.search.SearchWord",
        "loans.models.synonyms",
        "loans.models.synonyms.SynonymGroup",
    },
    "facts": {"loans.models.choices", "loans.models.choices.Purpose"},
    "facets": {"members.models", "members.models.Borrower"},  # for the names of its kinds
    "directory": {
        "loans.models.reference",
        "loans.models.reference.InvestmentType",
        "loans.models.reference.ProjectCategory",
        "loans.models.reference.ReferenceData",
        "loans.models.reference.SocialGoal",
        "members.models",
        "members.models.Member",
    },
    "heirs": {"members.models", "members.models.Borrower"},  # for where an old entry leads
    "formats": {
        "loans.models.choices",
        "loans.models.choices.Precision",
        "loans.models.choices.Purpose",
        "loans.models.reference",
        "loans.models.reference.IcmaCategory",
        "loans.models.reference.IcmaPopulation",
        "members.models",
        "members.models.Borrower",  # for its kinds, and nothing else
        "members.models.Member",  # likewise
    },
    "profiles": {
        "loans.models.reference",
        "loans.models.reference.IcmaCategory",
        "members.models",
        "members.models.Borrower",  # for the names of its kinds, and nothing else
        "members.models.Member",
    },
}
"""What modules of the reading side know beside published versions."""


@pytest.mark.parametrize("path", READING_SIDE, ids=str)
def test_the_reading_side_does_not_know_the_working_copy(path):
    names = imported_names(path)
    of_models = {name for name in names if name.startswith(("loans.models", "members.models"))}
    versions = {name for name in of_models if name.startswith("loans.models.versions")}

    assert of_models - versions - WITHOUT_DRAFTS.get(layer_of(path), set()) == set()
    assert not re.search(r"get_model|import_module|__import__", path.read_text("utf-8"))


@pytest.mark.parametrize("app", APPS)
def test_the_apps_import_one_way(app):
    for path in Path(app).rglob("*.py"):
        names = imported_names(path)
        heads = {name.split(".")[0] for name in names}
        assert not any(name.startswith(".") for name in names), f"{path}: name the module whole"
        assert not (heads & {*APPS, "config", "tests"}) - APPS[app], path


@pytest.mark.parametrize("path", sorted(Path("privacy").rglob("*.py")), ids=str)
def test_the_notice_takes_the_rules_of_single_values_from_members_and_nothing_else(path):
    names = imported_names(path)
    taken = {".".join(name.split(".")[:2]) for name in names if name.startswith("members.")}

    assert taken <= LENT


def test_every_module_of_loans_has_chosen_its_side():
    modules = {path.stem for path in Path("loans").glob("*.py")}
    packages = {path.parent.name for path in Path("loans").glob("*/__init__.py")}

    assert modules | packages == set().union(*READING, *WRITING, NO_LAYER) - {"data"}


@pytest.mark.django_db
def test_a_template_reaches_nothing_of_a_project_but_its_content():
    factories.project()
    shown = ProjectInWords(register.current().get(), "sv")
    names = {*vars(shown), *dir(type(shown))}
    values = {name: getattr(shown, name) for name in names if not name.startswith("_")}

    assert "content" in values
    assert [name for name, value in values.items() if isinstance(value, Model)] == []


@pytest.mark.django_db
def test_no_template_can_ask_a_selection_for_its_rows():
    """Django's templates reach what has no underscore, however deep."""
    factories.project()
    found = reachable(select())

    assert any(isinstance(value, Paging) for value in found)
    assert any(isinstance(value, ProjectInWords) for value in found)
    rows = (Model, QuerySet, Manager, FilterSet)
    assert [value for value in found if isinstance(value, rows)] == []


def reachable(start) -> list:
    """All objects of ours that hang on public attributes, and what stands in their lists."""
    found, waiting = [], [start]
    while waiting:
        value = waiting.pop()
        if any(value is known for known in found):
            continue
        found.append(value)
        if isinstance(value, list | tuple):
            waiting += value
        elif type(value).__module__.startswith("loans."):
            names = {*vars(value), *dir(type(value))}
            waiting += [getattr(value, name) for name in names if not name.startswith("_")]
    return found


def test_every_field_of_a_project_is_public_or_private():
    fields = {field.name for field in [*Project._meta.fields, *Project._meta.many_to_many]}

    assert fields == content.PUBLIC_FIELDS | content.PRIVATE_FIELDS
    assert not content.PUBLIC_FIELDS & content.PRIVATE_FIELDS


@pytest.mark.django_db
def test_every_public_field_and_no_private_one_stands_in_the_content():
    written = content.content_of(factories.draft())
    names = {name.removesuffix("_en") for name in content.PUBLIC_FIELDS}

    assert set(written) == names | {"members"}
