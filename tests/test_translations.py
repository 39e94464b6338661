"""Every visible string has its English twin, and the compiled catalogue is up to date."""

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation.template import templatize

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
SHIPPED = [
    Path("loans/data/reference.json"),
    Path("loans/data/sample_projects.json"),
    Path("privacy/data/notice.json"),
]
NO_TWIN = {
    *("slug", "reference", "category", "investment_type", "initiative", "borrower_kind"),  # keys
    *("decided_on", "source_url", "icma_population", "pictogram"),
    *("borrower", "place_name"),  # Swedish names, marked as such on English pages
    *("about", "note", "sources_note"),  # for whoever reads the file
}
"""Keys of the shipped texts that need no English."""
STAFF_ONLY = {"admin"}
"""Folders whose words only staff see; they are Swedish."""


def messages_in_python(path: Path) -> set[str]:
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in FUNCTIONS
        and isinstance(call.args[0], ast.Constant)
    }


def messages_in_template(path: Path) -> set[str]:
    source = templatize(path.read_text("utf-8"), origin=str(path))
    calls = re.findall(
        r"""\b(?:_|n?gettext)\((u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))""", source
    )
    return {ast.literal_eval(literal) for literal in calls}


def visible_messages() -> set[str]:
    apps = [
        path
        for app in ("config", "loans", "members", "privacy")
        for path in Path(app).rglob("*.py")
    ]
    found = set()
    for path in apps:
        found |= set() if STAFF_ONLY & set(path.parts) else messages_in_python(path)
    for path in Path("templates").rglob("*.html"):
        found |= set() if STAFF_ONLY & set(path.parts) else messages_in_template(path)
    return {message.replace("%%", "%") if "%(" not in message else message for message in found}


def translated(catalogue) -> dict[str, object]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            message.string if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalogue
        if message.id
    }


def test_every_visible_string_has_an_english_twin():
    written = translated(read_po(io.BytesIO(CATALOGUE.read_bytes())))
    complete = {
        key for key, twin in written.items() if (all(twin) if isinstance(twin, tuple) else twin)
    }

    assert visible_messages() - complete == set()


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    assert (
        set(translated(read_po(io.BytesIO(CATALOGUE.read_bytes())))) - visible_messages() == set()
    )


def test_no_swedish_string_is_also_a_message_of_django():
    """Django's Swedish catalogue would put its own words in place of ours."""
    with translation.override("sv"):
        assert [m for m in visible_messages() if translation.gettext(m) != m] == []


def test_the_compiled_catalogue_says_what_the_written_one_says():
    """If this fails: make messages."""
    written = translated(read_po(io.BytesIO(CATALOGUE.read_bytes())))
    compiled = translated(read_mo(io.BytesIO(CATALOGUE.with_suffix(".mo").read_bytes())))

    assert compiled == written


def without_twin(data) -> Iterator[str]:
    """The texts of a shipped file whose English is missing or a copy of the Swedish."""
    if isinstance(data, list):
        for part in data:
            yield from without_twin(part)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from without_twin(value)
            is_swedish = isinstance(value, str) and value and not name.endswith("_en")
            if is_swedish and name not in NO_TWIN and data.get(f"{name}_en") in {None, "", value}:
                yield f"{name}: {value}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_text_has_its_english_twin(path):
    assert list(without_twin(json.loads(path.read_text("utf-8")))) == []


def test_every_text_of_generated_projects_has_its_english_twin():
    words = json.loads(Path("loans/data/generated.json").read_text("utf-8"))
    pairs = [[words["opening"]["sv"], words["opening"]["en"]], *words["closing"]]
    for theme in words["themes"]:
        pairs += [theme[name] for name in ("title", "summary", "physical", "intervention")]
        pairs += [list(pair) for pair in zip(theme["body"], theme["body_en"], strict=True)]

    assert [pair for pair in pairs if len({text for text in pair if text}) != 2] == []
