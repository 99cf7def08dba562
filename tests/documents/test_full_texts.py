"""Full texts by their content: Word, plain text, JSON Lines, PDF, pictures, and what is refused."""

import json
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import OxmlElement

from biaozhun.core.structure import ClauseKind, Items, Table, findings, words
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.full_texts import TextForm, read_full_text

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def put(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pdf(path: Path, *pages: bool) -> Path:
    """A PDF with a page for each flag, with characters on it where the flag is set."""
    document = pypdfium2.PdfDocument.new()
    for has_text in pages:
        page = document.new_page(200, 200)
        if has_text:
            _write(document, page)
        page.gen_content()
        page.close()
    document.save(str(path))
    document.close()
    return path


def _write(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> None:
    raw = pypdfium2.raw
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    text = raw.FPDFPageObj_CreateTextObj(document, font, 12.0)
    letters = "This standard specifies requirements.\x00".encode("utf-16-le")
    import ctypes  # noqa: PLC0415  -- only here

    buffer = ctypes.create_string_buffer(letters)
    raw.FPDFText_SetText(text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 10, 100)
    raw.FPDFPage_InsertObject(page, text)


def test_clauses_of_json_lines_come_with_the_headings_above_them(tmp_path: Path) -> None:
    """Each chapter and section stands once, before its first clause."""
    rows = [
        {
            "standard": "GB 1-2021",
            "clause": "1.0.1",
            "chapter": "1 总则",
            "section": None,
            "text": "甲",
        },
        {"standard": "GB 1-2021", "clause": "1.0.2", "chapter": "1 总则", "text": "乙\n丙"},
        {
            "standard": "GB 1-2021",
            "clause": "2.1.1",
            "chapter": "2 规定",
            "section": "2.1 要求",
            "text": "丁",
        },
    ]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    read = read_full_text(put(tmp_path, "x", content))
    assert read.text is not None
    assert (read.form, read.level, read.text.number) == (TextForm.CLAUSES, 2, "GB 1-2021")
    assert [(c.number, c.title, words(c.blocks)) for c in read.text.clauses] == [
        ("1", "总则", ""),
        ("1.0.1", "", "甲"),
        ("1.0.2", "", "乙\n丙"),
        ("2", "规定", ""),
        ("2.1", "要求", ""),
        ("2.1.1", "", "丁"),
    ]


def test_a_word_document_is_read_by_its_styles_numbers_and_tables(tmp_path: Path) -> None:
    """Counted headings get their numbers, printed ones keep theirs, tables their captions."""
    document = docx.Document()
    heading = document.add_heading("范围", level=1)
    heading._p.get_or_add_pPr().append(OxmlElement("w:numPr"))
    document.add_paragraph("本文件规定了要求。")
    document.add_heading("2 要求", level=1)
    document.add_paragraph("2.1 应符合表1的规定。")
    document.add_paragraph("表1 限值")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "项目", "0.1"
    document.add_paragraph("a) 第一项；")
    document.save(str(tmp_path / "t.docx"))
    read = read_full_text(tmp_path / "t.docx")
    assert read.text is not None
    assert (read.form, read.level) == (TextForm.WORD, 2)
    assert [(c.anchor, c.title) for c in read.text.clauses] == [
        ("1", "范围"),
        ("2", "要求"),
        ("2.1", ""),
    ]
    last = read.text.clauses[-1].blocks
    assert [type(block) for block in last[1:]] == [Table, Items]
    assert findings(read.text) == []


def test_plain_text_is_read_by_its_numbers_and_markdown_by_its_signs(tmp_path: Path) -> None:
    """GB18030 is decoded too; a text without any number is level 1 only."""
    content = "# 前言\n起草说明。\n## 1 范围\n规定了要求。\n".encode("gb18030")
    read = read_full_text(put(tmp_path, "x", content))
    assert read.text is not None
    assert [(c.kind, c.anchor) for c in read.text.clauses] == [
        (ClauseKind.FRONT, "foreword"),
        (ClauseKind.CLAUSE, "1"),
    ]
    unnumbered = read_full_text(put(tmp_path, "y", "只有一段话。"))
    assert (unnumbered.level, unnumbered.has_text_layer) == (1, True)


@pytest.mark.parametrize(
    ("pages", "has_layer", "level"),
    [
        ((True, True), True, 1),
        ((True, False), True, 1),
        ((True, False, False), False, 0),
        ((False,), False, 0),
    ],
)
def test_a_pdf_has_a_text_layer_where_most_pages_hold_characters(
    tmp_path: Path, *, pages: tuple[bool, ...], has_layer: bool, level: int
) -> None:
    """A cover with words does not make a text of a scan."""
    read = read_full_text(pdf(tmp_path / "t.pdf", *pages))
    assert (read.pages, read.has_text_layer, read.level, read.text) == (
        len(pages),
        has_layer,
        level,
        None,
    )


def test_a_picture_proves_nothing(tmp_path: Path) -> None:
    """It is kept as a file of level 0."""
    read = read_full_text(put(tmp_path, "x", PNG))
    assert (read.form, read.level, read.has_text_layer) == (TextForm.PNG, 0, False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "unsupported_format"),
        (b"PK\x03\x04 broken", "broken_file"),
        (b"%PDF-1.4 broken", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "unsupported_format"),
        (b"\x00\x01\x02\x03", "binary_file"),
        (b'{"clause": 5}', "broken_json"),
        (b'{"clause": "5", "text": "x"}\nnot json', "broken_json"),
        (b"\n \n", "no_text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(
    tmp_path: Path, content: bytes, code: str
) -> None:
    """Old Office, web pages, broken and empty files."""
    with pytest.raises(DocumentError) as refused:
        read_full_text(put(tmp_path, "x", content))
    assert refused.value.code == code


@pytest.mark.shared
def test_the_general_code_of_structures_is_read_without_a_finding(shared: Path) -> None:
    """All its clauses with the headings above them, none left out, none empty."""
    read = read_full_text(shared / "data" / "fulltext" / "gb55001-2021.clauses.jsonl")
    assert read.text is not None
    assert (len(read.text.clauses), findings(read.text)) == (144, [])
