"""A real browser in front of the running service."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cloud.conftest import Library, library, nothing_remembered, today
from tests.services import need

__all__ = ["Library", "library", "nothing_remembered", "today"]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1280, 900), (390, 844)

FOUND_OUT = (
    "404 (Not Found)",
    "409 (Conflict)",
    "422 (Unprocessable Entity)",
    "ERR_INTERNET_DISCONNECTED",
)
"""Answers a journey finds out itself: a page that is not there, a form that is refused, somebody
who was earlier, a connection that it broke."""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001  -- it names the database
) -> None:
    """A database for each process; SQLite in a file, as the service has it.

    In memory a reader would meet locked tables.
    """
    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database") / "journeys.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(place)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for each process of tests; every visit to it is a stranger's, with no past.

    Its event loop stands in the thread of the tests, where Django would refuse to ask the
    database. Nothing of ours runs in that loop, and the service answers in threads of its own,
    where Django looks as ever.
    """
    need(CHROMIUM.exists(), f"no Chromium at {CHROMIUM}")
    with pytest.MonkeyPatch.context() as told, sync_playwright() as playwright:
        told.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def visit(
    live_server: LiveServer,
    library: Library,
    today: object,  # noqa: ARG001  -- the day is fixed; fixtures come by name
    browser: Browser,
) -> Iterator[Visit]:
    """Open a page of the service with a library of three standards.

    Whatever the browser complains about (a script that fails, a policy that is broken) fails the
    test at its end.
    """
    library(3)
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def visited(
        path: str, size: tuple[int, int] = WIDE, *, script: bool = True, locale: str = "zh-CN"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            java_script_enabled=script,
            base_url=live_server.url,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind == "error" and not any(answer in text for answer in FOUND_OUT):
        complaints.append(text)
