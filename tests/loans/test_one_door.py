"""The public is told only what stands in a published version."""

import ast
from pathlib import Path

import pytest

from loans import content
from loans.models import Project
from tests import factories

READING_SIDE = [
    "loans/register.py",
    "loans/selection.py",
    "loans/filters.py",
    "loans/facts.py",
    "loans/facets.py",
    "loans/views.py",
    "loans/errors.py",
    "loans/wording.py",
]

WORKING_DATA = {
    "Project",
    "Initiative",
    "Loan",
    "Borrower",
    "loans.models.projects",
    "loans.content",
}


def imported_names(path: Path) -> set[str]:
    """Every module and name that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module, *(alias.name for alias in node.names)}
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("module", READING_SIDE)
def test_the_reading_side_does_not_know_the_working_copy(module):
    assert not imported_names(Path(module)) & WORKING_DATA


def test_every_module_of_loans_has_chosen_its_side():
    writing = {"content", "publishing", "apps", "labels", "urls", "__init__"}
    modules = {path.stem for path in Path("loans").glob("*.py")}

    assert modules - writing == {Path(module).stem for module in READING_SIDE}


def test_every_field_of_a_project_is_public_or_private():
    fields = {field.name for field in [*Project._meta.fields, *Project._meta.many_to_many]}

    assert fields == content.PUBLIC_FIELDS | content.PRIVATE_FIELDS
    assert not content.PUBLIC_FIELDS & content.PRIVATE_FIELDS


@pytest.mark.django_db
def test_every_public_field_and_no_private_one_stands_in_the_content():
    written = content.content_of(factories.draft())
    names = {name.removesuffix("_en") for name in content.PUBLIC_FIELDS}

    assert set(written) == names | {"members"}


def test_the_apps_import_one_way():
    for app in ("members", "privacy"):
        for path in Path(app).rglob("*.py"):
            heads = {str(name).split(".")[0] for name in imported_names(path)}
            assert not heads & {"loans"}, path
