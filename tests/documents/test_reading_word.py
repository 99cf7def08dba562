"""Word documents as text with positions."""

from typing import NamedTuple

import pytest

from bench.reader_samples import (
    NUMBERING,
    STYLES,
    TEXT_BOX,
    field,
    numbered,
    paragraph,
    rich_word,
    word,
    zipped,
)
from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, RunMark
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading import read_content
from biaozhun.documents.reading.word.counting import counted


class Seen(NamedTuple):
    """A block as a reader of the test sees it."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    part: Part = Part.BODY
    level: int = 0
    numbering: str = ""


def seen(text: BlockText) -> list[Seen]:
    """The blocks of a text."""
    return [
        Seen(text.text[b.start : b.end], b.kind, b.part, b.level, b.numbering) for b in text.blocks
    ]


def test_everything_that_stands_in_a_document_is_read_once() -> None:
    """Body, control, formula, nested table, text box, header, footer, notes and comment."""
    assert seen(read_content(rich_word())) == [
        Seen("范围", BlockKind.HEADING, level=1, numbering="第一章"),
        Seen("条", BlockKind.ITEM, level=2, numbering="1.1"),
        Seen("项", BlockKind.ITEM, level=3, numbering="a)"),
        Seen("再项", BlockKind.ITEM, level=3, numbering="a)"),
        Seen("新链接外±\tGB/T 1\u20112020"),
        Seen("框 GB 6", part=Part.TEXTBOX),
        Seen("(a+b)/2", BlockKind.FORMULA),
        Seen("头", BlockKind.CELL),
        Seen("GB 4", BlockKind.CELL),
        Seen("内 GB 5", BlockKind.CELL),
        Seen("控件"),
        Seen("GB/T 7—2000", part=Part.HEADER),
        Seen("第1页", part=Part.FOOTER),
        Seen("脚注 GB 8", part=Part.FOOTNOTE, numbering="1"),
        Seen("尾注 GB 9", part=Part.ENDNOTE, numbering="1"),
        Seen("批注 GB 10", part=Part.COMMENT, numbering="1"),
    ]


def test_runs_say_what_is_inserted_and_where_links_lead() -> None:
    """A tracked insertion, a link that is a field, and one that is an element, side by side."""
    text = read_content(rich_word())
    [block] = [b for b in text.blocks if text.text[b.start : b.end].startswith("新链接外")]
    assert [(text.text[r.start : r.end], r.marks, r.address) for r in block.runs] == [
        ("新", (RunMark.INSERTED,), ""),
        ("链接外", (RunMark.LINK,), "https://example.org/"),
    ]


def test_cells_know_their_table_row_and_column() -> None:
    """A merged cell takes two columns; a table in a cell is a table of its own."""
    text = read_content(rich_word())
    cells = [
        (text.text[b.start : b.end], b.table, b.row, b.column)
        for b in text.blocks
        if b.kind is BlockKind.CELL
    ]
    assert cells == [("头", 1, 1, 1), ("GB 4", 1, 2, 1), ("内 GB 5", 2, 1, 1)]


def test_a_cell_behind_a_merged_one_has_the_column_it_is_printed_in() -> None:
    """Two columns taken by the first cell of the row: the second stands in column three."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    wide = cell.format('<w:gridSpan w:val="2"/>', paragraph("甲"))
    row = f"<w:tr>{wide}{cell.format('', paragraph('乙'))}</w:tr>"
    text = read_content(word(f"<w:tbl>{row}</w:tbl>"))
    assert [(b.row, b.column) for b in text.blocks] == [(1, 1), (1, 3)]


def test_paragraphs_are_counted_with_the_empty_ones_and_without_those_in_boxes() -> None:
    """``paragraph`` is the place among the ``w:p`` of the part, so that a comment can be set."""
    body = paragraph("一") + "<w:p/>" + TEXT_BOX.format(paragraph("框")) + paragraph("四")
    text = read_content(word(body))
    found = [(text.text[b.start : b.end], b.part, b.paragraph) for b in text.blocks]
    assert found == [("一", Part.BODY, 1), ("框", Part.TEXTBOX, 1), ("四", Part.BODY, 4)]


def test_a_number_broken_by_runs_marks_and_fields_is_whole() -> None:
    """What Word scatters over runs, with a bookmark and a proof mark between, is one number."""
    broken = (
        "<w:p><w:r><w:t>按GB</w:t></w:r><w:proofErr/><w:r><w:t>/T 1</w:t></w:r>"
        "<w:bookmarkStart/><w:r><w:t>.1</w:t></w:r>"
        f"<w:r><w:t>-20</w:t></w:r>{field('REF a', '20')}</w:p>"
    )
    assert read_content(word(broken)).text == "按GB/T 1.1-2020"


def test_a_field_that_is_never_closed_swallows_nothing() -> None:
    """A damaged field hides no text behind it."""
    open_field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert read_content(word(open_field + paragraph("GB 1"))).text == "GB 1"


def test_what_was_moved_or_deleted_is_out_and_what_was_moved_here_is_in() -> None:
    """Tracked changes are read as if accepted."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    moved = (
        f"<w:p><w:moveFrom>{run.format('旧')}</w:moveFrom><w:moveTo>{run.format('新')}</w:moveTo>"
        "</w:p>"
    )
    assert read_content(word(moved)).text == "新"


def test_numbers_go_on_restart_and_count_below_their_heading() -> None:
    """第二章 follows 第一章; clauses begin anew under it; bullets of symbol fonts are bullets."""
    heading = '<w:pStyle w:val="1"/>'
    body = (
        paragraph("甲", heading)
        + numbered("一", 1)
        + numbered("二", 1)
        + paragraph("乙", heading)
        + numbered("三", 1)
        + numbered("四", 3)
    )
    text = read_content(word(body, styles=STYLES, numbering=NUMBERING))
    assert [b.numbering for b in text.blocks] == ["第一章", "1.1", "1.2", "第二章", "2.1", "•"]


def test_a_numbering_that_refers_to_itself_ends() -> None:
    """Styles in a ring, a numbering that links to the style that uses it."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="x"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph("甲", '<w:pStyle w:val="y"/>')
    assert seen(read_content(word(body, styles=styles, numbering=numbering))) == [
        Seen("甲", BlockKind.ITEM, level=1)
    ]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (105, "chineseCountingThousand", "一百零五"),
        (21, "chineseCounting", "二十一"),
        (10_010, "chineseCountingThousand", "一万零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (11, "ideographTraditional", "甲"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (22, "ordinal", "22nd"),
        (5, "vietnameseCounting", "5"),
        (5, "none", ""),
        (-3, "upperRoman", "0"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, form: str, written: str) -> None:
    """Formats of numbering, at the places where they are easily wrong."""
    assert counted(number, form) == written


def test_a_document_saved_as_strict_is_read_alike() -> None:
    """The other addresses of the same names make no difference."""
    content = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{paragraph('GB 1')}</w:body></w:document>"
    )
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": content}
    assert read_content(zipped(members)).text == "GB 1"


def test_a_document_that_declares_entities_is_refused() -> None:
    """A billion laughs: nothing is expanded, and nobody writes such documents honestly."""
    content = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": content}
    with pytest.raises(DocumentError) as refused:
        read_content(zipped(members))
    assert refused.value.code == "broken_file"


def test_a_piece_of_another_file_within_is_named() -> None:
    """An ``altChunk`` is another document inside; it is not read, and that is said."""
    text = read_content(word(paragraph("甲") + '<w:altChunk r:id="none"/>'))
    assert text.findings == (("unsupported_format", "altChunk"),)
