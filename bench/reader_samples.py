"""Small sound files of each kind that is read: what is fuzzed, and what tests read."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from openpyxl import Workbook

_W: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PLAIN: Final = (
    "1 范围\r\n本文件规定了测试的要求。\r\n\r\n"
    "2 规范性引用文件\r\nGB/T 1.1—2020  标准化工作导则\r\n"
)
_PAGE: Final = """<!DOCTYPE html>
<html><head><title>公告</title><script>var a = "GB 1";</script></head>
<body><h1>公告</h1><p>依据 <b>GB/T&nbsp;1.1</b>-2020 和<a href="https://example.org/1">链接</a>。<br>
第二行<del>旧</del><ins>新</ins></p><ul><li>甲<ul><li>乙</li></ul></li></ul>
<table><tr><th rowspan="2">号<th colspan="2">名<tr><td>GB 2-2000<td>丙</table>
<pre>a  b
c</pre><div hidden>暗文</div></body></html>"""
_MARKDOWN: Final = """# 标题 GB 1

第一段 **粗** 到
第二行。

- 项 GB/T 2
  1. 内项

| 编号 | 名称 |
|------|------|
| GB 3-2000 | 名 |

```
code
```
"""


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word document with this content of its body; other parts by their names without ending.

    Each other part is given as the content of its root element, which is named after it.
    """
    roots = {"styles": "styles", "numbering": "numbering", "header1": "hdr", "footer1": "ftr"}
    roots |= {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="http://example.org/{name.rstrip("1")}" '
        f'Target="{name}.xml"/>'
        for name in parts
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships">{relations}<Relationship Id="out" '
                'Type="http://example.org/hyperlink" Target="https://example.org/" '
                'TargetMode="External"/></Relationships>'
            ),
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{roots[name]} {_W}>{content}</w:{roots[name]}>"
                for name, content in parts.items()
            },
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1章"/><w:pStyle w:val="1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
TEXT_BOX: Final = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def numbered(text: str, level: int, number: int = 1) -> str:
    """A paragraph with a number of its own."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def field(instruction: str, result: str) -> str:
    """The runs of a field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + f"<w:r><w:t>{result}</w:t></w:r>"
        + mark.format("end")
    )


def rich_word() -> bytes:
    """A Word document with about everything that is read."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    row = "<w:tr>{}</w:tr>"
    inner = f"<w:tbl>{row.format(cell.format('', paragraph('内 GB 5')))}</w:tbl>"
    wide = cell.format('<w:gridSpan w:val="2"/>', paragraph("头"))
    table = (
        f"<w:tbl>{row.format(wide)}"
        f"{row.format(cell.format('', paragraph('GB 4') + inner) + cell.format('', '<w:p/>'))}"
        "</w:tbl>"
    )
    formula = (
        "<w:p><m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r>"
        "<m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara></w:p>"
    )
    tracked = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r>"
        f"</w:ins>{field('HYPERLINK &quot;https://example.org/&quot;', '链接')}"
        '<w:hyperlink r:id="out"><w:r><w:t>外</w:t></w:r></w:hyperlink><w:r><w:sym w:font="Symbol" '
        'w:char="F0B1"/><w:tab/><w:t>GB/T 1</w:t><w:noBreakHyphen/><w:t>2020</w:t><w:softHyphen/>'
        "</w:r></w:p>"
    )
    body = (
        paragraph("范围", '<w:pStyle w:val="1"/>')
        + numbered("条", 1)
        + numbered("项", 2)
        + numbered("再项", 2, 2)
        + tracked
        + TEXT_BOX.format(paragraph("框 GB 6"))
        + formula
        + table
        + f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
        + '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
        "</w:sectPr>"
    )
    note = '<w:{0} w:type="separator" w:id="0"><w:p/></w:{0}><w:{0} w:id="1">{1}</w:{0}>'
    return word(
        body,
        styles=STYLES,
        numbering=NUMBERING,
        header1=paragraph("GB/T 7—2000"),
        footer1=paragraph("第1页"),
        footnotes=note.format("footnote", paragraph("脚注 GB 8")),
        endnotes=note.format("endnote", paragraph("尾注 GB 9")),
        comments=f'<w:comment w:id="0">{paragraph("批注 GB 10")}</w:comment>',
    )


def workbook() -> bytes:
    """A workbook with a hidden sheet, merged cells, a formula and numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "清单"
    sheet.append(["标准编号", "名称", "数"])
    sheet.append(["GB/T 1.1-2020", "标准化工作导则", 2])
    sheet.append(["GB 2", "=1+1", 2.5])
    sheet.merge_cells("A5:B6")
    sheet["A5"] = "并"
    hidden = book.create_sheet("暗")
    hidden.sheet_state = "hidden"
    hidden["C3"] = "GB 3"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


PdfText = tuple[float, float, str]


def pdf(*pages: list[PdfText]) -> bytes:
    """A PDF with texts at places, in a Chinese font that is not embedded.

    A tab in a text leaves room for three Chinese characters.
    """
    count = len(pages)
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        (
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
            b"/DescendantFonts[4 0 R]>>"
        ),
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R"
            b"/W[1 [500] 1 95 500]>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
            b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
        ),
    ]
    for place, texts in enumerate(pages):
        shown = (f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm [{_pieces(text)}] TJ ET" for x, y, text in texts)
        content = zlib.compress("\n".join(shown).encode())
        objects += [
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                b"/Resources<</Font<</F1 3 0 R>>>>>>" % (7 + 2 * place)
            ),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        ]
    return _assembled(objects)


def _pieces(text: str) -> str:
    pieces = (f"<{piece.encode('utf-16-be').hex()}>" for piece in text.split("\t"))
    return " -3000 ".join(pieces)


def _assembled(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def samples() -> dict[str, bytes]:
    """A file of each kind, by the ending that such files have."""
    text = [(50.0, 800.0 - 15 * line, f"第{line}行 GB/T {line}.1-2020 名称") for line in range(9)]
    found = {
        "docx": rich_word(),
        "xlsx": workbook(),
        "pdf": pdf(text, [], text),
        "html": _PAGE.encode(),
        "md": _MARKDOWN.encode(),
        "txt": _PLAIN.encode(),
        "gb18030.txt": _PLAIN.encode("gb18030"),
        "utf16.txt": _PLAIN.encode("utf-16"),
    }
    inner = zipped({"内/a.txt": found["txt"], "b.docx": found["docx"]})
    return {**found, "zip": zipped({"甲.html": found["html"], "b.zip": inner, "c.bin": b"\0" * 99})}
