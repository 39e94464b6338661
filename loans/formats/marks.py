"""Marks that differ whenever a file does: for caches, and for what is reckoned of whole files."""

from hashlib import sha256

from django.conf import settings

from config import revision
from loans.register import State


def mark(state: State, *asked: str) -> str:
    """By the data, the code, the settings that show, and what is `asked`."""
    said = [
        *asked,
        *(state.data_version, state.changed_at, revision.mark()),
        *(settings.SITE_URL, settings.LENDER_NAME, settings.LENDER_ORGANISATION_NUMBER),
        *(settings.LENDER_EMAIL, settings.DATA_LICENCE_URL),
    ]
    return sha256(repr(said).encode()).hexdigest()[:32]
