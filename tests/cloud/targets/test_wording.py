"""Every code that a page shows has a word, and no word is left without its code."""

import re
from pathlib import Path

from biaozhun.cloud.metrics import wording as figures
from biaozhun.cloud.metrics.models import Schedule
from biaozhun.cloud.metrics.registry import metrics
from biaozhun.cloud.targets import wording
from biaozhun.cloud.targets.life import VALUE
from biaozhun.cloud.targets.models import Part, Serving
from biaozhun.core.number import Family, Nature
from biaozhun.core.policy.standing import Light, Reason

CLOUD = Path(wording.__file__).parents[1]
_CODE = re.compile(r'code="([a-z_]+)"')


def test_every_code_of_targets_has_a_word() -> None:
    """Lights with their marks, reasons, ways of serving, parts, states, refusals."""
    assert set(wording.LIGHT) == set(wording.MARK) == set(Light)
    assert set(wording.REASON) == set(Reason)
    assert set(wording.SERVING) == set(Serving)
    assert set(wording.PART) == set(Part)
    assert set(wording.VALUE_STATE) == set(VALUE.states)
    guards = {guard.code for row in VALUE.transitions for guard in row.guards}
    given = _codes("targets") | guards | {"not_for_you", "not_from_here"}
    assert set(wording.REFUSED) == given


def test_every_code_of_figures_has_a_word() -> None:
    """Levels, natures, schedules, slices, refusals."""
    assert set(figures.LEVEL) == set(Family)
    assert set(figures.NATURE) == set(Nature)
    assert set(figures.SCHEDULE) == set(Schedule)
    assert {one.source for one in metrics()} <= set(figures.SOURCE)
    assert set(figures.REFUSED) | set(figures.QUESTION_REFUSED) == _codes("metrics")


def _codes(name: str) -> set[str]:
    """The codes that a slice gives its refusals, but for those of the interface."""
    found = (_CODE.findall(path.read_text()) for path in (CLOUD / name).rglob("*.py"))
    return {code for codes in found for code in codes}
