"""How gunicorn serves the site. Where it listens is said on its command line, and how many
processes in WEB_CONCURRENCY."""

import os
import sys
from datetime import UTC, datetime
from urllib.parse import quote

from gunicorn.glogging import Logger

# Threads, so that one slow download doesn't keep a whole process waiting.
worker_class = "gthread"
threads = 4

# On SIGTERM requests that are under way have this many seconds to end.
graceful_timeout = 30

# PostgreSQL reads this itself. What visitors and staff ask for takes far less; management commands,
# which gunicorn doesn't run, may take as long as they need.
os.environ.setdefault(
    "PGOPTIONS",
    "-c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
)

# From this machine gunicorn would take from a header where in addresses the site stands, and a
# proxy here can hand on what a visitor wrote.
forwarder_headers = ""

# It would write a file into the home directory, which the image doesn't have.
control_socket_disable = True


def post_worker_init(worker):  # noqa: ARG001 (gunicorn gives it)
    """Reads the word lists of the search, half a second's work, before the first visitor asks."""
    from loans.search import forms

    forms.read_lists()


class PrivateLogger(Logger):
    """Logs of requests, not of people: no address, no browser, no query string, which can hold
    what somebody searched for."""

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["t"] = datetime.now(UTC).isoformat(timespec="milliseconds")
        # Decoded by the server; encoded again, so that a line break can't forge an entry.
        atoms["U"] = quote(atoms["U"].encode("latin-1", "replace"))
        return atoms

    def warning(self, msg, *args, **kwargs):
        """Of a request that can't be read, its kind of fault: the rest is the visitor's words."""
        if msg.startswith("Invalid request from ip="):
            msg, args = "Invalid request: %s", (_fault(),)
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        """Where it happened, without the query string."""
        args = [str(arg).partition("?")[0] for arg in args]
        super().exception(msg, *args, **kwargs)


def _fault() -> str:
    error = sys.exception()
    return type(error).__name__ if error else "unknown"


logger_class = PrivateLogger
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
