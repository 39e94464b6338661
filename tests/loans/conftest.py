import pytest

from tests import factories


@pytest.fixture
def reviewer(client, db):
    """A browser with a reviewer signed in, who is `reviewer.user`."""
    client.user = factories.user("reviewer")
    client.force_login(client.user)
    return client
