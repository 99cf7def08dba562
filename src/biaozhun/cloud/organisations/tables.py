"""The columns of a table of units, and how many lines are taken at once."""

from collections.abc import Mapping
from typing import Final

MOST_LINES: Final = 5_000
NEEDED: Final = ("name",)

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("名称", "name", "单位名称", "机构名称"),
    "level": ("层级", "level", "级别"),
    "kind": ("类别", "kind", "单位性质"),
    "division": ("行政区划代码", "division", "区划代码"),
    "parent": ("上级单位", "parent", "主管单位"),
    "credit_code": ("统一社会信用代码", "credit_code", "信用代码"),
    "since": ("成立日期", "since"),
    "until": ("最后一天", "until", "撤销日期"),
    "successor": ("承接单位", "successor"),
    "names": ("其他名称", "names", "简称", "曾用名"),
}
