"""Invented policy texts, what a person reads in them, and the disguises texts come in."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import opencc

from biaozhun.core.policy import PolicyReading

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "policies"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
BEFORE = (
    "首页 > 政务公开 > 政策文件",
    "当前位置：首页 >> 信息公开目录",
    "【字体：大 中 小】 打印 分享到：微信 微博",
    "索引号：000014349/2021-00031 主题分类：综合政务 有效性：有效",
    "发布时间：2021-04-20 09:24 信息来源：市政府办公室 浏览次数：423",
)
BEHIND = (
    "相关链接",
    "扫一扫在手机打开当前页",
    "上一篇：关于开展计量检查的通知",
    "关于我们 | 网站声明 | 网站地图 | 联系我们",
    "版权所有：云州市人民政府 备案号：云ICP备05070218号 技术支持：云州大数据中心",
)
_HALF = {"（": "(", "）": ")", "，": ",", "：": ":", "；": ";"}


def policy_text(name: str) -> str:
    """The text as it was issued, a paragraph a line, empty lines between."""
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def yardstick(name: str) -> dict[str, Any]:
    """What a person reads in it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


# --- what was read, places apart -----------------------------------------------------------------


def tasks_of(reading: PolicyReading) -> list[tuple[str, ...]]:
    """Title, leads, cooperators, mode and deadline of each task, in Simplified characters."""
    return [tuple(map(_simplified, row)) for row in _task_rows(reading)]


def _task_rows(reading: PolicyReading) -> Iterator[tuple[str, ...]]:
    for task in reading.tasks:
        day = task.deadline.day if task.deadline else None
        until = str(day or "ongoing") if task.deadline else ""
        leads, helpers = " ".join(task.leads), " ".join(task.cooperators)
        yield (task.title, leads, helpers, str(task.mode or ""), until)


def bodies_of(reading: PolicyReading) -> list[str]:
    """The words of each task, in Simplified characters and without blanks."""
    return [re.sub(r"\s+", "", _simplified(task.text)) for task in reading.tasks]


def targets_of(reading: PolicyReading) -> list[tuple[str, str, str, str, int, str]]:
    """Operator, value, upper value, unit, year and period of each target."""
    return [
        (
            str(target.operator),
            str(target.value),
            str(target.value_max or ""),
            _simplified(target.unit),
            target.year or 0,
            str(target.per or ""),
        )
        for target in reading.targets
    ]


def outline_of(reading: PolicyReading) -> list[tuple[int, str]]:
    """Level and title of each heading, in Simplified characters."""
    return [(heading.level, _simplified(heading.title)) for heading in reading.outline]


def _simplified(text: str) -> str:
    folded = _converter("t2s").convert(_converter("hk2s").convert(text))
    return "".join(_HALF.get(character, character) for character in folded)


# --- disguises -----------------------------------------------------------------------------------


def unbroken(text: str) -> str:
    """The text as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())


def wrapped(text: str, width: int, lines_a_page: int, page: str) -> str:
    """Lines cut after so many characters, a number of the page after so many lines.

    Args:
        text: paragraphs as lines.
        width: characters of a line; a paragraph begins with two blank ones.
        lines_a_page: lines before the number of the page.
        page: how it is printed: ``— {} —``.
    """
    lines = [line for paragraph in text.splitlines() if paragraph.strip()
             for line in _cut("　　" + paragraph.strip(), width)]  # fmt: skip
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    return "\n".join(
        "\n".join((*part, page.format(number))) for number, part in enumerate(pages, 1)
    )


def _cut(paragraph: str, width: int) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def converted(text: str, target: str) -> str:
    """The text in Traditional characters, as a machine converts it."""
    return str(_converter(target).convert(text))


@cache
def _converter(target: str) -> opencc.OpenCC:
    return opencc.OpenCC(target)


def cluttered(text: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    """The text as copied from a web page."""
    return "\n".join((*before, text, *behind))


def with_signs(text: str, half: str) -> str:
    """The text with some signs of punctuation in half width."""
    return "".join(_HALF[sign] if sign in half else sign for sign in text)
