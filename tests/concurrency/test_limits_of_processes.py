"""A limit of calls holds over all processes of an installation."""

import itertools
import urllib.request
from pathlib import Path

import pytest

from tests.web import served

CALLS = 10


def _call(site: str) -> tuple[int, int]:
    """Seconds until the minute ends, and calls that are left in it."""
    with urllib.request.urlopen(f"{site}/api/v1/numbers?text=GB%201-2020") as answer:  # noqa: S310  -- our own address
        told = answer.headers
        return int(told["RateLimit-Reset"]), int(told["RateLimit-Remaining"])


def test_two_processes_count_the_calls_of_one_caller_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked in turn, each goes on from what the other counted, as long as the minute lasts."""
    monkeypatch.setenv("BIAOZHUN_API_RATE", "100")
    with served(tmp_path / "data") as first, served(tmp_path / "data") as second:
        told = [_call(site) for _ in range(CALLS) for site in (first, second)]
    steps = [before[1] - after[1] for before, after in itertools.pairwise(told)
             if after[0] <= before[0]]  # fmt: skip
    assert len(steps) >= 2 * CALLS - 2  # a new minute may begin once
    assert set(steps) == {1}
