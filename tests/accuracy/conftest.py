"""The measured figures are part of what a run prints, however quiet it was asked to be.

A run in one process prints them at its end. A worker of a parallel run has no terminal of its own
and prints those it measured to the error stream, which ends up in the same log.
"""

import sys
from collections.abc import Callable

import pytest

TITLE = "accuracy on the real data: share, counts, share kept"
_LINES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Nothing measured yet."""
    config.stash[_LINES] = []


@pytest.fixture
def show(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Puts a line into the table printed at the end."""
    return request.config.stash.setdefault(_LINES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table at the end of a run in one process."""
    lines = terminalreporter.config.stash.get(_LINES, [])
    if lines:
        terminalreporter.section(TITLE)
        terminalreporter.write("\n".join(lines) + "\n")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The table of a worker."""
    lines = session.config.stash.get(_LINES, [])
    if lines and hasattr(session.config, "workerinput"):
        print("", TITLE, *lines, sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - see above
