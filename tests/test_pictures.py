"""The pictures that browsers and other sites show of this one."""

import re
from pathlib import Path

import pytest

from tests.loans.heads import ReadPage

LARGEST = 20_000
"""Bytes of a picture."""


@pytest.mark.parametrize(
    ("name", "size"), [("sharing.png", (1200, 630)), ("touch-icon.png", (180, 180))]
)
def test_a_picture_has_its_size_and_weighs_little(name, size):
    octets = (Path("static/img") / name).read_bytes()

    assert octets.startswith(b"\x89PNG")
    assert (int.from_bytes(octets[16:20]), int.from_bytes(octets[20:24])) == size
    assert len(octets) < LARGEST


@pytest.mark.django_db
def test_the_browser_s_own_frame_has_the_colour_of_the_page_s_top(visitor):
    found = ReadPage(visitor.get("/projekt/")).all("meta", name="theme-color")
    tokens = re.findall(r"--paper: (#[0-9a-f]{6});", Path("static/css/tokens.css").read_text())

    assert [element.attributes["content"] for element in found] == tokens
    assert [element.attributes["media"] for element in found] == [
        f"(prefers-color-scheme: {scheme})" for scheme in ("light", "dark")
    ]


@pytest.mark.django_db
def test_a_page_names_its_icons(visitor):
    page = ReadPage(visitor.get("/projekt/"))

    assert page.one("link", rel="icon").attributes["href"] == "/static/img/icon.svg"
    assert page.one("link", rel="apple-touch-icon").attributes["href"].endswith("touch-icon.png")


def test_the_icon_is_found_by_those_who_have_read_no_page(client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/img/icon.svg")
    assert "max-age=86400" in answer["Cache-Control"]
