"""Official documents are laid out as GB/T 9704 asks, and tables of tasks say all of a plan."""

import datetime as dt
import io
from decimal import Decimal

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from openpyxl import load_workbook

from biaozhun.core.policy import (
    Deadline,
    Operator,
    PolicyDocument,
    PolicyReading,
    Role,
    Target,
    Task,
    UnitMention,
)
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.task_table import (
    TaskRow,
    TaskTable,
    printed_value,
    table_of,
    task_table_docx,
    task_table_xlsx,
)

PAPER = OfficialPaper(
    title="关于推进情况的通报",
    number="标准督〔2026〕3号",
    addressees="各区县人民政府",
    parts=(
        Clause("现将有关情况通报如下。"),
        Clause("一、总体情况", 1),
        Clause("（一）按单位", 2),
        Grid(heads=("单位", "逾期"), rows=(("甲局", "1"), ("乙局", "0\n已催")), widths=(80, 40)),
    ),
    attachments=("任务分解表", "逾期清单"),
    issuer="联席会议办公室",
    day=dt.date(2026, 7, 5),
)
READING = PolicyReading(
    text="",
    document=PolicyDocument(title="甲市方案", issuer="甲市政府", date_signed=dt.date(2026, 1, 2)),
    tasks=(
        Task(
            path=("二、任务", "(一)统筹", "1.平台"),
            title="平台",
            text="建设平台。",
            units=(
                UnitMention(text="甲局", name="甲局", role=Role.LEAD, start=0, end=2),
                UnitMention(text="乙局", name="乙局", role=Role.COOPERATE, start=3, end=5),
            ),
            deadline=Deadline(day=dt.date(2026, 6, 30), text="6月底前", start=0, end=4),
            start=0,
            end=5,
        ),
    ),
    targets=(
        Target(
            indicator="试点",
            operator=Operator.AT_LEAST,
            value=Decimal(20),
            unit="个",
            year=2027,
            text="试点20个以上",
            start=0,
            end=7,
        ),
    ),
)


def opened(content: bytes) -> WordDocument:
    """A Word file as the library reads it."""
    return Document(io.BytesIO(content))


def face_of(document: WordDocument, text: str) -> str | None:
    """The East Asian face a paragraph is set in."""
    (found,) = (one for one in document.paragraphs if one.text == text)
    fonts = found.runs[0]._r.rPr.rFonts
    face: str | None = fonts.get(qn("w:eastAsia"))
    return face


def in_millimetres(length: Length | None) -> int:
    """A measure to the millimetre; the file counts in twentieths of a point."""
    return round((length or 0) / Mm(1))


def test_page_and_type_area_have_the_measures_of_the_standard() -> None:
    """A4; 37 mm above, 28 mm at the binding edge; 156 by 225 mm for the text."""
    section = opened(official_docx(PAPER)).sections[0]
    top, below = in_millimetres(section.top_margin), in_millimetres(section.bottom_margin)
    left, right = in_millimetres(section.left_margin), in_millimetres(section.right_margin)
    wide, high = in_millimetres(section.page_width), in_millimetres(section.page_height)
    assert (wide, high, top, left) == (210, 297, 37, 28)
    assert (wide - left - right, high - top - below) == (156, 225)


def test_every_part_is_printed_in_its_order_and_face() -> None:
    """Number, title, addressees, text, attachments, signature; headings in their faces."""
    document = opened(official_docx(PAPER))
    printed = [one.text for one in document.paragraphs if one.text]
    assert printed == [
        "标准督〔2026〕3号",
        "关于推进情况的通报",
        "各区县人民政府：",
        "现将有关情况通报如下。",
        "一、总体情况",
        "（一）按单位",
        "附件：1.任务分解表",
        "\u3000\u3000\u30002.逾期清单",
        "联席会议办公室",
        "2026年7月5日",
    ]
    assert [face_of(document, text) for text in (*printed[1:2], *printed[3:6])] == [
        "方正小标宋简体",
        "仿宋",
        "黑体",
        "楷体",
    ]
    body = next(one for one in document.paragraphs if one.text == "现将有关情况通报如下。")
    assert (body.runs[0].font.size, body.paragraph_format.first_line_indent) == (Pt(16), Pt(32))


