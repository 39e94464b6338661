"""The staff's page of what the public pages are built of."""

import re
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from loans import showcase
from loans.directory import Directory
from loans.onward import Onward
from loans.overview import Overview
from loans.showcase import examples
from tests import factories
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db

PAGE = "/admin/komponenter/"
TEMPLATES = Path(settings.BASE_DIR, "templates")

UNSEEN = {"components/head.html"}
"""What is no part of what one sees of a page."""


@pytest.fixture
def page(client):
    client.force_login(factories.user("reader"))
    return client.get(PAGE)


def test_every_component_stands_on_the_page(page):
    components = {f"components/{file.name}" for file in TEMPLATES.glob("components/*.html")}
    components -= UNSEEN
    assert page.status_code == 200
    assert components - {template.name for template in page.templates} == set()


def test_every_drawing_stands_on_the_page(page):
    drawings = {file.stem for file in TEMPLATES.glob("pictograms/*.svg")}
    assert drawings == set(showcase.PICTOGRAMS)


def test_no_two_parts_of_the_page_have_the_same_anchor(page):
    anchors = re.findall(r' id="([^"]+)"', page.content.decode())
    assert len(anchors) == len(set(anchors))


def test_the_page_is_for_staff_alone(client, visitor):
    for person in (client, visitor):
        refused = person.get(PAGE)
        assert refused.status_code == 302
        assert refused.headers["Location"].startswith("/admin/login/")


def test_the_page_only_shows(client):
    client.force_login(factories.user("reader"))
    assert client.post(PAGE).status_code == 405


def test_the_page_reads_nothing_of_the_register(client):
    factories.project(title="Ett hemligt projekt")
    client.force_login(factories.user("reader"))
    assert "hemligt" not in client.get(PAGE).content.decode()


# --- Stand-ins ----------------------------------------------------------------------------


MISSING = "(missing: %s)"


class Strict(SimpleNamespace):
    """A stand-in that says so when a template asks for more than it has. Django would take that
    for nothing, and loop over nothing in silence."""

    def __getattr__(self, name):
        raise AssertionError(f"A component asks for `{name}`, which its stand-in lacks.")


def test_no_component_asks_for_what_its_example_lacks(client, settings, monkeypatch):
    monkeypatch.setattr(examples, "SimpleNamespace", Strict)
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MISSING
    client.force_login(factories.user("reader"))
    page = client.get(PAGE).content.decode()

    assert re.findall(r"\(missing: [^)]*\)", page) == []


def test_a_stand_in_has_nothing_that_the_real_one_lacks():
    version = factories.project().versions.get()
    real = {
        "directory": Directory("member", select()),
        "onward": Onward(version, "sv"),
        "overview": Overview(select(), facets=("category",)),
        "selection": select(),
    }
    stood_in = [
        (name, value)
        for examples in showcase.components("sv").values()
        for example in examples
        for name, value in example.context.items()
        if isinstance(value, SimpleNamespace)
    ]

    assert {name for name, _ in stood_in} == set(real)
    assert [found for name, value in stood_in for found in beyond(value, real[name])] == []


def beyond(stand_in: SimpleNamespace, real) -> list[str]:
    """The attributes of a stand-in, however deep, that there are none of."""
    found = [name for name in vars(stand_in) if not hasattr(real, name)]
    for name, value in vars(stand_in).items():
        if isinstance(value, SimpleNamespace) and name not in found:
            found += beyond(value, getattr(real, name))
    return found
