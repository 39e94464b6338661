import pytest
from django.db import transaction

from tests.loans.search import corpus


@pytest.fixture(scope="module")
def names(django_db_setup, django_db_blocker):
    """The projects of the judged questions, in a register that keeps their synonyms."""
    with django_db_blocker.unblock(), transaction.atomic(), corpus.synonyms():
        yield corpus.load()
        transaction.set_rollback(True)
