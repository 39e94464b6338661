"""What most tests need: visitors over HTTPS, and the register's addresses."""

import pytest
from django.test import Client

from tests import factories

HOST = "lan.example.se"


class SecureClient(Client):
    """A client behind the TLS proxy, as in production."""

    def generic(self, *args, **kwargs):
        kwargs["secure"] = True
        return super().generic(*args, **kwargs)


@pytest.fixture
def client() -> Client:
    """Somebody who comes for the first time."""
    return SecureClient(SERVER_NAME=HOST)


@pytest.fixture
def visitor(db) -> Client:
    """Somebody who has read the notice and went on."""
    notice = factories.notice()
    client = SecureClient(SERVER_NAME=HOST)
    client.cookies["__Host-notice"] = str(notice.version)
    return client
