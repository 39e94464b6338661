from datetime import date

import pytest

from tests import factories


@pytest.fixture
def small_register(db) -> None:
    """Three projects: known, approximate and unknown amounts, one with two members."""
    factories.notice()
    members = [factories.member(), factories.member("Åby kommun", slug="aby")]
    park = factories.category(slug="park", name="Parker", name_en="Parks")
    shared = factories.borrower("Parkbolaget", slug="parkbolaget", members=members)
    factories.project(
        title="Ny park",
        slug="ny-park",
        borrower=shared,
        category=park,
        goals=[factories.goal(slug="halsa")],
        loan_amount=68_000_000,
        decided_on=date(2024, 6, 12),
    )
    factories.project(category=park, loan_amount=2_000_000_000, amount_is_approximate=True)
    factories.project(slug="okand", initiative=factories.initiative(slug="lyftet"))
