"""The overlap search for a proposal: what was found, how far it overlaps, what was searched."""

import datetime as dt
import io

import msgspec
import pytest
from docx import Document
from docx.document import Document as WordDocument

from biaozhun.documents.reports.novelty import (
    NoveltySearch,
    OverlapHit,
    OverlapLevel,
    novelty_report_docx,
)
from tests.documents.reports.examples import ON, document
from tests.documents.reports.speaking import ZH

SEARCH = NoveltySearch(
    title="食品接触用竹制品",
    on=ON,
    made=dt.datetime(2026, 11, 23, 4, 30, tzinfo=dt.UTC),
    terms=("竹制品", "食品接触", "ICS 67.250"),
    searched=document().searched,
    hits=(
        OverlapHit(
            number="GB/T 1-2020", title="竹制品术语", level=OverlapLevel.RELATED, status="现行"
        ),
        OverlapHit(
            number="20261234-T-469",
            title="食品接触用竹木制品",
            level=OverlapLevel.SAME,
            status="起草",
            why="名称、范围相同",
            since=dt.date(2026, 1, 2),
            issuer="国家标准委",
        ),
    ),
)


def opened(content: bytes) -> WordDocument:
    """A Word file as the library reads it."""
    return Document(io.BytesIO(content))


def rows_of(letter: WordDocument, head: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so."""
    (table,) = (one for one in letter.tables if one.rows[0].cells[0].text == head)
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_hits_are_listed_from_the_furthest_overlap() -> None:
    """With issuer, status, day and reason; the conclusion counts them by level."""
    letter = opened(novelty_report_docx(SEARCH, ZH))
    assert rows_of(letter, ZH.position) == [
        [
            "1",
            "20261234-T-469\n国家标准委",
            "食品接触用竹木制品",
            "起草\n2026-01-02 起",
            "重复",
            "名称、范围相同",
        ],
        ["2", "GB/T 1-2020", "竹制品术语", "现行", "相关", "—"],
    ]
    assert "在所列来源内发现 2 项标准:重复 1 处、相关 1 处。" in [
        paragraph.text for paragraph in letter.paragraphs
    ]


def test_a_search_that_found_nothing_says_where_it_searched() -> None:
    """The coverage statement stands beside the conclusion."""
    letter = opened(novelty_report_docx(msgspec.structs.replace(SEARCH, hits=()), ZH))
    assert ZH.forms.novelty_none in [paragraph.text for paragraph in letter.paragraphs]
    assert rows_of(letter, ZH.source) == [
        ["国家标准全文公开系统", "71,234", "2026-11-20"],
        ["标准信息目录", "312", "日期不详"],
    ]


def test_levels_without_words_are_refused() -> None:
    """Before any page is written."""
    forms = msgspec.structs.replace(ZH.forms, novelty_levels={"same": "重复"})
    with pytest.raises(ValueError, match="no words for overlapping, related"):
        novelty_report_docx(SEARCH, msgspec.structs.replace(ZH, forms=forms))
