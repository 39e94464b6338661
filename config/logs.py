"""What the log keeps to itself: what follows a question mark can be what somebody searched for, and
what is no fault of ours needs no stack trace."""

import logging
import re

QUERY = re.compile(r"\?\S*")


class WithoutQueries(logging.Filter):
    """Cuts query strings out of what is said of a request; Django quotes a Referer whole."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(
                QUERY.sub("", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


class InOneLine(logging.Filter):
    """Makes a warning without a stack trace of what Django holds for an error, and answers 400."""

    def filter(self, record):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return True
