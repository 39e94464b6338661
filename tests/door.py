"""Requests as the web server hands them over: the test client goes round the site's own door."""

import io
import sys
from typing import NamedTuple

from config.wsgi import application
from loans.recount.visitor import connection_kept
from tests.conftest import HOST


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


def ask(path: str, query: str = "", *, method: str = "GET", body: bytes = b"", **environ) -> Answer:
    """Asks as a visitor who has read the notice; `environ` overrides what the server says."""
    said = {}

    def start_response(status, headers, exc_info=None):
        said.update(status=int(status.split()[0]), headers=dict(headers))

    # As in the test client: the test's transaction lives in the connection.
    with connection_kept():
        response = application(_environ(path, query, method, body) | environ, start_response)
        try:
            text = b"".join(response).decode()
        finally:
            response.close()
    return Answer(said["status"], said["headers"], text)


def _environ(path: str, query: str, method: str, body: bytes) -> dict:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": "__Host-notice=1",
        "HTTP_ORIGIN": f"https://{HOST}",
        "HTTP_X_FORWARDED_PROTO": "https",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
