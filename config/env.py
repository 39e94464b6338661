"""Reads settings from the environment, and from nowhere else.

A value that is missing or wrong stops the start with a sentence that says what to do. Every
name that is read here stands in `.env.example`; a test compares the two.
"""

import os
import re
import unicodedata
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import URLValidator, validate_email

from config import licences
from members import organisation_numbers

READ: set[str] = set()
"""The names that settings asked for."""

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
HOST = rf"{LABEL}(?:\.{LABEL})*|\[[0-9A-Fa-f:.]+\]"
"""A host name, or an address of the Internet Protocol."""

LONG_ENOUGH, DIFFERENT_ENOUGH = 50, 5
"""Characters of a secret, all of them and different ones."""

UNSHOWABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of Unicode: controls, line breaks, and bytes that are no UTF-8."""
MOST_SHOWN = 60
"""Characters of a wrong value that a sentence repeats."""


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default it is required."""
    READ.add(name)
    value = os.environ.get(name, "").strip()
    if any(unicodedata.category(character) in UNSHOWABLE for character in value):
        raise ImproperlyConfigured(
            f"{name} holds a line break, a control character or a byte that is no UTF-8. Write it "
            "anew, on one line."
        )
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return default


def flag(name: str) -> bool:
    """True for 1, true, yes or on; False for 0, false, no, off or nothing."""
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value[:MOST_SHOWN]!r}. Write 1 for yes or 0 for no.")


def names(name: str, default: str) -> list[str]:
    """A comma-separated list without empty entries."""
    return [entry.strip() for entry in text(name, default).split(",") if entry.strip()]


def secret(name: str) -> str:
    """A key of at least 50 characters, as Django's own check asks for."""
    value = text(name)
    if len(value) < LONG_ENOUGH or len(set(value)) < DIFFERENT_ENOUGH:
        raise ImproperlyConfigured(
            f"{name} is too easy to guess. Write at least {LONG_ENOUGH} random characters: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes them."
        )
    return value


def hosts(name: str, default: str) -> list[str]:
    """Host names, none of which stands for any host there is."""
    found = names(name, default)
    if wrong := [host for host in found if not re.fullmatch(HOST, host.removeprefix("."))]:
        raise ImproperlyConfigured(
            f"{name} holds {wrong[0]!r}. Write the names that the site answers to, such as "
            "lan.example.se, with commas between."
        )
    return found


def origin(name: str, default: str | None = None) -> str:
    """An address of scheme and host alone, such as `https://lan.example.se`."""
    value = text(name, default).rstrip("/")
    if not re.fullmatch(f"https?://(?:{HOST})(:[0-9]{{1,5}})?", value) or not _has_port(value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write scheme and host alone, such as https://lan.example.se."
        )
    return value


def organisation_number(name: str) -> str:
    """The ten digits of an organisation number, or nothing."""
    value = text(name, "")
    digits = organisation_numbers.bare(value)
    try:
        if value:
            organisation_numbers.valid(digits)
    except ValidationError as reason:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write an organisation number as NNNNNN-NNNN, or nothing."
        ) from reason
    return digits


def email(name: str, default: str) -> str:
    """An e-mail address."""
    value = text(name, default)
    if not _is_valid(validate_email, value):
        raise ImproperlyConfigured(
            f"{name} is {value[:MOST_SHOWN]!r}. Write an e-mail address, such as {default}."
        )
    return value


def contact(name: str, default: str) -> str:
    """An address that begins with `mailto:` or `https://`."""
    value = text(name, default)
    is_email = value.startswith("mailto:") and _is_valid(validate_email, value[len("mailto:") :])
    if not is_email and not _is_valid(URLValidator(schemes=["https"]), value):
        raise ImproperlyConfigured(
            f"{name} is {value[:MOST_SHOWN]!r}. Write mailto: and an e-mail address, or an address "
            "that begins with https://."
        )
    return value


def licence(name: str) -> str:
    """The address of a licence; one that we know must be written as its maker writes it."""
    value = text(name, licences.DEFAULT)
    is_address = _is_valid(URLValidator(schemes=["http", "https"]), value)
    if not is_address or "@" in urlsplit(value).netloc:
        raise ImproperlyConfigured(
            f"{name} is {value[:MOST_SHOWN]!r}. Write the address of a licence, such as "
            f"{licences.DEFAULT}, or nothing for that one."
        )
    if (right := licences.rightly_written(value)) not in {"", value}:
        raise ImproperlyConfigured(
            f"{name} is {value[:MOST_SHOWN]!r}, which catalogues of data do not recognise. "
            f"Write {right}."
        )
    return value


def _is_valid(validator, value: str) -> bool:
    try:
        validator(value)
    except ValidationError:
        return False
    return True


def _has_port(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def database(name: str, default: str) -> dict:
    """A database from an address: `sqlite:///file` or `postgres://user:password@host/name`."""
    address = text(name, default)
    try:
        settings = dj_database_url.parse(address)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} can't be read. Write sqlite:///file or postgres://user:password@host/name."
        ) from error
    if settings["ENGINE"].endswith("sqlite3"):
        return _sqlite(name, address, settings)
    if settings["ENGINE"].endswith("postgresql"):
        return _postgresql(name, settings)
    raise ImproperlyConfigured(f"{name} names neither SQLite nor PostgreSQL.")


def _sqlite(name: str, address: str, settings: dict) -> dict:
    if settings["NAME"] == ":memory:" and address != IN_MEMORY:
        raise ImproperlyConfigured(f"{name} names no file. Write sqlite:///file.")
    return settings | {"OPTIONS": SQLITE_OPTIONS}


def _postgresql(name: str, settings: dict) -> dict:
    options = settings.get("OPTIONS", {})
    if not settings["NAME"] and "service" not in options:
        raise ImproperlyConfigured(
            f"{name} names no database. Write postgres://user:password@host/name."
        )
    if options.get("sslmode", "prefer") not in SSL_MODES:
        raise ImproperlyConfigured(
            f"{name} has an unknown sslmode. Write one of {', '.join(SSL_MODES)}."
        )
    return settings | {"CONN_MAX_AGE": 0, "OPTIONS": options | POSTGRESQL_OPTIONS}


IN_MEMORY = "sqlite://:memory:"
"""A database that ends with the process, for tests and builds."""

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

# Readers never wait for a writer (WAL), and a transaction takes its lock when it begins, so
# that two writers queue for up to 20 seconds instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}

POSTGRESQL_OPTIONS = {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}}
