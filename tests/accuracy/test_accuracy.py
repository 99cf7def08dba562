"""Figures on the real data hold: none below its floor, none lower than the ledger has it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy import judge, line, load
from bench.figures import FIGURES

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("accuracy")]


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_no_lower_than_kept(name: str, shared: Path, show: Callable[[str], None]) -> None:
    """The share is at least the promised one and at least the one kept for the same files."""
    figure = FIGURES[name]
    missing = [path for path in figure.files if not (shared / path).exists()]
    if missing:
        pytest.skip(f"{missing[0]} is not among the real data")
    verdict = judge(name, figure, load().get(name), shared)
    show(line(verdict))
    if verdict.skip:
        pytest.skip(verdict.skip)
    assert verdict.failure == ""
