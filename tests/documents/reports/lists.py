"""A workbook with everything in it that a list could lose, for the tests."""

import base64
import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

import msgspec
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from biaozhun.documents.reports.sheet_columns import AddedColumns

SHEET: Final = "外来文件 & 标准"
HEADS: Final = ("状态", "处理")
ADDED: Final = AddedColumns(
    sheet=SHEET,
    column=2,
    heads=HEADS,
    widths=(14, 30),
    rows={
        3: ("现行", "无须处理"),
        4: ("废止", '=HYPERLINK("http://x")'),
        5: ("被代替", "更换\x0b"),
    },
)
PART: Final = "xl/worksheets/sheet2.xml"

_PICTURE: Final = (  # one dot
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_KIND: Final = '<Default Extension="png" ContentType="image/png"/>'
_RELATION: Final = (
    '<Relationship Id="rId9" Target="/xl/media/image1.png" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/image"/>'
)
_ANCHOR: Final = (
    '<x:oneCellAnchor xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:from><x:col>0</x:col>'
    "<x:colOff>0</x:colOff><x:row>11</x:row><x:rowOff>0</x:rowOff></x:from>"
    '<x:ext cx="300000" cy="300000"/><x:pic><x:nvPicPr><x:cNvPr id="7" name="章"/><x:cNvPicPr/>'
    '</x:nvPicPr><x:blipFill><a:blip r:embed="rId9" xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships"/><a:stretch><a:fillRect/></a:stretch></x:blipFill><x:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="300000" cy="300000"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></x:spPr></x:pic><x:clientData/></x:oneCellAnchor>"
)


def packed(added: AddedColumns) -> bytes:
    """As it crosses into the process that opens the file."""
    return msgspec.msgpack.encode(added)


def rich_workbook() -> bytes:
    """Formulas, merged cells, styles, a hidden sheet, a table, a filter, a picture, a chart."""
    book = Workbook()
    hidden = book.worksheets[0]
    hidden.title = "参数"
    hidden.sheet_state = "hidden"
    hidden.append(["周期", 12])
    sheet = book.create_sheet(SHEET)
    book.create_sheet("其他").append(["不动", "=1+1", dt.date(2026, 1, 2)])
    sheet.append(["受控文件清单"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "标准编号", "名称", "份数"])
    for row, number in enumerate(("GB/T 1.1-2020", "GB 50016-2014", "GB/T 1.1-2009"), start=3):
        sheet.append([row - 2, number, f"名称 {row}", row])
    sheet["D6"] = "=SUM(D3:D5)"
    sheet["A8"] = "备注合并"
    sheet.merge_cells("A8:E8")
    for cell in sheet[2]:
        cell.font = Font(name="黑体", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1B6E4B")
        cell.border = Border(bottom=Side("medium"))
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
    for row in range(3, 6):  # lines drawn around empty cells: they are not used
        for column in range(5, 9):
            sheet.cell(row, column).border = Border(left=Side("thin"), right=Side("thin"))
    sheet.freeze_panes = "C3"
    sheet.column_dimensions["B"].width = 22
    sheet.column_dimensions.group("G", "Z", hidden=True)
    sheet.row_dimensions[1].height = 30
    sheet["B3"].comment = Comment("核对过", "李四")
    table = Table(displayName="清单", ref="A2:D5")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    valid = DataValidation(type="whole", operator="between", formula1="1", formula2="99")
    valid.add("D3:D5")
    sheet.add_data_validation(valid)
    sheet.conditional_formatting.add(
        "D3:D5",
        CellIsRule(
            operator="greaterThan", formula=["4"], fill=PatternFill("solid", bgColor="FF0000")
        ),
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=2, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "B12")
    book.defined_names["份数"] = DefinedName("份数", attr_text=f"'{SHEET}'!$D$3:$D$5")
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return _with_picture(stream.getvalue())


def _with_picture(content: bytes) -> bytes:
    """The workbook with a picture beside its chart; the library writes none without another one."""
    drawing, related = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
    content = edited(content, "(</(?:xdr:)?wsDr>)", rf"{_ANCHOR}\1", drawing)
    content = edited(content, "(</Relationships>)", rf"{_RELATION}\1", related)
    content = edited(content, "(</Types>)", rf"{_KIND}\1", "[Content_Types].xml")
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/media/image1.png", base64.b64decode(_PICTURE))
    return stream.getvalue()


def members(content: bytes) -> Mapping[str, bytes]:
    """The parts of an archive by their names, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_member(content: bytes, name: str, changed: bytes) -> bytes:
    """The archive with another content of a part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for one, held in members(content).items():
            package.writestr(one, changed if one == name else held)
    return stream.getvalue()


def edited(content: bytes, pattern: str, by: str, name: str = PART) -> bytes:
    """The archive with a text of a part replaced wherever the pattern fits."""
    text = members(content)[name].decode()
    changed, count = re.subn(pattern, by, text)
    assert count, pattern
    return with_member(content, name, changed.encode())
