"""A visitor inside the process, who asks for pages through the site's own door.

Every part of a real answer takes part: middleware, gate, addresses in both languages. Only the
web server and the proxy before it are left out, and what they would say is said for them.
"""

from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse

from loans import register
from privacy.gate import remember


@contextmanager
def connection_kept():
    """A web server gives its database connection back after each request; the command goes on
    with the one that it has."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Somebody who has read the notice of today."""

    def __init__(self):
        self._site = WSGIHandler()
        self._cookie = ""
        if notice := register.state().latest_notice:
            response = HttpResponse()
            remember(WSGIRequest(self._environment("/")), response, notice)
            self._cookie = "; ".join(
                f"{name}={cookie.value}" for name, cookie in response.cookies.items()
            )

    def get(self, address: str) -> Response:
        """What the site answers at an address of its own: path and query."""
        begun = {}

        def start(status, headers, _error=None):
            begun.update(status=int(status.partition(" ")[0]), headers=dict(headers))

        with connection_kept():
            answered = self._site(self._environment(address), start)
            try:
                body = b"".join(answered)
            finally:
                answered.close()
        return Response(begun["status"], begun["headers"], body)

    def _environment(self, address: str) -> dict:
        """A request as a web server hands it over."""
        site = urlsplit(settings.SITE_URL)
        path, _, query = address.partition("?")
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or {"https": 443}.get(site.scheme, 80)),
            "HTTP_HOST": host(),
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": self._cookie,
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        } | ({"HTTP_X_FORWARDED_PROTO": site.scheme} if settings.TRUSTED_PROXIES else {})


def host() -> str:
    """The site's own host."""
    return urlsplit(settings.SITE_URL).netloc