def test_the_page_number_stands_at_the_outer_edge_between_dashes() -> None:
    """Right on odd pages, left on even ones, as a field between two dashes."""
    section = opened(official_docx(PAPER)).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert [odd.text, even.text] == ["— 1 —", "— 1 —"]


def test_a_table_keeps_its_lines_and_its_head_on_every_page() -> None:
    """A line feed in a cell is a new line; the head is marked to be repeated."""
    (table,) = opened(official_docx(PAPER)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "逾期"],
        ["甲局", "1"],
        ["乙局", "0\n已催"],
    ]
    assert len(table._tbl.findall(f".//{qn('w:tblHeader')}")) == 1


def test_a_paper_of_nothing_but_a_title_is_printed() -> None:
    """Parts that are empty leave nothing behind."""
    document = opened(official_docx(OfficialPaper(title="通知")))
    assert [one.text for one in document.paragraphs] == ["通知"]


def test_a_reading_becomes_a_table_of_tasks_and_targets() -> None:
    """Section, unit, the day of a deadline that names no year, value with its sign."""
    table = table_of(READING)
    (task,), (target,) = table.tasks, table.targets
    assert (task.section, task.leads, task.cooperators, task.deadline) == (
        "(一)统筹",
        ("甲局",),
        ("乙局",),
        "2026年6月30日",
    )
    assert (target.value, target.unit, target.year) == ("≥20", "个", 2027)
    assert table.title == "甲市方案任务分解表"


def test_the_workbook_holds_a_row_a_task_and_no_formula() -> None:
    """A title that begins with = stays a text; columns of work only where there is work."""
    row = TaskRow(section="一", title="=SUM(A1)", leads=("甲局", "乙局"))
    book = load_workbook(io.BytesIO(task_table_xlsx(TaskTable(plan="方案", tasks=(row,)))))
    sheet = book.worksheets[0]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["序号", "章节", "工作任务", "牵头单位", "配合单位", "完成时限"],
        [1, "一", "=SUM(A1)", "甲局、乙局", None, None],
    ]
    assert sheet["C2"].data_type == "s"
    assert book.sheetnames == ["任务分解表"]


def test_a_plan_that_is_worked_on_shows_how_its_tasks_stand() -> None:
    """State and progress get their columns, in workbook and document."""
    row = TaskRow(section="一", title="平台", state="在办", progress="已完成招标")
    table = TaskTable(plan="方案", tasks=(row,))
    sheet = load_workbook(io.BytesIO(task_table_xlsx(table))).worksheets[0]
    assert [sheet["G2"].value, sheet["H2"].value] == ["在办", "已完成招标"]
    (grid,) = opened(task_table_docx(table)).tables
    assert [cell.text for cell in grid.rows[1].cells] == [
        "1",
        "平台",
        "/",
        "",
        "",
        "在办",
        "已完成招标",
    ]


def test_tasks_are_numbered_through_over_the_sections_of_a_document() -> None:
    """Each section has its table; the numbers go on."""
    rows = tuple(TaskRow(section=section, title="事") for section in ("一", "一", "二"))
    document = opened(task_table_docx(TaskTable(plan="方案", tasks=rows)))
    assert [[row.cells[0].text for row in table.rows][1:] for table in document.tables] == [
        ["1", "2"],
        ["3"],
    ]


def test_values_are_printed_with_the_sign_of_their_operator() -> None:
    """A range with its dash, 左右 as 约, a bare number bare."""
    assert [
        printed_value(">=", 100),
        printed_value("range", 3, 5),
        printed_value("~", 50),
        printed_value("=", 2),
    ] == ["≥100", "3—5", "约50", "2"]
