"""PDF pages give paragraphs and the cells of tables."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Grid, Paragraph
from biaozhun.documents.pages import page_blocks

WritePdf = Callable[
    [Sequence[tuple[float, float, str]], Sequence[tuple[float, float, float, float]]], Path
]
HEADER = ["标准编号", "标准名称", "实施日期"]
COLUMNS = (50.0, 200.0, 400.0, 520.0)
ROWS = (700.0, 680.0, 640.0)


def test_ruled_lines_say_which_text_belongs_into_which_cell(write_pdf: WritePdf) -> None:
    """A title on two lines stays one cell, and text above the table is a paragraph."""
    lines = [(50.0, y, 520.0, y) for y in ROWS] + [(x, 640.0, x, 700.0) for x in COLUMNS]
    texts = [
        (60.0, 760.0, "2026年第1号"),
        (55.0, 686.0, HEADER[0]),
        (205.0, 686.0, HEADER[1]),
        (405.0, 686.0, HEADER[2]),
        (55.0, 656.0, "GB/T 1234-2026"),
        (205.0, 664.0, "气瓶检验机构"),
        (205.0, 648.0, "技术条件"),
        (405.0, 656.0, "2026-08-01"),
    ]

    blocks = page_blocks(write_pdf(texts, lines))

    row = ["GB/T 1234-2026", "气瓶检验机构技术条件", "2026-08-01"]
    assert blocks == [Paragraph("2026年第1号"), Grid([HEADER, row])]


def test_a_table_without_lines_is_cut_at_wide_gaps(write_pdf: WritePdf) -> None:
    """Cells of an unruled table are told apart by the room between them."""
    texts = [
        (55.0, 686.0, HEADER[0]),
        (205.0, 686.0, HEADER[1]),
        (405.0, 686.0, HEADER[2]),
        (55.0, 656.0, "GB/T 1234-2026"),
        (205.0, 656.0, "气瓶检验机构"),
        (405.0, 656.0, "2026-08-01"),
    ]

    blocks = page_blocks(write_pdf(texts, []))

    assert blocks == [Grid([HEADER, ["GB/T 1234-2026", "气瓶检验机构", "2026-08-01"]])]


def test_a_page_without_text_says_that_it_must_be_recognised(write_pdf: WritePdf) -> None:
    """A scan is refused with the advice to have it recognised."""
    with pytest.raises(DocumentError) as refused:
        page_blocks(write_pdf([], []))
    assert refused.value.code == "no_text"


def test_a_broken_pdf_is_a_clear_error(tmp_path: Path) -> None:
    """A file that only begins like a PDF is refused as broken."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(DocumentError) as refused:
        page_blocks(path)
    assert refused.value.code == "broken_file"
