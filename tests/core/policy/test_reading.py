"""The whole reading of any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy import PolicyReading, read, read_blocks
from biaozhun.core.structure.blocks import BlockText

PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "(1)",
        "①",
        "——",
        "第一章",
        "第一条 ",
        "一是",
        "附件：",
        "附件1",
        "专栏1",
        "关于印发",
        "的通知",
        "规划",
        "各市人民政府：",
        "某市人民政府",
        "2020年5月6日",
        "印发",
        "云发〔2020〕3号",
        "（责任单位：市科委",
        "、",
        "）",
        "。",
        "，",
        "；",
        "《",
        "》",
        "\n",
        "\u3000\u3000",
        "\t",
        "|",
        "**",
        "# ",
        "达到60%以上",
        "到2025年",
        "6月底前完成",
        "第一阶段",
        "基本原则",
        "保障措施",
        "?",
        "�",
        "a",
        "1.5",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


def sound(text: str, reading: PolicyReading) -> bool:
    """Whether every place lies in the text and the outline is in order."""
    spans = [
        (one.start, one.end)
        for part in ("outline", "tasks", "targets", "goals", "phases", "principles", "safeguards")
        for one in getattr(reading, part)
    ]
    spans += [(one.start, one.end) for one in reading.diagnostics]
    starts = [one.start for one in reading.outline]
    return starts == sorted(starts) and all(0 <= a <= b <= len(text) for a, b in spans)


@given(TEXTS)
def test_any_text_has_a_reading(text: str) -> None:
    """Whatever is pasted: no error, and places inside the text."""
    assert sound(text, read(text))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_file_without_blocks_reads_like_its_text(text: str) -> None:
    """Standard input and a plain file are one thing."""
    assert read_blocks(BlockText(text=text)) == read(text)


def test_a_text_without_tasks_says_so() -> None:
    """An empty text has a reading, with what it lacks."""
    assert [one.code for one in read("").diagnostics] == ["no_date", "no_tasks", "no_title"]


@pytest.mark.parametrize(
    "piece",
    [
        "（",
        "（（一",
        "1.1.1.1",
        "?",
        "一、",
        "。1.",
        "《",
        "关于印发\n",
        "——",
        "|",
        "*",
        "附件：1.a\n",
        "〔2018〕",
    ],
)
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    """A hundred thousand characters of one sign; generous, since the machine is shared."""
    text = (piece * 100_000)[:100_000]
    begun = time.process_time()
    assert sound(text, read(text))
    assert time.process_time() - begun < 20


def test_items_of_safeguards_are_tasks_too() -> None:
    """A numbered item of 保障措施 is both; a paragraph without a number is a safeguard alone."""
    head = "某市标准化工作方案\n一、重点任务\n（一）建设平台。建成上线。\n二、保障措施\n"
    numbered = read(f"{head}（一）加强领导。成立领导小组。\n（二）加大投入。安排经费。\n")
    titles = [one.title for one in numbered.safeguards]
    assert titles == ["加强领导", "加大投入"]
    assert [task.title for task in numbered.tasks] == ["建设平台", *titles]
    plain = read(f"{head}各部门要加强领导。\n")
    assert [task.title for task in plain.tasks] == ["建设平台"]
    assert [one.text for one in plain.safeguards] == ["各部门要加强领导。"]
