"""PDF, workbooks and archives as text with positions."""

import datetime as dt
import io
import zipfile
from contextlib import closing

import pypdfium2
import pytest
from openpyxl import Workbook

from bench.reader_samples import pdf, samples, workbook, zipped
from biaozhun.core.structure.blocks import BlockKind
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading import read_content
from biaozhun.documents.reading.lines import Line, paragraphs

LONG = "第3.1条 应符合GB/T 1.1-2020的规定并且应当写满整整一行文字直到右边"


def test_lines_of_a_pdf_are_joined_where_they_reach_the_margin() -> None:
    """A number broken at the end of a line stays readable; a line feed stays where it broke."""
    page = [(50.0, 800.0, LONG), (50.0, 785.0, "界为止"), (50.0, 755.0, "另段")]
    text = read_content(pdf(page, page))
    assert text.pages == 2
    assert [(b.page, b.paragraph, text.text[b.start : b.end]) for b in text.blocks] == [
        (1, 1, f"{LONG}\n界为止"),
        (1, 2, "另段"),
        (2, 3, f"{LONG}\n界为止"),
        (2, 4, "另段"),
    ]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    """PDFium joins what was hyphenated; the text shows it as it is printed."""
    page = [
        (50.0, 800.0, "quality manage-"),
        (50.0, 785.0, "ment and GB/T 1-"),
        (50.0, 770.0, "2020"),
    ]
    assert read_content(pdf(page)).text == "quality manage-\nment and GB/T 1-\n2020"


def test_characters_beyond_the_first_plane_move_no_line() -> None:
    """Where PDFium counts in halves, edges are those of the right characters."""
    page = [(50.0, 800.0, "𠀀𠀀" + LONG), (50.0, 785.0, "尾"), (300.0, 500.0, "别处的一段话")]
    text = read_content(pdf(page))
    assert [text.text[b.start : b.end] for b in text.blocks][-1] == "别处的一段话"


def test_signs_drawn_before_their_line_stand_where_they_are_seen() -> None:
    """Quotation marks of another font, which programs draw apart from the words between them."""
    drawn = [(50, "实施"), (70, "“\t”"), (80, "十百千"), (120, "工程，见GB/T 1.1-2020")]
    page = [(float(x), 800.0, text) for x, text in drawn]
    assert read_content(pdf(page)).text == "实施“十百千”工程，见GB/T 1.1-2020"


def test_a_page_that_is_turned_about_is_read_from_its_beginning() -> None:
    """Its characters go from right to left by their places; signs among them change nothing."""
    words = "实施“十百千”工程"
    with closing(pypdfium2.PdfDocument(pdf([(50.0, 800.0, words)]))) as document:
        page = document[0]
        for drawn in page.get_objects():
            drawn.transform(pypdfium2.PdfMatrix(-1, 0, 0, -1, 595, 842))
        page.gen_content()
        page.set_rotation(180)
        turned = io.BytesIO()
        document.save(turned)
    assert read_content(turned.getvalue()).text == words


def test_a_line_that_begins_further_right_begins_a_paragraph() -> None:
    """An indent of two characters, as Chinese paragraphs have it."""
    lines = [
        Line("甲", 70, 540, 790, 800),
        Line("乙", 50, 540, 775, 785),
        Line("丙", 70, 540, 760, 770),
    ]
    assert list(paragraphs(lines)) == ["甲\n乙", "丙"]


def test_pages_without_text_are_named_and_a_scan_is_refused() -> None:
    """A page that is a picture, and a file of nothing else."""
    assert read_content(samples()["pdf"]).pages_without_text == (2,)
    with pytest.raises(DocumentError) as refused:
        read_content(pdf([], []))
    assert refused.value.code == "no_text"


