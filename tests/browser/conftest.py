"""A real browser against a running site. Chromium is the system's; see tests/legs.py."""

import os
import shutil
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import factories

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]

RECORD_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


def _chromium() -> str | None:
    names = ["chromium", "chromium-browser", "google-chrome"]
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


PLAIN_HTTP = {
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SESSION_COOKIE_SECURE": False,
    "SESSION_COOKIE_NAME": "session",
    "CSRF_COOKIE_SECURE": False,
    "CSRF_COOKIE_NAME": "csrf",
}
"""The server of these tests speaks HTTP; all else is as in production."""


@pytest.fixture(scope="package")
def live_server():
    """pytest-django's, started under the settings above, which middleware reads once."""
    with override_settings(**PLAIN_HTTP):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture
def site(live_server) -> str:
    """The address of a running site with an empty register and a published notice."""
    factories.notice()
    return live_server.url


def is_problem(message) -> bool:
    """Whether the console names a fault; a page that answers 404 on purpose is none."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text


@pytest.fixture
def new_page(browser, site):
    """Opens pages in a context of their own; in the end, none may have broken the policy.

    `new_page(javascript=False, width=360, scheme="dark", accepted=1)`, where `accepted` is the
    version of the notice that the visitor has read.
    """
    contexts = []

    def open_page(*, javascript=True, width=1280, scheme="light", accepted=0, **options):
        context = browser.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            **options,
        )
        context.set_default_timeout(10_000)
        if accepted:
            context.add_cookies([{"name": "notice", "value": f"{int(accepted)}", "url": site}])
        context.add_init_script(RECORD_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "console",
            lambda message: page.problems.append(message.text) if is_problem(message) else None,
        )
        return page

    yield open_page
    problems = [problem for context in contexts for p in context.pages for problem in p.problems]
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page):
    """One page with JavaScript, as wide as a desktop's."""
    return new_page()
