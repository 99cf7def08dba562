"""Tasks that tables and attachments name, and what they say of those of the text."""

import re

from biaozhun.core.policy.layout import laid_out, lay_out, lay_out_blocks
from biaozhun.core.policy.passages import Cell, Paragraph, Passage
from biaozhun.core.policy.tasks import tasks
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock

HEAD = "某市人民政府关于推进标准化工作的实施意见\n某政发〔2016〕8号\n\n各区政府：\n\n"
FOOT = "\n某市人民政府\n2016年3月1日\n"

TABLE = """附件
任务分工表
序号\t重点任务\t工作内容\t牵头单位\t配合单位\t完成时限
1\t完善体系\t制定产业标准\t市质监局\t市科委、市教委\t2016年底前
2\t完善体系\t建设标准馆\t市质监局、市科委\t各区政府\t持续推进
"""


def test_a_table_gives_units_to_the_tasks_it_repeats_and_adds_its_own() -> None:
    """A row that names an item of the text charges it; another row is a task of its own."""
    body = "一、重点任务\n1.制定产业标准。围绕产业制定标准。\n2.推广标准。开展宣传。\n"
    found = tasks(lay_out(HEAD + body + FOOT + TABLE))
    assert [(task.title, task.leads, task.cooperators) for task in found] == [
        ("制定产业标准", ("市质监局",), ("市科委", "市教委")),
        ("推广标准", (), ()),
        ("建设标准馆", ("市质监局", "市科委"), ("各区政府",)),
    ]
    assert found[0].text == "围绕产业制定标准。"
    assert found[2].deadline is not None
    assert found[2].deadline.day is None
    assert found[2].path[-1] == "完善体系"


def test_rows_of_one_cell_are_titles_of_the_rows_below() -> None:
    """A row that fills one cell heads the tasks below it; merged cells hold for every row."""
    found = tasks(
        lay_out(
            "| 工作任务 | 具体举措 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
            "| 一、标准供给 | | | |\n"
            "| 1.完善体系 | 制定产业标准 | 市质监局牵头，市科委配合 | 长期 |\n"
            "| | 推广团体标准 | | 2016年 |\n"
        )
    )
    assert [(task.path, task.text, task.leads, task.cooperators) for task in found] == [
        (("一、标准供给", "1.完善体系"), "制定产业标准", ("市质监局",), ("市科委",)),
        (("一、标准供给", "1.完善体系"), "推广团体标准", ("市质监局",), ("市科委",)),
    ]


def test_lines_of_a_cell_name_units_without_signs_between_them() -> None:
    """Units below each other in a cell are several; a name broken between lines is one."""
    rows = [["任务", "责任单位"], ["建设平台", "市科委\n财政部\n市委\n宣传部"]]
    text = "\n".join(cell for row in rows for cell in row)
    paragraphs = []
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            begins = text.index(cell)
            lines = [
                Passage(found.group(), ((0, begins + found.start()),))
                for found in re.finditer(r"[^\n]+", cell)
            ]
            paragraphs.append(Paragraph(passage=Passage.joined(lines), cell=Cell(1, row, column)))
    (task,) = tasks(laid_out(text, tuple(paragraphs)))
    assert task.leads == ("市科委", "财政部", "市委宣传部")


def test_a_table_without_columns_of_units_is_no_list_of_tasks() -> None:
    """Only a table that heads a column of tasks and one of units is read."""
    assert tasks(lay_out("序号\t项目\t投资\n1\t建设平台\t100万元\n2\t建设场馆\t80万元\n")) == ()


def test_an_attachment_that_repeats_the_items_gives_them_their_units() -> None:
    """Items of an attachment are joined with those of the text that they repeat."""
    body = "一、重点任务\n1.建设信息平台。整合资源。\n2.开展标准试点。推进试点。\n"
    attached = (
        "附件\n重点任务分工\n一、重点任务\n1.建设信息平台。（市质监局、市科委）\n"
        "2.建设标准馆。（市质监局）\n"
    )
    found = tasks(lay_out(HEAD + body + FOOT + attached))
    assert [(task.title, task.leads) for task in found] == [
        ("建设信息平台", ("市质监局", "市科委")),
        ("开展标准试点", ()),
        ("建设标准馆", ("市质监局",)),
    ]


def test_a_column_may_join_two_labels() -> None:
    """责任主体与协同单位 beside 牵头单位 names those who help; 责任领导与备注 names no unit."""
    (task,) = tasks(
        lay_out(
            "序号\t主要任务\t牵头单位\t责任主体与协同单位\t责任领导与备注\n"
            "7\t修缮沿河步道\t水务局\t园林处、各街道\t王某\n"
        )
    )
    assert (task.leads, task.cooperators) == (("水务局",), ("园林处", "各街道"))


def test_a_heading_with_nothing_but_tables_and_their_names_is_no_task() -> None:
    """The name of a table is no work, though it stands below the heading as a paragraph."""
    text = (
        HEAD + "（一）完善体系\n序号\t工作任务\t责任单位\n1\t建设信息平台\t市质监局\n"
        "目标指标表\n指标\t目标值\n平台\t3个\n" + FOOT
    )
    assert [(task.title, task.leads) for task in tasks(lay_out(text))] == [
        ("建设信息平台", ("市质监局",))
    ]


def test_a_line_that_a_colon_ends_is_the_title_of_the_task_in_a_cell() -> None:
    """The text goes on in the line below; a colon within a line parts the first clause."""
    cells = (
        ("工作任务", "责任单位"),
        ("健全机制，抓好落实：\n1.建设平台。", "市质监局"),
        ("加强宣传：办好活动，开展培训", "市科委"),
    )
    blocks: list[TextBlock] = []
    text = ""
    for row, line in enumerate(cells, start=1):
        for column, cell in enumerate(line, start=1):
            start = len(text)
            text += cell + "\n"
            blocks.append(
                TextBlock(
                    start=start,
                    end=len(text) - 1,
                    kind=BlockKind.CELL,
                    table=1,
                    row=row,
                    column=column,
                )
            )
    found = tasks(lay_out_blocks(BlockText(text=text, blocks=tuple(blocks))))
    assert [(task.title, task.text) for task in found] == [
        ("健全机制，抓好落实", "1.建设平台。"),
        ("加强宣传", "加强宣传：办好活动，开展培训"),
    ]
