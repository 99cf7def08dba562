"""Programs that a test needs beside Python."""

import os

import pytest


def need(present: bool, what: str) -> None:  # noqa: FBT001  -- reads as a sentence
    """Skip where a program is missing; fail where ``.ci/run`` promised that it is there."""
    if present:
        return
    if os.environ.get("BIAOZHUN_TEST_SERVICES") == "required":
        pytest.fail(f"{what}: .ci/run installs it, so its absence is a failure")
    pytest.skip(what)
