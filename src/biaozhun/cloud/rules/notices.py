"""Reading the days of a holiday notice, as an officer writes them down.

A line is a day or a range, what it is, and what for::

    2027-01-01,休,元旦
    2027-02-05~2027-02-11,休,春节
    2027-02-20,班,春节
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, Literal

from django.utils.translation import gettext as _

from biaozhun.cloud.rules.limits import MOST_DAYS
from biaozhun.cloud.ui.brought import day_told
from biaozhun.core.lifecycle.calendar import Holiday

KINDS: Final[dict[str, Literal["off", "work"]]] = {
    "off": "off",
    "休": "off",
    "休息": "off",
    "放假": "off",
    "work": "work",
    "班": "work",
    "上班": "work",
    "补班": "work",
}
HEADS: Final = frozenset({"日期", "day", "date"})
_RANGE: Final = re.compile(r"[~～至—–]|\.\.")
_SATURDAY: Final = 5
_LONGEST: Final = 40


def read_days(text: str, year: int) -> tuple[tuple[Holiday, ...], list[str]]:
    """The days of a notice, and what is wrong with its lines, a sentence each.

    Args:
        text: a line each, separated by commas or tabs; a heading is passed over.
        year: all of them lie in it.
    """
    days: dict[dt.date, Holiday] = {}
    faults: list[str] = []
    for number, cells in _lines(text):
        told, fault = _line(cells, year)
        if not fault and any(one.day in days for one in told):
            fault = _("有一天已经写过了")
        if fault:
            faults.append(_("第 {n} 行：{fault}。").format(n=number, fault=fault))
        else:
            days |= {one.day: one for one in told}
    if not faults and not any(one.kind == "off" for one in days.values()):
        faults.append(_("没有一天是休息日。"))
    return tuple(days[day] for day in sorted(days)), faults


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines with anything on them, but for a heading; no more than a notice can have."""
    plain = text.replace("\ufeff", "").replace("，", ",").replace("\t", ",")
    told = [(number, line) for number, line in enumerate(plain.splitlines(), 1) if line.strip()]
    for number, line in told[: MOST_DAYS + 1]:
        cells = [cell.strip() for cell in next(csv.reader([line], strict=False), [])]
        if cells and cells[0].lower() not in HEADS:
            yield number, cells


def _line(cells: list[str], year: int) -> tuple[list[Holiday], str]:
    """The days of a line; or none, and what is wrong."""
    if len(cells) < 2:
        return [], _("要写日期和休、班，用逗号分开")
    kind = KINDS.get(cells[1].lower())
    if kind is None:
        return [], _("第二格要写休或班")
    days = _days(cells[0])
    if not days:
        return [], _("日期读不懂，请写成 2027-01-01 或 2027-02-05~2027-02-11")
    if any(day.year != year for day in days):
        return [], _("日期不在 {year} 年").format(year=year)
    if kind == "work" and any(day.weekday() < _SATURDAY for day in days):
        return [], _("补班的日子应当是星期六或星期日")
    name = cells[2][:_LONGEST] if len(cells) > 2 else ""
    return [Holiday(day=day, kind=kind, name=name) for day in days], ""


def _days(cell: str) -> list[dt.date]:
    """A day, or every day of a range; none where it cannot be read."""
    first, *rest = _RANGE.split(cell, maxsplit=1)
    begin = day_told(first)
    end = day_told(rest[0]) if rest else begin
    if begin is None or end is None or not 0 <= (end - begin).days <= MOST_DAYS:
        return []
    return [begin + dt.timedelta(days=one) for one in range((end - begin).days + 1)]
