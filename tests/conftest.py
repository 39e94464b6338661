"""What most tests need: visitors over HTTPS, and the register's addresses."""

import pytest
from django.core.management import call_command
from django.http import StreamingHttpResponse
from django.test import Client
from hypothesis import HealthCheck, settings

from loans import portfolio
from tests import factories

HOST = "lan.example.se"

# Others may keep the machine busy: how long an example takes says nothing of the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


class WholeAnswer(StreamingHttpResponse):
    """An answer that came in pieces, read to its end."""

    content = b""

    def getvalue(self) -> bytes:
        return self.content


class SecureClient(Client):
    """A client behind the TLS proxy, as in production. It reads every answer to its end."""

    def generic(self, *args, **kwargs):
        kwargs["secure"] = True
        response = super().generic(*args, **kwargs)
        if response.streaming:
            body = response.getvalue()
            response.__class__ = WholeAnswer
            response.content = body
        return response


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


@pytest.fixture
def run(capsys):
    """Runs a command; gives (exit status, standard output, standard error)."""

    def run(*arguments) -> tuple[int, str, str]:
        status = 0
        try:
            call_command(*map(str, arguments))
        except SystemExit as end:
            status = end.code
        return (status, *capsys.readouterr())

    return run


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test's register is its own, and taken back."""
    portfolio.forget()
