"""Targets of tables: a row an indicator, a column a year.

The first columns name the indicator and its unit; the years follow. The first of several years is
where the indicator starts from, unless its heading says that it is a goal or the text is older.
Where one column has the goals of all years, another may have the year of each (年份); a list that
was taken from a text may have a column with the sentence of each (原文).
"""

from collections import defaultdict
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.quantities import Quantity, lone
from biaozhun.core.policy.targets.vocabulary import UNIT, any_of
from biaozhun.core.policy.targets.years import Use, years
from biaozhun.core.policy.value import Operator, Per, Target


class Meaning(StrEnum):
    """What a column of a table of targets holds."""

    NAME = "name"
    UNIT = "unit"
    BASE = "base"
    GOAL = "goal"
    GROWTH = "growth"
    YEAR = "year"
    QUOTE = "quote"


class _Column(msgspec.Struct, frozen=True):
    """A column: what it holds, the year of its heading, and the heading."""

    place: int
    meaning: Meaning
    year: int | None
    title: str


Row = dict[int, Passage]

_NAME: Final = pattern(rf"^{any_of('table_name')}$")
_UNIT: Final = pattern(r"^(?:计量)?单位$")
_BASE: Final = pattern(any_of("table_base"))
_GOAL: Final = pattern(any_of("table_goal"))
_DUE: Final = pattern(rf"^{any_of('table_year')}$")
_QUOTE: Final = pattern(rf"^{any_of('table_quote')}$")
_WHOLE_YEAR: Final = pattern(r"(20\d\d)年?")
_GROWTH: Final = pattern(r"年均|累计|增速|增幅|增长|下降")
_YEAR: Final = pattern(r"(20\d\d)年?(?:-{1,2}|~|至)?(20\d\d)?")
_UNIT_IN_NAME: Final = pattern(rf"[(,]((?:[百千]?[万亿])?(?:{UNIT})(?:/[^()]{{1,6}})?)\)$")
_CUMULATIVE: Final = pattern(r"^[\[(〔].*[\])〕]$")
_ASIDE: Final = pattern(r"[(\[][^()\[\]]*[)\]]")
_BLANKS: Final = pattern(r"\s+")
_HEADING_ROWS: Final = 3
_DUE_MAX: Final = 16  # characters of a cell that says until when and nothing else


