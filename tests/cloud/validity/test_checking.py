"""From a text to answers: what is found where, judged once, and set right by hand."""

import datetime as dt
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.validity.queries import coverage, holdings
from biaozhun.cloud.validity.queries.checking import (
    Correction,
    asked_of,
    check_asked,
    check_text,
    plain,
)
from biaozhun.cloud.validity.queries.coverage import data_date, searched_sources
from biaozhun.core.number import parse
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.validity import (
    RULES,
    Asked,
    CheckedDocument,
    Citing,
    Consequence,
    Outcome,
    Place,
    SearchedSource,
)
from tests.factories.catalogue import DAY, edition_of, record_of, source_of

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 11, 1)


def checked(text: str, *corrections: Correction) -> CheckedDocument:
    """A pasted text, checked."""
    return check_text(plain(text), on=ON, citing=Citing.CONTRACT, corrections=corrections)


def test_each_citation_gets_its_place_and_its_answer() -> None:
    """In the order of the text; what is no number stands among them."""
    edition_of("GB/T 1-2000", in_force="2000-01-01")
    edition_of("GB/T 1-2010", in_force="2010-01-01")
    text = "按 GB/T 1-2000 和 GB/T 1,以及 GB/T 2-2001。"
    found = checked(text)
    assert [(line.position, text[line.start : line.end]) for line in found.lines] == [
        (1, "GB/T 1-2000"),
        (2, "GB/T 1"),
        (3, "GB/T 2-2001"),
    ]
    assert [line.answer.outcome for line in found.lines] == [
        Outcome.REPLACED,
        Outcome.IN_FORCE,
        Outcome.NOT_HELD,
    ]
    assert found.lines[0].answer.newest == "GB/T 1-2010"


def test_a_document_says_what_was_checked_and_searched() -> None:
    """Its digest, its length, the rules, the sources and the last day of any."""
    record_of(edition_of("GB/T 1-2000", in_force="2000-01-01"), source_of("one"))
    found = checked("GB/T 1-2000")
    source = SearchedSource(title="来源 one", slug="one", editions=1, until=DAY)
    assert found.searched == (source,)
    assert searched_sources() == (source,)
    assert found.data_date == data_date([source]) == DAY
    assert found.sha256 == hashlib.sha256(b"GB/T 1-2000").hexdigest()
    assert (found.rules, found.characters, found.on, found.citing) == (
        RULES,
        11,
        ON,
        Citing.CONTRACT,
    )


def test_places_are_told_as_the_file_has_them() -> None:
    """Page, sheet, cell, part and paragraph come from the block; none outside of blocks."""
    cell = TextBlock(start=0, end=11, kind=BlockKind.CELL, sheet="目录", row=3, column=28)
    foot = TextBlock(start=12, end=23, paragraph=2, page=7)
    text = BlockText(text="GB/T 1-2000\nGB/T 2-2000\nGB/T 3-2000", blocks=(cell, foot))
    found = check_text(text, on=ON, citing=Citing.REFERENCE)
    assert [line.place for line in found.lines] == [
        Place(sheet="目录", cell="AB3"),
        Place(page=7, paragraph=2),
        Place(),
    ]


def test_a_reading_set_right_takes_the_place_of_the_first() -> None:
    """The typed number is judged, what is printed stays; a stroke takes a citation out."""
    edition_of("GB/T 10-2000", in_force="2000-01-01")
    text = "GB/T 1O-2000 GB/T 2-2000"
    typed = Correction(start=0, end=12, typed="GB/T 10-2000")
    found = checked(text, typed, Correction(start=13, end=24))
    [line] = found.lines
    assert (line.asked.text, line.asked.number) == ("GB/T 1O-2000", parse("GB/T 10-2000"))
    assert (line.corrected, line.answer.outcome) == (True, Outcome.IN_FORCE)
    assert checked(text, Correction(start=0, end=24), typed).lines[0].corrected


@pytest.mark.parametrize(
    ("printed", "number", "title"),
    [
        ("GB/T 1-2000", "GB/T 1-2000", ""),
        (" gbt1-2000 ", "GB/T 1-2000", ""),
        ("GB/T 1-2000 现行", "GB/T 1-2000", ""),
        ("《标准化工作导则》(GB/T 1-2000)", "GB/T 1-2000", "标准化工作导则"),
        ("GB/T 1-2000 或 GB/T 2-2000", None, ""),
        ("暂无", None, ""),
        ("", None, ""),
    ],
)
def test_a_cell_of_a_list_asks_for_one_number(printed: str, number: str | None, title: str) -> None:
    """It is one, or holds just one; what holds none or several is malformed."""
    asked = asked_of(printed)
    assert (asked.number and asked.number.canonical, asked.title) == (number, title)
    assert bool(asked.fault) == (number is None)
    assert asked.text == printed.strip()


def test_answers_come_in_the_order_asked() -> None:
    """Also of what is asked twice, and for each who cites."""
    edition_of("GB/T 1-2000", in_force="2000-01-01")
    asked = [Asked(text=t, number=parse(t)) for t in ("GB/T 2-2000", "GB/T 1-2000", "GB/T 2-2000")]
    found = check_asked(asked, on=ON, citing=Citing.LAW)
    assert [answer.outcome for answer in found] == [
        Outcome.NOT_HELD,
        Outcome.IN_FORCE,
        Outcome.NOT_HELD,
    ]
    assert found[1].consequence is Consequence.NONE


def test_the_questions_do_not_grow_with_the_text() -> None:
    """A text of one citation and one of three hundred ask the library equally often."""
    for serial in range(300):
        edition_of(f"GB/T {serial}-2000", in_force="2000-01-01")
    counts = []
    for many in (1, 300):
        holdings.forget()
        coverage.forget()
        with CaptureQueriesContext(connection) as queries:
            found = checked("、".join(f"GB/T {serial}-2000" for serial in range(many)))
        assert len(found.lines) == many
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_text_without_citations_has_an_empty_answer() -> None:
    """Nothing cited is no fault."""
    assert checked("没有引用任何标准。Q235 钢,电话 010-12345678。").lines == ()
