"""Comment forms as regions write them are read column by column; what is no comment is named."""

from collections.abc import Sequence

import msgspec
import pytest

from biaozhun.core.consulting.comment_form import (
    MOST_CHARACTERS,
    CommentForm,
    FormPlace,
    column_of,
    kind_of,
    read_form,
)
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock


def file_of(
    rows: Sequence[Sequence[str]], *, above: Sequence[str] = (), sheet: str = ""
) -> BlockText:
    """A file with lines and one table below them; empty cells have no block, as in Word."""
    text, blocks = "", []
    for line in above:
        blocks.append(TextBlock(start=len(text), end=len(text) + len(line)))
        text += f"{line}\n"
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell:
                place = {"table": 1, "row": row, "column": column, "sheet": sheet}
                end = len(text) + len(cell)
                blocks.append(TextBlock(start=len(text), end=end, kind=BlockKind.CELL, **place))
                text += f"{cell}\n"
    return BlockText(text=text, blocks=tuple(blocks))


def form_of(rows: Sequence[Sequence[str]], **told: object) -> CommentForm:
    """The form of a file that is one."""
    found = read_form(file_of(rows, **told))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("序号", "number"),
        ("标准章条编号", "clause"),
        ("条款号", "clause"),
        ("意见内容（包括理由或依据）", "text"),
        ("修改意见", "text"),
        ("修改建议", "proposal"),
        ("建议修改为", "proposal"),
        ("理由和依据", "reason"),
        ("提出单位", "unit"),
        ("提出意见单位", "unit"),
        ("意见类型", "kind"),
        ("处理意见", "answer"),
        ("原文", "original"),
        ("MB/NC1", "unit"),
        ("Clause/\nSubclause\n(e.g. 3.1)", "clause"),
        ("Paragraph/Figure/Table", "spot"),
        ("Type of comment2", "kind"),
        ("Comments", "text"),
        ("Proposed change", "proposal"),
        ("Observations of the secretariat", "answer"),
        ("日期", ""),
    ],
)
def test_a_heading_is_known_in_its_usual_spellings(heading: str, column: str) -> None:
    """Chinese forms of several regions, and the one of ISO."""
    assert column_of(heading) == column


def test_a_list_is_read_in_any_order_of_its_columns() -> None:
    """Clause, words, proposal, reason and unit stand where the headings say."""
    found = form_of(
        [
            ("理由", "修改建议", "提出单位", "序号", "章条编号", "意见内容"),
            ("试验表明", "改为“5次”", "示范食品有限公司", "1", "5.2", "次数太少"),
            ("", "", "示范大学", "2", "附录A", "表头与正文不一致"),
        ]
    )
    first, second = found.rows
    assert (first.clause, first.text) == ("5.2", "次数太少\n理由：试验表明")
    assert (first.proposal, first.unit) == ("改为“5次”", "示范食品有限公司")
    assert (second.clause, second.text, second.unit) == ("附录A", "表头与正文不一致", "示范大学")
    assert first.place == FormPlace("", 1, 2)
    assert found.left == ()


def test_the_form_of_iso_is_read_with_its_kinds() -> None:
    """Paragraph or table counts where no clause is given; the secretariat's column is let be."""
    found = form_of(
        [
            ("MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table",
             "Type of comment", "Comments", "Proposed change", "Observations of the secretariat"),
            ("CN", "12", "5.2", "", "te", "Too few samples.", "five samples", "Accepted"),
            ("CN", "", "", "Table 1", "ed", "Unit is lacking.", "", ""),
        ],
        sheet="Comments",
    )  # fmt: skip
    assert [(one.clause, one.kind, one.unit) for one in found.rows] == [
        ("5.2", "technical", "CN"),
        ("Table 1", "editorial", "CN"),
    ]
    assert found.rows[0].place == FormPlace("Comments", 0, 2)


def test_a_form_of_one_comment_is_read_as_a_card() -> None:
    """Each line names one thing; a second comment begins where a clause is named again."""
    found = form_of(
        [
            ("提出单位", "示范检测院"),
            ("章条编号", "6.3"),
            ("意见内容", "方法的检出限没有给出"),
            ("修改建议", "增加检出限"),
            ("章条编号", "7"),
            ("意见内容", "标志应与强制性标准协调"),
        ]
    )
    assert [(one.clause, one.text, one.unit) for one in found.rows] == [
        ("6.3", "方法的检出限没有给出", "示范检测院"),
        ("7", "标志应与强制性标准协调", "示范检测院"),
    ]


