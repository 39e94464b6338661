"""Settings from the environment: safe by default, and a wrong value is refused in plain words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loans import accessibility

PRODUCTION = {
    "SECRET_KEY": "production-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "SITE_URL": "https://lan.example.se",
    "ALLOWED_HOSTS": "lan.example.se",
}


def run(arguments: list[str], **environment) -> subprocess.CompletedProcess:
    """Runs manage.py with these settings alone."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "SECRET_KEY is not set"),
        (PRODUCTION | {"SITE_URL": ""}, "SITE_URL is not set"),
        (PRODUCTION | {"SITE_URL": "http://lan.example.se"}, "must begin with https://"),
        (PRODUCTION | {"SITE_URL": "https://lan.example.se/x"}, "scheme and host alone"),
        *(
            (PRODUCTION | {"SITE_URL": address}, "scheme and host alone")
            for address in [
                *("lan.example.se", "https://", "https://[", "https://x:abc", "https://x:99999"),
                *("https://x?a=b", "https://x#a", "https://a@x", "https://x y", "https://*"),
                *("https://x:", "https://.x", "https://x\\y", "ftp://x", "https://x:0"),
                *("https://lan..example..se", "https://lan.example.se.", "https://-lan.se"),
            ]
        ),
        (PRODUCTION | {"SECRET_KEY": "kort"}, "at least 50 random characters"),
        (PRODUCTION | {"SECRET_KEY": "abcd" * 20}, "at least 50 random characters"),
        (PRODUCTION | {"ALLOWED_HOSTS": "*"}, "holds '*'. Write the names that the site answers"),
        (PRODUCTION | {"ALLOWED_HOSTS": "lan.example.se, *"}, "holds '*'"),
        (PRODUCTION | {"ALLOWED_HOSTS": "https://lan.example.se"}, "Write the names"),
        (PRODUCTION | {"ALLOWED_HOSTS": "lan.example.se:443"}, "Write the names"),
        (PRODUCTION | {"LENDER_ORGANISATION_NUMBER": "212000-0143"}, "NNNNNN-NNNN, or nothing"),
        (PRODUCTION | {"LENDER_ORGANISATION_NUMBER": "8112189876"}, "NNNNNN-NNNN, or nothing"),
        (PRODUCTION | {"LENDER_ORGANISATION_NUMBER": "-"}, "NNNNNN-NNNN, or nothing"),
        (PRODUCTION | {"DEBUG": "kanske"}, "Write 1 for yes or 0 for no"),
        *(
            (PRODUCTION | {"TRUSTED_PROXIES": value}, "Write 1 for yes or 0 for no")
            for value in ["ett", "7", "-1", "9" * 5000]
        ),
        *(
            (PRODUCTION | {"LENDER_NAME": value}, "LENDER_NAME holds a line break, a control")
            for value in [
                "Kommunl\udce5n",
                "Lån\ni Exempelstad",
                "Lån\x07",
                "L\u202eån",
                "L\u2028n",
            ]
        ),
        *(
            (PRODUCTION | {"LENDER_EMAIL": value}, "Write an e-mail address")
            for value in ["register", "a b@example.se", "https://example.se", "a@example.se,b@c.se"]
        ),
        *(
            (PRODUCTION | {"SECURITY_CONTACT": value}, "Write mailto: and an e-mail address")
            for value in [
                *("register@example.se", "http://example.se/", "mailto:", "mailto:nobody"),
                *("javascript:alert(1)", "https://", "https://a b.se/"),
            ]
        ),
        (PRODUCTION | {"SECURITY_CONTACT": "https://a.se/\nExpires: never"}, "a line break"),
        *(
            (PRODUCTION | {"DATA_LICENCE_URL": value}, "Write the address of a licence")
            for value in [
                "CC0",
                "creativecommons.org",
                "ftp://example.se/",
                "javascript:x",
                "http:",
                "https://user:password@licence.example/",
            ]
        ),
        *(
            (PRODUCTION | {"DATA_LICENCE_URL": value}, f"Write http://creativecommons.org{path}.")
            for value, path in [
                ("https://creativecommons.org/publicdomain/zero/1.0/", "/publicdomain/zero/1.0/"),
                ("http://creativecommons.org/publicdomain/zero/1.0", "/publicdomain/zero/1.0/"),
                ("https://creativecommons.org/licenses/by/4.0/deed.sv", "/licenses/by/4.0/"),
                ("http://www.creativecommons.org/licenses/by/4.0/legalcode", "/licenses/by/4.0/"),
                ("https://creativecommons.org/licenses/by/4.0/sv", "/licenses/by/4.0/"),
                ("http://creativecommons.org:80//licenses/by/4.0/?x#y", "/licenses/by/4.0/"),
            ]
        ),
        (PRODUCTION | {"ALLOWED_HOSTS": "lan..example.se"}, "Write the names"),
        (PRODUCTION | {"DATABASE_URL": "postgres://"}, "names no database"),
        (PRODUCTION | {"DATABASE_URL": "postgres://lan@db.example.se"}, "names no database"),
        (PRODUCTION | {"DATABASE_URL": "sqlite://"}, "names no file"),
        (PRODUCTION | {"DATABASE_URL": "sqlite:///"}, "names no file"),
        (PRODUCTION | {"DATABASE_URL": "postgres://a@b/c?sslmode=ja"}, "unknown sslmode"),
        (PRODUCTION | {"DATABASE_URL": "mysql://a@b/c"}, "neither SQLite nor PostgreSQL"),
        (PRODUCTION | {"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "lan.example.se"}, "leave ALLOWED_HOSTS empty"),
        ({"DEMO": "1", "DATABASE_URL": "postgres://a@b/c"}, "leave DATABASE_URL empty"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_says_what_to_do(settings, words):
    result = run(["check"], **settings)

    assert result.returncode != 0
    assert words in result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "settings",
    [
        {"SITE_URL": "https://lan.example.se:8443/"},
        {"SITE_URL": "https://[2001:db8::1]"},
        {"ALLOWED_HOSTS": ".example.se, [::1],127.0.0.1,xn--ln-yia.se"},
        {"LENDER_ORGANISATION_NUMBER": "SE212000014201"},
        {"DEBUG": "1", "SECRET_KEY": "kort"},
        {"TRUSTED_PROXIES": "1", "LENDER_NAME": "Kommunlån – Åre & Älvdalen"},
        {"LENDER_EMAIL": "register@xn--ln-yia.se", "SECURITY_CONTACT": "mailto:it@example.se"},
        {"SECURITY_CONTACT": "https://lan.example.se/sakerhet/"},
        {"DATA_LICENCE_URL": "http://creativecommons.org/licenses/by/4.0/"},
        {"DATA_LICENCE_URL": "https://example.se/licens/"},
        {"DATABASE_URL": "sqlite://:memory:"},
        {"DATABASE_URL": "postgres://a:b@c/d?sslmode=verify-full"},
        {"DATABASE_URL": "postgres:///?service=lan"},
    ],
)
def test_a_right_setting_is_taken(settings):
    result = run(["check"], **PRODUCTION | settings)

    assert result.returncode == 0, result.stderr


def test_the_deployment_check_finds_nothing_under_production_settings():
    result = run(["check", "--deploy", "--fail-level", "WARNING"], **PRODUCTION)

    # The age of the accessibility statement has a test of its own, in which no time passes.
    found = set(re.findall(r"\(([\w.]+\.[A-Z]\d+)\)", result.stdout + result.stderr))
    assert found <= {accessibility.OLD}
    assert "0 silenced" in result.stdout + result.stderr
    assert result.returncode == bool(found)


def test_every_setting_is_explained_in_the_example():
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', Path("config/settings.py").read_text()))
    compose = set(re.findall(r"\$\{([A-Z_]+)", Path("docker-compose.yml").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", Path(".env.example").read_text(), re.MULTILINE))

    assert asked
    assert explained - {"WEB_CONCURRENCY"} == (asked | compose) - {"WEB_CONCURRENCY"}
