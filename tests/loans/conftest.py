import pytest
from django.db import transaction

from tests import factories
from tests.loans import recounting, registers


@pytest.fixture
def reviewer(client, db):
    """A browser with a reviewer signed in, who is `reviewer.user`."""
    client.user = factories.user("reviewer")
    client.force_login(client.user)
    return client


@pytest.fixture(scope="module", params=list(registers.REGISTERS))
def register(request, django_db_setup, django_db_blocker):
    """A register that stands while the tests of a module read it, and is then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.notice()
        registers.REGISTERS[request.param]()
        yield recounting.Register()
        transaction.set_rollback(True)