def test_the_unit_of_a_form_may_stand_above_its_table() -> None:
    """A line names it for all rows that name none."""
    found = form_of(
        [("序号", "章条", "意见"), ("1", "4", "太笼统")],
        above=("征求意见表", "填表单位（盖章）：示范省农业农村厅  联系人：王敏"),
    )
    assert (found.unit, found.rows[0].unit) == ("示范省农业农村厅", "示范省农业农村厅")


def test_a_row_without_a_number_goes_on_with_the_one_above() -> None:
    """As cells merged downwards do in Word."""
    found = form_of(
        [
            ("序号", "章条", "意见", "提出单位"),
            ("1", "5.2", "太宽", "示范大学"),
            ("", "", "单位写错", ""),
        ]
    )
    assert [(one.clause, one.unit) for one in found.rows] == [("5.2", "示范大学")] * 2


def test_rows_that_are_no_comment_are_named_with_their_place() -> None:
    """No comment, nothing said, too long, said twice; a heading repeated is nothing at all."""
    head = ("序号", "章条", "意见")
    found = form_of(
        [
            head,
            ("1", "4", "太笼统"),
            head,
            ("2", "", "无意见"),
            ("3", "5.1", ""),
            ("4", "4", "太笼统"),
            ("5", "6", "长" * (MOST_CHARACTERS + 1)),
            ("6", "", ""),
        ]
    )
    assert [one.text for one in found.rows] == ["太笼统"]
    assert [(one.place.row, one.code) for one in found.left] == [
        (4, "nothing_to_say"),
        (5, "says_nothing"),
        (6, "said_twice"),
        (7, "too_long"),
    ]
    assert not found.says_nothing
    assert form_of([head, ("1", "", "无")]).says_nothing


def test_a_file_without_such_a_table_is_no_form() -> None:
    """A table of something else, and a file without one."""
    assert read_form(file_of([("名称", "数量"), ("样品", "3")])) is None
    assert read_form(file_of([], above=("只有一段话。",))) is None


@pytest.mark.parametrize(
    ("told", "kind"),
    [("te", "technical"), ("编辑性", "editorial"), ("GE", "general"), ("其他", "")],
)
def test_kinds_are_known_by_their_letters_and_words(told: str, kind: str) -> None:
    """As ISO and the Chinese forms write them."""
    assert kind_of(told) == kind


def merged(text: BlockText, **places: int) -> BlockText:
    """The file with cells that stand over several rows: ``r2c3=4`` for row 2, column 3."""
    blocks = (
        msgspec.structs.replace(one, rows=places.get(f"r{one.row}c{one.column}", 1))
        for one in text.blocks
    )
    return msgspec.structs.replace(text, blocks=tuple(blocks))


def test_rows_say_what_was_merged_over_them() -> None:
    """Unit and clause of a merged cell hold for its rows, not below; an empty row stays none."""
    rows = (
        ("序号", "章条编号", "意见内容", "提出单位"),
        ("1", "4.1", "甲", "甲公司"),
        ("2", "", "乙", ""),
        ("3", "", "丙", ""),
        ("4", "", "", ""),
        ("5", "", "丁", ""),
    )
    found = read_form(merged(file_of(rows), r1c2=2, r2c2=4, r2c4=2))
    assert found is not None
    assert [(one.clause, one.text, one.unit) for one in found.rows] == [
        ("4.1", "甲", "甲公司"),
        ("4.1", "乙", "甲公司"),
        ("4.1", "丙", ""),
        ("", "丁", ""),
    ]
    assert found.left == ()


def test_a_form_whose_comments_are_too_long_does_not_say_that_there_are_none() -> None:
    """Not even where one row of it says 无意见."""
    head = ("序号", "章条编号", "意见内容")
    long = ("1", "4.1", "长" * (MOST_CHARACTERS + 1))
    assert not form_of([head, long]).says_nothing
    assert not form_of([head, long, ("2", "", "无意见")]).says_nothing


def test_signs_that_turn_the_line_are_no_part_of_a_name() -> None:
    """They are taken out; a cell of signs without width is empty."""
    head = ("章条编号", "意见内容", "提出单位")
    form = form_of([head, ("4.1", "甲", "江原\u202e大学\u2069"), ("4.2", "\u200b\u2060", "")])
    assert [(one.text, one.unit) for one in form.rows] == [("甲", "江原大学")]
    assert [one.code for one in form.left] == ["says_nothing"]
