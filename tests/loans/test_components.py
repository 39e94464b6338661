"""The staff's page of what the public pages are built of."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from loans import showcase
from tests import factories

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
