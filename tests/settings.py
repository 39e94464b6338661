"""The settings that tests run under, whatever the developer's own environment says.

Only the database may be chosen from outside.
"""

import os

ENVIRONMENT = {
    "ALLOWED_HOSTS": "lan.example.se,localhost,127.0.0.1",
    "DEBUG": "0",
    "DEMO": "0",
    "LENDER_EMAIL": "register@lan.example.se",
    "LENDER_NAME": "Exempellångivaren",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-åäö",
    "SITE_URL": "https://lan.example.se",
    "TRUSTED_PROXIES": "1",
    # Playwright runs an event loop in the thread of the test.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

os.environ.setdefault("DATABASE_URL", "sqlite:///var/test.sqlite3")
os.environ.update(ENVIRONMENT)

from config.settings import *  # noqa: E402, F403
