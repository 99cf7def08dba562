"""Comment forms as units send them, in Word and in Excel."""

import io
from collections.abc import Sequence

from docx import Document
from openpyxl import Workbook

HEADS = ("序号", "章条编号", "意见内容", "修改建议", "提出单位", "理由")
ROWS = (
    ("1", "4.1", "面积偏小", "母婴室的使用面积不应小于12平方米。", "江原省消费者协会", "按实测"),
    ("2", "4.2 b)", "洗手台应有热水", "", "江原省消费者协会", ""),
    ("3", "9.9", "没有这一条", "", "江原大学", ""),
    ("4", "", "无意见", "", "江原省残疾人联合会", ""),
    ("5", "3.1", "定义与国家标准不一致", "", "", ""),
)


def word(rows: Sequence[Sequence[str]] = (HEADS, *ROWS), *, above: Sequence[str] = ()) -> bytes:
    """A Word file with lines and one table."""
    document = Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel(rows: Sequence[Sequence[str]] = (HEADS, *ROWS)) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
