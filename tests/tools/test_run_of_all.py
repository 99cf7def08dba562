"""``.ci/run`` looks for marked tests where they are, and would not find others."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("mark", ["journey", "services"])
def test_every_marked_test_is_in_a_folder_that_is_looked_through(mark: str) -> None:
    """To look through all others for each kind takes 25 s of a core for each process."""
    line = re.search(rf"-m {mark}(?: -n 2 --dist worksteal)?((?: tests/\w+)+)", _run())
    assert line
    marked = re.compile(rf"mark\.{mark}\b")
    files = (ROOT / "tests").rglob("*.py")
    found = {one.relative_to(ROOT) for one in files if marked.search(one.read_text("utf-8"))}
    found -= {Path(__file__).relative_to(ROOT)}
    assert found
    assert {"/".join(one.parts[:2]) for one in found} <= set(line[1].split())


def _run() -> str:
    return (ROOT / ".ci/run").read_text(encoding="utf-8")