def tables(layout: Layout) -> dict[int, dict[int, Row]]:
    """The rows of each table, and the cells of each row, by their numbers."""
    found: dict[int, dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for paragraph in layout.paragraphs:
        if cell := paragraph.cell:
            found[cell.table][cell.row].setdefault(cell.column, paragraph.passage)
    return found


def targets_of_table(
    rows: dict[int, Row], layout: Layout, issued: int | None
) -> list[Target] | None:
    """The targets of a table; None where it is no table of targets."""
    for number in sorted(rows)[:_HEADING_ROWS]:
        columns = _columns(_heading(rows, number), issued)
        if columns:
            below = [rows[place] for place in sorted(rows) if place > number]
            return [target for row in below for target in _of_row(row, columns, layout)]
    return None


def dues_of_rows(
    rows: dict[int, Row], issued: int | None, since: int | None
) -> list[tuple[int, int, int]]:
    """Of each row of a table of tasks with a cell that says until when: its span and the year."""
    found = []
    for cells in rows.values():
        short = [_plain(passage) for passage in cells.values() if len(passage.text) <= _DUE_MAX]
        named = [year for text in short for year in years(text, issued, since)]
        due = [year.year for year in named if year.use is Use.GOAL and year.year]
        if due:
            start = min(passage.start for passage in cells.values())
            found.append((start, max(passage.end for passage in cells.values()), due[-1]))
    return found


def _heading(rows: dict[int, Row], number: int) -> dict[int, str]:
    """The headings of the columns; those of the row above stand over several columns."""
    titles: dict[int, str] = {}
    above = rows.get(number - 1, {})
    over = ""
    for place in range(1, max([*rows[number], *above], default=0) + 1):
        over = _plain(above[place]) if place in above else over
        own = _plain(rows[number][place]) if place in rows[number] else ""
        titles[place] = own if _NAME.match(own) or not _YEAR.search(own) else over + own
        titles[place] = titles[place] or over
    return titles


def _plain(passage: Passage) -> str:
    return _BLANKS.sub("", passage.folded)


def _columns(titles: dict[int, str], issued: int | None) -> tuple[_Column, ...]:
    """What each column holds; none where no column names an indicator or none has a goal."""
    names = [place for place, title in titles.items() if _NAME.match(title)]
    if not names:
        return ()
    columns = [_Column(names[-1], Meaning.NAME, None, titles[names[-1]])]
    columns += [
        _Column(place, Meaning.UNIT, None, title)
        for place, title in titles.items()
        if _UNIT.match(title)
    ]
    values = _values({place: t for place, t in titles.items() if place > names[-1]}, issued)
    return (*columns, *values) if any(c.meaning is Meaning.GOAL for c in values) else ()


def _values(titles: dict[int, str], issued: int | None) -> list[_Column]:
    """The columns with numbers, and those that say more of them."""
    columns = []
    for place, title in titles.items():
        found = _YEAR.search(title)
        year = int(found[2] or found[1]) if found else None
        if _DUE.match(title):
            columns.append(_Column(place, Meaning.YEAR, None, title))
        elif _QUOTE.match(title):
            columns.append(_Column(place, Meaning.QUOTE, None, title))
        elif _GROWTH.search(title) and not _GOAL.search(title):
            columns.append(_Column(place, Meaning.GROWTH, year, title))
        elif _BASE.search(title):
            columns.append(_Column(place, Meaning.BASE, year, title))
        elif year or _GOAL.search(title):
            columns.append(_Column(place, Meaning.GOAL, year, title))
    goals = [column for column in columns if column.meaning is Meaning.GOAL]
    based = any(column.meaning is Meaning.BASE for column in columns)
    if len(goals) > 1 and not based and _begins(goals[0], issued):
        columns[columns.index(goals[0])] = msgspec.structs.replace(goals[0], meaning=Meaning.BASE)
    return columns


def _begins(first: _Column, issued: int | None) -> bool:
    """Whether the first year is where the indicators start from."""
    stated = _GOAL.search(first.title) is not None
    return first.year is not None and not stated and (issued is None or first.year < issued)


def _of_row(row: Row, columns: tuple[_Column, ...], layout: Layout) -> list[Target]:
    """The targets of a row: one for each year with a number."""
    cells = {column: row[column.place] for column in columns if column.place in row}
    named = [passage for column, passage in cells.items() if column.meaning is Meaning.NAME]
    if not named:
        return []
    base, due = _base(cells), _due(cells)
    last = max((c.year for c in columns if c.meaning is Meaning.GOAL and c.year), default=None)
    quote = next((p for column, p in cells.items() if column.meaning is Meaning.QUOTE), None)
    found = []
    for column, passage in cells.items():
        if column.meaning not in {Meaning.GOAL, Meaning.GROWTH}:
            continue
        quantity = lone(_inner(passage))
        if quantity is not None:
            name, unit = _named(named[0], cells)
            growth = column.meaning is Meaning.GROWTH
            target = _target(quantity, quote or passage, quote or named[0], layout)
            found.append(
                msgspec.structs.replace(
                    target,
                    indicator=name + _ASIDE.sub("", column.title) if growth else name,
                    unit=_unit(quantity, unit, growth=growth),
                    year=column.year or due or last,
                    per=_per(column, passage),
                    baseline=None if growth or base is None else base[0],
                    baseline_year=None if growth or base is None else base[1],
                )
            )
    return found


def _base(cells: dict[_Column, Passage]) -> tuple[Decimal, int | None] | None:
    """Where the row starts from, and when."""
    for column, passage in cells.items():
        if column.meaning is Meaning.BASE and (quantity := lone(_inner(passage))):
            return quantity.value, column.year
    return None


def _due(cells: dict[_Column, Passage]) -> int | None:
    """The year that a cell of its own says."""
    said = (_plain(p) for column, p in cells.items() if column.meaning is Meaning.YEAR)
    return next((int(found[1]) for text in said if (found := _WHOLE_YEAR.fullmatch(text))), None)


def _inner(passage: Passage) -> str:
    """What a cell says without the brackets around all of it."""
    text = _plain(passage)
    return text[1:-1] if _CUMULATIVE.match(text) else text


def _named(name: Passage, cells: dict[_Column, Passage]) -> tuple[str, str]:
    """The indicator, and the unit in its brackets or in the column of units."""
    text = "".join(name.text.split())
    found = _UNIT_IN_NAME.search(_plain(name))
    if found:
        return text[: found.start()], found[1]
    units = [_plain(p) for column, p in cells.items() if column.meaning is Meaning.UNIT]
    return text, units[0] if units else ""


def _unit(quantity: Quantity, unit: str, *, growth: bool) -> str:
    if quantity.unit_spans and not quantity.unit.endswith(("万", "亿")):
        return quantity.unit
    return "%" if growth else quantity.unit + unit


def _per(column: _Column, passage: Passage) -> Per | None:
    """年均; [5] and 累计 are cumulative."""
    if _CUMULATIVE.match(_plain(passage)) or (
        "累计" in column.title and "年均" not in column.title
    ):
        return Per.CUMULATIVE
    return Per.YEAR if "年均" in column.title else None


def _target(quantity: Quantity, passage: Passage, name: Passage, layout: Layout) -> Target:
    """A target that stands between two cells, or in one that quotes its sentence."""
    start, end = min(name.start, passage.start), max(name.end, passage.end)
    return Target(
        indicator="",
        operator=quantity.operator or Operator.EQUAL,
        value=quantity.value,
        value_max=quantity.value_max,
        unit="",
        path=layout.path_of(start),
        text=layout.text[start:end],
        start=start,
        end=end,
    )
