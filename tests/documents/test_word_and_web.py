"""Word documents and web pages give paragraphs and grids in their order."""

import zipfile
from pathlib import Path

import docx
import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Grid, MergedCell, Paragraph, spread
from biaozhun.documents.web import web_blocks
from biaozhun.documents.word import word_blocks


def test_a_word_document_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    """Text and tables come in order; a merged heading row repeats its text."""
    document = docx.Document()
    document.add_paragraph("2026年第1号")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "电力"
    table.cell(1, 0).text, table.cell(1, 1).text = "DL/T 1-2020", "名称"
    document.save(str(tmp_path / "a.docx"))

    blocks = word_blocks(tmp_path / "a.docx")

    grid = Grid([["电力", "电力"], ["DL/T 1-2020", "名称"]])
    assert blocks == [Paragraph("2026年第1号"), grid]


def test_a_word_document_without_a_body_is_a_clear_error(tmp_path: Path) -> None:
    """An archive that only claims to be a document is refused."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(DocumentError) as refused:
        word_blocks(path)
    assert refused.value.code == "broken_file"


def test_only_the_innermost_table_of_a_page_is_a_table() -> None:
    """Tables that lay out an old page are not taken for tables; scripts are not text."""
    page = (
        "<html><script>var a='公告'</script><table><tr><td><p>公告</p>"
        "<table><tr><th>编号<th>名称<tr><td>GB 1<td>甲 <b>乙</b></table>"
        "<p>落款</p></td></tr></table>"
    )
    grid = Grid([["编号", "名称"], ["GB 1", "甲 乙"]])
    assert web_blocks(page.encode(), "utf-8") == [Paragraph("公告"), grid, Paragraph("落款")]


def test_a_page_in_gb18030_is_read() -> None:
    """The encoding found by content counts, not the one the page claims."""
    page = '<meta charset="utf-8"><p>标准</p>'.encode("gb18030")
    assert web_blocks(page, "gb18030") == [Paragraph("标准")]


def test_merged_cells_fill_the_rows_and_columns_they_span() -> None:
    """A cell over two rows stands in both."""
    rows = [[MergedCell("a", rows=2), MergedCell("b")], [MergedCell("c")]]
    assert spread(rows) == [["a", "b"], ["a", "c"]]


def test_a_span_without_measure_is_bounded() -> None:
    """A cell that claims a million columns does not get them."""
    [row] = spread([[MergedCell("a", columns=1_000_000)]])
    assert len(row) == 200


def test_a_page_nested_without_bound_is_read() -> None:
    """Ten thousand nested elements do not exhaust the stack."""
    page = b"<p>a</p>" + b"<div>" * 10_000 + "标准".encode() + b"</div>" * 10_000
    assert web_blocks(page, "utf-8")[0] == Paragraph("a")
