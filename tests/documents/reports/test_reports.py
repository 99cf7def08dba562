"""The three forms of a report say the same, need nothing outside, and run nothing."""

import io
import zipfile

import msgspec
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from biaozhun.core.validity import CheckedDocument, Outcome
from biaozhun.documents.reports import ReportWords, report_docx, report_html, report_xlsx
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import conclusion, result_rows
from tests.documents.reports.examples import (
    IN_FORCE,
    REPLACED,
    document,
    line,
    plain_answer,
)
from tests.documents.reports.speaking import EN, ZH

ADDRESS = "https://biaozhun.example.org/reports"
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>\x00\x1b\ud800{on}'


def hostile() -> CheckedDocument:
    """A document whose every text is an attack."""
    return document(
        lines=(
            line(msgspec.structs.replace(plain_answer(Outcome.UNKNOWN), title=HOSTILE), HOSTILE),
        ),
        name=HOSTILE,
        client=HOSTILE,
        searcher=HOSTILE,
    )


def test_the_conclusion_is_one_sentence_that_counts_every_outcome() -> None:
    """Counts stand in the order of the outcomes, and those to be attended to are counted."""
    checked = document(lines=(line(REPLACED, "a"), line(IN_FORCE, "b"), line(IN_FORCE, "c")))
    assert conclusion(checked, ZH) == (
        "以 2026-11-23 为基准日,共查引用 3 处:现行 2 处、被代替 1 处;其中 1 处需要处理。"
    )
    assert conclusion(checked, EN) == (
        "As of 2026-11-23. Citations: 3 (in force 2, replaced 1). To be attended to: 1."
    )


def test_a_conclusion_without_citations_and_one_with_nothing_to_do() -> None:
    """Both have a sentence of their own."""
    assert conclusion(document(lines=()), ZH) == "以 2026-11-23 为基准日,未在文件中发现引用的标准。"
    assert conclusion(document(lines=(line(IN_FORCE, "b"),)), ZH) == (
        "以 2026-11-23 为基准日,共查引用 1 处:现行 1 处;均无须处理。"
    )


def test_a_row_says_all_that_is_known_of_a_replaced_edition() -> None:
    """Successors with their days and extents, sources by their titles, each with its day."""
    (row,) = result_rows(document(lines=(line(REPLACED, "GB/T\n1.1—2009", page=3),)), ZH)
    assert row.printed == "GB/T 1.1—2009"
    assert row.place == "第 3 页"
    assert row.successors == (
        "GB/T 1.1-2020 2020-10-01 起 全部代替",
        "→ GB/T 1.1-2027 2027-04-01 起",
    )
    assert row.notes == ("现应使用 GB/T 1.1-2020。",)
    assert row.sources == ("国家标准全文公开系统 2026-11-20", "标准信息目录 2026-10-02")


def test_every_outcome_has_a_look() -> None:
    """A new outcome cannot be left without a sign."""
    assert set(LOOKS) == set(Outcome)


def test_words_that_are_incomplete_are_refused_before_any_report() -> None:
    """A missing outcome and an unknown place are errors when the words are put together."""
    with pytest.raises(ValueError, match="outcomes has no words for unknown"):
        msgspec.structs.replace(
            ZH, outcomes={outcome: "x" for outcome in Outcome if outcome is not Outcome.UNKNOWN}
        )
    with pytest.raises(ValueError, match=r"conclusion asks for \['when'\]"):
        msgspec.structs.replace(ZH, conclusion="{when}")


def test_the_page_needs_nothing_outside_itself() -> None:
    """No script, no link to a resource; the QR code is drawn in the page."""
    page = html.fromstring(report_html(document(), ZH, address=ADDRESS))
    assert page.xpath("//script|//link|//img|//@src|//iframe") == []
    assert b"url(" not in report_html(document(), ZH, address=ADDRESS)
    assert len(page.xpath("//*[local-name()='svg']")) == 1
    assert page.get("lang") == "zh-Hans"


def test_the_page_has_a_row_for_each_citation() -> None:
    """In the order of the text, each with an anchor."""
    page = html.fromstring(report_html(document(), ZH))
    rows = page.xpath("//section[@class='results']//tbody/tr")
    assert [row.get("id") for row in rows] == [f"r{n}" for n in range(1, len(document().lines) + 1)]


def test_markup_in_a_file_stays_text_in_the_page() -> None:
    """A title with a script in it is shown, not run."""
    page = html.fromstring(report_html(hostile(), ZH))
    assert page.xpath("//script") == []
    assert "<script>alert(1)</script>" in page.xpath("string(//section[@class='results'])")


def test_the_workbook_has_its_four_sheets_and_no_formula() -> None:
    """A cell that begins with = is a text, and stays one when it is edited."""
    data = report_xlsx(hostile(), ZH, address=ADDRESS)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["摘要", "核查结果", "检索范围"]
    cell = book["核查结果"]["B2"]
    assert (cell.value, cell.data_type) == (
        '=HYPERLINK("http://x")<script>alert(1)</script>{on}',
        "s",
    )
    assert cell.quotePrefix is True
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert [name for name in sheets if b"<f>" in package.read(name)] == []


def test_the_results_of_the_workbook_can_be_filtered_under_a_head_that_stays() -> None:
    """Filter over the whole table, head and first columns in sight, days as days."""
    book = load_workbook(io.BytesIO(report_xlsx(document(), ZH)))
    sheet = book["核查结果"]
    assert sheet.auto_filter.ref == f"A1:O{len(document().lines) + 1}"
    assert sheet.freeze_panes == "C2"
    assert sheet["H2"].value.date() == REPLACED.since
    assert sheet["H2"].number_format == "yyyy-mm-dd"


def test_the_letter_repeats_the_head_of_its_table_and_numbers_its_pages() -> None:
    """The head row is marked, the results lie across the page, the foot holds fields."""
    letter = Document(io.BytesIO(report_docx(document(), ZH, address=ADDRESS)))
    heads = letter.element.body.findall(f".//{{{letter.element.nsmap['w']}}}tblHeader")
    assert len(heads) == 2
    assert [section.orientation for section in letter.sections] == [0, 1, 0]
    codes = letter.sections[0].footer._element.xpath("string(.//w:instrText[1])")
    assert codes == "PAGE"
    assert len(letter.inline_shapes) == 1


def test_the_letter_takes_any_text() -> None:
    """Characters that XML forbids are left out, the rest stands as it is."""
    letter = Document(io.BytesIO(report_docx(hostile(), ZH)))
    assert any(
        '=HYPERLINK("http://x")<script>alert(1)</script>{on}' in cell.text
        for table in letter.tables
        for row in table.rows
        for cell in row.cells
    )


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_an_empty_document_has_a_report_in_every_form(words: ReportWords) -> None:
    """Nothing cited is a result, not an error."""
    empty = document(lines=(), searched=(), number="")
    assert words.nothing in html.fromstring(report_html(empty, words)).text_content()
    assert Document(io.BytesIO(report_docx(empty, words))).paragraphs[0].text == words.title
    assert load_workbook(io.BytesIO(report_xlsx(empty, words))).sheetnames[0] == words.summary


def test_rows_of_the_workbook_are_as_high_as_their_texts() -> None:
    """Programs that do not fit rows by themselves show all of a long note."""
    sheet = load_workbook(io.BytesIO(report_xlsx(document(), ZH)))["核查结果"]
    assert sheet.row_dimensions[2].height == 47
    assert sheet.row_dimensions[1].height == 17
