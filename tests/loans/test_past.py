"""What a project's own page says of its past."""

import pytest

from loans import editing, register
from loans.changes import past
from tests import factories
from tests.loans.reading import text_of
from tests.loans.rewriting import at, publish, republished

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return factories.project(
        title="Parken", slug="parken", loan_amount=68_000_000, description="Ett.\n\nTvå."
    )


def test_a_projects_own_page_says_when_it_last_changed_and_leads_on(project, visitor):
    at(project, 1, 2024, 3, 3, 12)
    page = text_of(visitor.get("/projekt/parken/"))
    assert "Publicerad 3\u00a0mars 2024" in page
    assert "Visa ändringar" not in page

    publish(project, title_en="The park")
    at(project, 2, 2026, 3, 3, 12)
    borrower = factories.borrower()
    borrower.aliases = "NK"
    editing.save(borrower, by=factories.signer())
    page = visitor.get("/projekt/parken/")
    assert "ändrad 3\u00a0mars 2026" in text_of(page)
    assert 'href="/projekt/parken/andringar/">Visa ändringar</a>' in page.content.decode()


def test_a_change_that_lies_far_back_is_led_to_with_its_day(project, visitor):
    at(project, 1, 2024, 3, 3, 12)
    publish(project, title="Nya parken")
    at(project, 2, 2026, 3, 3, 12)
    republished(project, 6)

    assert "ändrad 3\u00a0mars 2026" in text_of(visitor.get("/projekt/parken/"))
    assert "Nya parken" in text_of(visitor.get("/projekt/parken/andringar/"))


def test_a_project_that_never_showed_anything_else_leads_to_no_changes(project, visitor):
    republished(project, 6)

    told = past(register.current().get(project=project), "sv")
    assert (told.changed, told.href) == (None, "")
