"""PDF pages give paragraphs and the cells of tables."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.importers import AnnouncementHead, AnnouncementKind, open_importer
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


def test_an_announcement_in_pdf_is_read_like_any_other(write_pdf: WritePdf) -> None:
    """Head, rows and a number broken over two lines come out of the page as facts."""
    rows = (700.0, 680.0, 640.0, 600.0)
    lines = [(50.0, y, 520.0, y) for y in rows] + [(x, 600.0, x, 700.0) for x in COLUMNS]
    title = "关于废止《某规范》等2项地方标准的公告"
    texts = [
        (200.0, 790.0, "2025年第7号"),
        (150.0, 770.0, title),
        (55.0, 686.0, "标准编号"),
        (205.0, 686.0, "标准名称"),
        (405.0, 686.0, "废止日期"),
        (55.0, 656.0, "DB44/T 1-2010"),
        (205.0, 656.0, "甲"),
        (405.0, 656.0, "2025-07-01"),
        (55.0, 626.0, "DB44/T 20001-"),
        (55.0, 610.0, "2010"),
        (205.0, 616.0, "乙"),
        (300.0, 560.0, "某省市场监督管理局"),
        (300.0, 540.0, "2025年6月20日"),
    ]
    importer = open_importer(write_pdf(texts, lines))
    assert importer.announcement == AnnouncementHead(
        number="2025年第7号",
        kind=AnnouncementKind.WITHDRAW,
        issuer="某省市场监督管理局",
        title=title,
        date=dt.date(2025, 6, 20),
    )
    found = [(row.record.number, row.record.withdrawn) for row in importer.rows() if row.record]
    assert found == [
        ("DB44/T 1-2010", dt.date(2025, 7, 1)),
        ("DB44/T 20001-2010", dt.date(2025, 6, 20)),
    ]


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
