"""What the tests of portfolios have in common."""

import pytest

from loans.editing.actions import publish_all
from loans.editing.bulk import create_all
from loans.models import Project
from tests import factories


@pytest.fixture
def ten(db) -> list[Project]:
    """P-0001 to P-0010, with 1 to 10 kronor."""
    borrower, by = factories.borrower(), factories.signer()
    projects = [
        Project(title=f"Park {n}", slug=f"park-{n}", loan_amount=n, borrower=borrower)
        for n in range(1, 11)
    ]
    create_all(projects, by=by)
    publish_all(projects, by=by)
    return list(Project.objects.order_by("pk"))
