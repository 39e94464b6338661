"""What the log keeps to itself: what follows a question mark can be what somebody searched for."""

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
