"""Which code this is: a mark that differs where what is written from the same data can differ."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

SOURCES = [
    *("config/**/*.py", "members/**/*.py", "privacy/**/*.py", "loans/**/*.py"),
    *("templates/**/*", "locale/**/*.mo", "uv.lock"),
]


@cache
def mark() -> str:
    """A checksum of the code, the words and the names of what it depends on. Read once."""
    base = Path(settings.BASE_DIR)
    files = sorted(path for pattern in SOURCES for path in base.glob(pattern) if path.is_file())
    found = sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()
