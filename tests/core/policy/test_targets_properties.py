"""What holds of targets and goals whatever the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.goals import goals
from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets import targets

PIECES = (
    "到2020年",
    "，",
    "。",
    "、",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "建设",
    "达到",
    "分别",
    "均",
    "由",
    "提高到",
    "3—5",
    "42",
    "万",
    "亿元",
    "个",
    "%",
    "家以上",
    "百分之",
    "六十",
    "年均增长",
    "比2015年",
    "每年",
    "累计",
    "一、目标\n",
    "（一）",
    "\n",
    "\t",
    "|",
    "指标",
    "2015年",
    "千",
    "余",
    "3/",
    "全覆盖",
    "位居全国前列",
    "的",
    "給予獎勵",
    "１２",
    " ",
    "十三五",
    "期间",
    "3年内",
)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_targets_and_goals_lie_in_the_text(text: str) -> None:
    """Nothing is raised, spans lie in the text and in its order, units and indicators are there."""
    found = targets(lay_out(text))
    assert all(0 <= one.start < one.end <= len(text) for one in (*found, *goals(lay_out(text))))
    assert list(found) == sorted(found, key=lambda one: one.start)
    assert all(one.value.is_finite() for one in found)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Characters of any kind raise nothing."""
    assert all(0 <= one.start < one.end <= len(text) for one in targets(lay_out(text)))
    assert all(0 <= one.start < one.end <= len(text) for one in goals(lay_out(text)))


@pytest.mark.parametrize(
    "piece",
    ["个", "1个", "1个、", "到2020年", "(1", "“", "《", "百", "比", "一、", "分别达到", "1-", "万"],
)
def test_long_repetitions_take_linear_time(piece: str) -> None:
    """Ten times the text takes about ten times as long, not a hundred."""
    short, long = (piece * (size // len(piece)) for size in (4_000, 40_000))
    assert _seconds(long) < 40 * _seconds(short) + 0.5


def _seconds(text: str) -> float:
    layout = lay_out("一、目标\n" + text)
    begin = time.perf_counter()
    targets(layout)
    goals(layout)
    return time.perf_counter() - begin


def test_expressions_are_written_as_folding_writes() -> None:
    """覆盖 in an expression matches the folded text, whose characters folding changes."""
    assert pattern("覆盖率").search("复盖率")