def test_every_sheet_of_a_workbook_is_read_with_the_places_of_its_cells() -> None:
    """Hidden sheets too, which are named; a cell over others stands where it begins."""
    text = read_content(workbook())
    assert text.hidden == ("暗",)
    assert [(b.sheet, b.row, b.column, text.text[b.start : b.end]) for b in text.blocks] == [
        ("清单", 1, 1, "标准编号"),
        ("清单", 1, 2, "名称"),
        ("清单", 1, 3, "数"),
        ("清单", 2, 1, "GB/T 1.1-2020"),
        ("清单", 2, 2, "标准化工作导则"),
        ("清单", 2, 3, "2"),
        ("清单", 3, 1, "GB 2"),
        ("清单", 3, 3, "2.5"),
        ("清单", 5, 1, "并"),
        ("暗", 3, 3, "GB 3"),
    ]
    assert {block.kind for block in text.blocks} == {BlockKind.CELL}


def test_a_stored_value_of_a_formula_is_read() -> None:
    """Formulas are never computed: what the program stored is taken."""
    stored = rewritten(workbook(), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>42</v>")
    text = read_content(stored)
    assert "42" in [text.text[b.start : b.end] for b in text.blocks]


def rewritten(package: bytes, old: bytes, new: bytes) -> bytes:
    """A package in which a piece of a member is another; it must occur."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    changed: dict[str, bytes | str] = {
        name: content.replace(old, new) for name, content in members.items()
    }
    assert changed != members
    return zipped(changed)


def test_days_and_times_are_written_in_figures() -> None:
    """A day is ISO 8601, without a midnight that nobody wrote."""
    book = Workbook()
    book.worksheets[0].append([dt.date(2020, 3, 31), dt.datetime(2020, 3, 31, 8, 30), True])  # noqa: DTZ001  -- workbooks know no zone
    stream = io.BytesIO()
    book.save(stream)
    assert read_content(stream.getvalue()).text == "2020-03-31\n2020-03-31 08:30:00\nTRUE"


def test_files_in_an_archive_are_read_with_their_paths_and_the_rest_is_named() -> None:
    """An archive in an archive is read, one that is no text is a finding."""
    text = read_content(samples()["zip"])
    assert list(dict.fromkeys(block.file for block in text.blocks)) == [
        "甲.html",
        "b.zip!/内/a.txt",
        "b.zip!/b.docx",
    ]
    assert text.findings == (("binary_file", "c.bin"),)


def test_names_in_old_archives_are_read_as_gb18030() -> None:
    """What says no encoding was packed by a Chinese Windows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("XXXXXXXX.txt", "GB 1 标准")
    content = stream.getvalue().replace(b"XXXXXXXX", "标准清单".encode("gb18030"))
    assert read_content(content).blocks[0].file == "标准清单.txt"


def test_a_name_that_leads_out_of_the_archive_is_only_a_name() -> None:
    """Nothing is written anywhere."""
    text = read_content(zipped({"../../etc/a.txt": "GB 1 标准"}))
    assert text.blocks[0].file == "../../etc/a.txt"


def test_archives_ten_deep_are_read_two_deep() -> None:
    """What lies deeper is a finding with its code."""
    content = zipped({"a.txt": "GB 1 标准"})
    for _ in range(10):
        content = zipped({"b.zip": content, "c.txt": "GB 2 标准"})
    text = read_content(content)
    assert [block.file for block in text.blocks] == ["b.zip!/c.txt", "c.txt"]
    assert text.findings == (("nested_too_deep", "b.zip!/b.zip"),)


@pytest.mark.parametrize(
    "member", ["ppt/presentation.xml", "xl/workbook.bin", "OFD.xml", "META-INF/manifest.xml"]
)
def test_other_documents_that_are_archives_are_not_taken_for_archives(member: str) -> None:
    """Their members are no files of anybody; the hint says what to save them as."""
    with pytest.raises(DocumentError) as refused:
        read_content(zipped({member: "<x/>"}))
    assert (refused.value.code, bool(refused.value.hint)) == ("unsupported_format", True)


def test_an_archive_of_folders_is_empty() -> None:
    """Nothing is in it that could be read."""
    with pytest.raises(DocumentError) as refused:
        read_content(zipped({"a/": "", "__MACOSX/x": "y"}))
    assert refused.value.code == "empty_file"
