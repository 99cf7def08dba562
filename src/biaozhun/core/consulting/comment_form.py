"""The comment form (征求意见表) as people fill it in: whose words stand in which column.

Forms differ from region to region: order and names of the columns, a list with a line a comment or
a card with a table a comment, the unit in a column or in a line above. The form of ISO (MB/NC,
Clause, Type of comment, Comments, Proposed change) is one of them. What a row cannot say is named
with its place; nothing is guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.text import fold
from biaozhun.core.text.showing import is_blank, unturned

MOST_ROWS: Final = 2_000
MOST_CHARACTERS: Final = 5_000  # of a comment, and of a proposal
_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_BLANKS: Final = re.compile(r"\s+")
_COLUMNS: Final = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        ("answer", r"处理|采纳|答复|observation|secretariat"),
        ("number", r"^(序号|编号|number)|^no\.?$"),
        ("original", r"原文|原条文|原内容|^原"),
        ("line", r"^line"),
        ("clause", r"章条|条款|条文|章节|条目|^章|^条|^位置$|clause"),
        ("kind", r"类型|类别|type|^ge/te/ed$"),
        ("contact", r"联系方式|电话|邮箱|e-?mail|手机"),
        ("name", r"提出人|姓名|联系人|专家$"),
        ("unit", r"单位|mb/?nc|^mb|memberbody|组织|机构"),
        ("spot", r"段|图.?表|paragraph|figure"),
        ("text", r"意见|comment|问题"),
        ("proposal", r"建议|修改为|改为|修改后|proposed|拟改"),
        ("reason", r"理由|依据|说明|justification|rationale|reason"),
        ("note", r"备注|remark"),
    )
)
"""What a heading names, by the first of these that fits it without its brackets."""
_KINDS: Final = (
    ("technical", re.compile(r"^(te|technical|技术.*)$")),
    ("editorial", re.compile(r"^(ed|editorial|编辑.*|文字.*)$")),
    ("general", re.compile(r"^(ge|general|一般.*|总体.*)$")),
)
_SAYS: Final = frozenset({"text", "proposal", "reason"})
_NOTHING: Final = re.compile(
    r"^(无|无意见|没有意见|无修改意见|无异议|同意|none|nil|no ?comments?|[/—\-－])[。.]?$"
)
_UNIT_LINE: Final = re.compile(
    r"(?:填表|提出|反馈|回函|意见)?单位(?:名称)?(?:\s*[(（][^)）]*[)）])?\s*[:：]\s*([^\s:：]{2,100})"
)
_LEAST_COLUMNS: Final = 2


class FormPlace(msgspec.Struct, frozen=True):
    """Where in a file a row stands: sheet of a workbook or table of a Word file, row from 1."""

    sheet: str
    table: int
    row: int


class FormRow(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as a form says it.

    Attributes:
        place: where it stands in the file.
        clause: as written: ``5.2``, ``附录A``, ``表1``; empty for the whole draft.
        original: the words it is about, where the form has a column for them.
        text: the comment; where none was written, the reason or the proposal.
        proposal: the wording asked for.
        unit: who says so.
        name: who signs for it.
        kind: ``technical``, ``editorial``, ``general``; empty where the form does not say.
    """

    place: FormPlace
    clause: str = ""
    original: str = ""
    text: str = ""
    proposal: str = ""
    unit: str = ""
    name: str = ""
    kind: str = ""


class LeftRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is no comment, and why.

    Attributes:
        place: where it stands in the file.
        code: ``says_nothing``, ``nothing_to_say`` (无意见), ``too_long``, ``said_twice``.
        said: the beginning of what stands there.
    """

    place: FormPlace
    code: str
    said: str = ""


class CommentForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form that was read.

    Attributes:
        rows: comments in the order of the file.
        left: rows that are none.
        unit: of the whole form, from a line above or below its table.
        columns: the headings that were understood, by what they were taken for.
        unknown: headings that were not.
    """

    rows: tuple[FormRow, ...] = ()
    left: tuple[LeftRow, ...] = ()
    unit: str = ""
    columns: Mapping[str, str] = {}
    unknown: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether the unit answers with it that it has no comments (无意见)."""
        codes = {one.code for one in self.left}
        return not self.rows and "nothing_to_say" in codes and "too_long" not in codes


_Cells = dict[int, str]


class _Table(msgspec.Struct):
    """A table as rows of cells by column."""

    sheet: str
    number: int
    rows: dict[int, _Cells]
    spans: dict[tuple[int, int], int]  # the last row of a merged cell, by its row and column


def column_of(heading: str) -> str:
    """What a heading names; empty for one nobody knows."""
    plain = _BLANKS.sub("", _BRACKETS.sub("", fold(heading))).strip("：:*")
    return next((name for name, pattern in _COLUMNS if pattern.search(plain)), "") if plain else ""


def kind_of(told: str) -> str:
    """``technical``, ``editorial`` or ``general``; empty for anything else."""
    plain = fold(told).strip()
    return next((name for name, pattern in _KINDS if pattern.match(plain)), "")


def read_form(text: BlockText) -> CommentForm | None:
    """The comments of a form; ``None`` where the file holds no table of that kind."""
    found: list[FormRow] = []
    left: list[LeftRow] = []
    columns: dict[str, str] = {}
    unknown: dict[str, None] = {}
    is_form = False
    unit = _unit_above(text)
    for table in _tables(text):
        heading = _heading(table)
        cards = [] if heading else list(_cards(table))
        if heading:
            row, named = heading
            columns |= {one: table.rows[row][at] for at, one in named.items()}
            unknown |= {
                cell: None for at, cell in table.rows[row].items() if at not in named and cell
            }
        _sort(list(_listed(table, heading)) if heading else cards, found, left)
        is_form = is_form or heading is not None or bool(cards)
    if not is_form:
        return None
    known = tuple(msgspec.structs.replace(one, unit=one.unit or unit) for one in found)
    return CommentForm(
        rows=known, left=tuple(left), unit=unit, columns=columns, unknown=tuple(unknown)
    )


def _tables(text: BlockText) -> list[_Table]:
    """The tables of a file; several paragraphs of a cell are lines of it."""
    tables: dict[int, _Table] = {}
    for block in text.blocks:
        if not block.table:
            continue
        table = tables.setdefault(
            block.table, _Table(block.sheet, block.table, defaultdict(dict), {})
        )
        cells = table.rows[block.row]
        words = unturned(text.text[block.start : block.end]).replace("\x00", "").strip()
        words = "" if is_blank(words) else words
        before = cells.get(block.column, "")
        if block.rows > 1:
            table.spans[block.row, block.column] = block.row + block.rows - 1
        cells[block.column] = f"{before}\n{words}" if before and words else before or words
    return list(tables.values())


def _heading(table: _Table) -> tuple[int, dict[int, str]] | None:
    """The first row that names columns of comments, and what each column is."""
    for row, cells in table.rows.items():
        named: dict[int, str] = {}
        for at, cell in sorted(cells.items()):
            column = column_of(cell) if len(cell) <= 60 else ""
            if column and column not in named.values():
                named[at] = column
        others = set(named.values()) - {"text", "proposal"}
        if len(named) >= _LEAST_COLUMNS and others and _SAYS & set(named.values()):
            is_card = len(cells) == _LEAST_COLUMNS and column_of(list(cells.values())[1]) == ""
            if not is_card and not _is_card(cells):
                return row, named
    return None


def _is_card(cells: _Cells) -> bool:
    """Whether names and values take turns in a row, as in a form of one comment."""
    values = [cell for _at, cell in sorted(cells.items())]
    return len(values) in {2, 4} and not any(column_of(one) for one in values[1::2])


def _listed(
    table: _Table, heading: tuple[int, dict[int, str]]
) -> Iterator[tuple[int, _Table, dict[str, str]]]:
    """The rows below a heading; one without a number goes on with what stands above it."""
    head, named = heading
    above: dict[str, str] = {}
    merged: dict[str, tuple[int, str]] = {}
    counts = "number" in named.values()
    for row in sorted(table.rows):
        if row <= head:
            continue
        told = {name: table.rows[row].get(at, "") for at, name in named.items()}
        if told == {name: table.rows[head].get(at, "") for at, name in named.items()}:
            continue  # the heading stands on every page
        _carry(told, merged, row)
        for at, name in named.items():
            if last := table.spans.get((row, at)):
                merged[name] = last, told[name]
        if counts and not told["number"] and above:
            for name in ("clause", "unit", "name"):
                told[name] = told.get(name, "") or above.get(name, "")
        else:
            above = told
        yield row, table, told


def _carry(told: dict[str, str], merged: Mapping[str, tuple[int, str]], row: int) -> None:
    """Let a row say what the cells say that were merged over it; its number is its own.

    A row that says nothing of its own is none: a merged cell may reach below the last of them.
    """
    if any(cell for name, cell in told.items() if name != "number"):
        for name, (last, words) in merged.items():
            if row <= last and name != "number" and not told[name]:
                told[name] = words


def _cards(table: _Table) -> Iterator[tuple[int, _Table, dict[str, str]]]:
    """Comments of a table in which every line names one thing."""
    told: dict[str, str] = {}
    first = 0
    for row in sorted(table.rows):
        cells = table.rows[row]
        if not _is_card(cells) and len(cells) != 1:
            continue
        values = [cell for _at, cell in sorted(cells.items())]
        for label, value in zip(values[::2], values[1::2], strict=False):
            column = column_of(label)
            if column in told and column in {"text", "clause"}:
                if _SAYS & told.keys():
                    yield first, table, told
                told = {name: told[name] for name in ("unit", "name") if name in told}
                first = 0
            if column:
                first = first or row
                told[column] = value
    if _SAYS & told.keys():
        yield first, table, told


def _sort(
    rows: Sequence[tuple[int, _Table, dict[str, str]]],
    found: list[FormRow],
    left: list[LeftRow],
) -> None:
    """Put rows with those that are comments, or with those that are not."""
    known = {(one.clause, one.text, one.proposal, one.unit) for one in found}
    for row, table, told in rows:
        place = FormPlace(table.sheet, 0 if table.sheet else table.number, row)
        made = _row(told, place)
        if made is None:
            continue
        if isinstance(made, FormRow):
            key = (made.clause, made.text, made.proposal, made.unit)
            if key in known:
                left.append(_left(place, "said_twice", made.text))
            else:
                known.add(key)
                found.append(made)
        else:
            left.append(made)


def _row(told: Mapping[str, str], place: FormPlace) -> FormRow | LeftRow | None:
    said = {name: told.get(name, "").strip() for name in _SAYS}
    words = [one for one in (said["text"], said["proposal"], said["reason"]) if one]
    if not words:
        others = [told.get(name, "") for name in ("clause", "original", "name")]
        rest = " ".join(filter(None, others)).strip()
        return _left(place, "says_nothing", rest) if rest else None
    if all(_NOTHING.match(fold(one).strip()) for one in words):
        return _left(place, "nothing_to_say", words[0])
    if any(len(one) > MOST_CHARACTERS for one in words):
        return _left(place, "too_long", words[0])
    text = said["text"] or said["reason"] or said["proposal"]
    if said["reason"] and said["reason"] != text:
        text = f"{text}\n理由：{said['reason']}"
    return FormRow(
        place=place,
        clause=_clause(told),
        original=told.get("original", "").strip(),
        text=text,
        proposal=said["proposal"],
        unit=told.get("unit", "").strip()[:200],
        name=told.get("name", "").strip()[:100],
        kind=kind_of(told.get("kind", "")),
    )


def _clause(told: Mapping[str, str]) -> str:
    clause, spot = (_BLANKS.sub(" ", told.get(name, "")).strip() for name in ("clause", "spot"))
    return (clause or spot)[:60]


def _left(place: FormPlace, code: str, said: str) -> LeftRow:
    return LeftRow(place=place, code=code, said=said[:60])


def _unit_above(text: BlockText) -> str:
    """The unit of the whole form, from a line outside the table or a cell that spans it."""
    lines = (text.text[block.start : block.end] for block in text.blocks)
    found = (match[1].strip("，,。；;") for line in lines for match in _UNIT_LINE.finditer(line))
    return next((one for one in found if one), "")
