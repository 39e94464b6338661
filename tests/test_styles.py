"""The style sheets: which there are, who links them, and what they may say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = Path(settings.BASE_DIR, "static/css")
TEMPLATES = Path(settings.BASE_DIR, "templates")
PUBLIC = ["site.css", "components.css", "print.css"]


def _rules(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (SHEETS / name).read_text("utf-8"), flags=re.DOTALL)


def test_no_public_page_has_a_sheet_of_its_own():
    linking = {
        str(file.relative_to(TEMPLATES))
        for file in TEMPLATES.rglob("*.html")
        if 'rel="stylesheet"' in file.read_text("utf-8")
    }
    assert linking == {"base.html", "admin/base_site.html"}


@pytest.mark.parametrize("name", [*PUBLIC, "admin.css"])
def test_colours_are_stated_by_the_tokens_alone(name):
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)|\b(?:rgb|hsl|oklch)\(", _rules(name))


@pytest.mark.parametrize("name", ["tokens.css", *PUBLIC])
def test_every_rule_stands_in_a_layer(name):
    """Outside its layer a rule would win over all the others."""
    outside = re.sub(r"^@layer[^{;]*\{\n.*?^\}", "", _rules(name), flags=re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"^\S[^{\n]*", outside, re.MULTILINE)) - {"}"} <= {
        "@layer tokens, base, layout, components, print;",
        "@page ",
    }


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_is_forced_and_nothing_chosen_by_id(name):
    rules = _rules(name)
    assert "!important" not in rules
    assert not re.findall(r"(?:^|[\s,>+~])#[a-z]", rules)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_custom_property_is_a_token(name):
    known = set(re.findall(r"(--[\w-]+):", _rules("tokens.css")))
    assert set(re.findall(r"var\((--[\w-]+)", _rules(name))) <= known
