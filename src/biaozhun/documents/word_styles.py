"""Levels of headings by the names of styles: Word's own, and those of the GB/T 1.1 template."""

import re
from typing import Final

_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_STEPS: Final = {"章": 1, "一": 2, "二": 3, "三": 4, "四": 5, "五": 6}
_NATIONAL: Final = re.compile(r"(?:附录)?([章一二三四五])级?(?:条)?(标题|无标题|无)")
_UNTITLED: Final = ("无标题", "无")


def heading_level(style: str) -> tuple[int, bool]:
    """Level of a heading style, 0 of another, and whether it is a title or begins the text."""
    if found := _HEADING.match(style.strip()):
        return int(found[1]), True
    if found := _NATIONAL.search(style):
        return _STEPS[found[1]], found[2] not in _UNTITLED
    return 0, True
