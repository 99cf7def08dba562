"""The forms say of each standard what the report says, and leave room for what people add."""

import datetime as dt
import io

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from openpyxl import load_workbook

from biaozhun.core.validity import Outcome
from biaozhun.documents.reports import (
    ControlledCopy,
    change_cards,
    change_cards_docx,
    confirmation_form_docx,
    controlled_list_xlsx,
)
from tests.documents.reports.examples import (
    IN_FORCE,
    NOT_HELD,
    REPLACED,
    document,
    line,
    plain_answer,
)
from tests.documents.reports.speaking import ZH

COMING = msgspec.structs.replace(
    REPLACED,
    outcome=Outcome.IN_FORCE,
    since=dt.date(2009, 1, 1),
    successors=REPLACED.successors[1:],
)
WITHDRAWN = msgspec.structs.replace(
    plain_answer(Outcome.WITHDRAWN), since=dt.date(2020, 1, 1), withdrawn_by="公告2020年第1号"
)


def opened(content: bytes) -> WordDocument:
    """A Word file as the library reads it."""
    return Document(io.BytesIO(content))


def rows_of(letter: WordDocument, head: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so."""
    (table,) = (one for one in letter.tables if one.rows[0].cells[0].text == head)
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_a_standard_cited_often_is_confirmed_once() -> None:
    """A row for each standard with the edition to use; two columns are left for a person."""
    checked = document(lines=(line(REPLACED, "GB/T 1.1—2009"), line(IN_FORCE, "GB 4806.7")) * 2)
    assert rows_of(opened(confirmation_form_docx(checked, ZH)), ZH.position) == [
        [
            "1",
            "GB/T 1.1-2009",
            REPLACED.title,
            "⇢ 被代替\n2020-10-01 起",
            "GB/T 1.1-2020",
            "GB/T 1.1-2020 2020-10-01 起 全部代替\n→ GB/T 1.1-2027 2027-04-01 起",
            "",
            "",
        ],
        [
            "2",
            "GB 4806.7-2023",
            IN_FORCE.title,
            "● 现行\n2024-09-06 起",
            "GB 4806.7-2023",
            "—",
            "",
            "",
        ],
    ]


def test_what_no_edition_is_held_of_is_listed_as_it_is_printed() -> None:
    """Two numbers that are not held are two rows, with no valid edition."""
    checked = document(lines=(line(NOT_HELD, "JB/T 1-2000"), line(NOT_HELD, "JB/T 2-2000")))
    rows = rows_of(opened(confirmation_form_docx(checked, ZH)), ZH.position)
    assert [(row[1], row[4]) for row in rows] == [("JB/T 1-2000", "—"), ("JB/T 2-2000", "—")]


def test_an_empty_document_has_every_form() -> None:
    """Each says in words that there is nothing."""
    empty = document(lines=())
    said = [one.text for one in opened(confirmation_form_docx(empty, ZH)).paragraphs]
    carded = [one.text for one in opened(change_cards_docx(empty, ZH)).paragraphs]
    book = load_workbook(io.BytesIO(controlled_list_xlsx(empty, ZH)))
    assert (ZH.nothing in said, ZH.forms.cards_none in carded) == (True, True)
    assert book.worksheets[0].max_row == 1


def test_the_controlled_list_has_a_row_for_each_copy_and_tells_what_changed_since() -> None:
    """An end and an amendment after the last check are changes, those before it are not."""
    checked = document(lines=(line(REPLACED, "a"), line(IN_FORCE, "=b"), line(NOT_HELD, "=c")))
    before, after = dt.date(2020, 9, 30), dt.date(2020, 10, 1)
    copies = {
        REPLACED.key: (
            ControlledCopy(
                own_number="WL-001",
                holder="质量部",
                copy="1",
                last_check=before,
                next_check=dt.date(2027, 1, 1),
            ),
            ControlledCopy(copy="2", last_check=after, remark="=借出"),
        ),
        IN_FORCE.key: (ControlledCopy(last_check=dt.date(2025, 1, 1)),),
    }
    sheet = load_workbook(io.BytesIO(controlled_list_xlsx(checked, ZH, copies))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[1], row[2], row[8], row[11]) for row in rows] == [
        ("WL-001", "GB/T 1.1-2009", "1", "被代替 2020-10-01 起"),
        (None, "GB/T 1.1-2009", "2", None),
        (None, "GB 4806.7-2023", None, "修改单:GB 4806.7-2023/XG1-2025。"),
        (None, "=c", None, None),
    ]
    assert [row[9].date() for row in rows][1:] == [
        after,
        dt.date(2025, 1, 1),
        dt.date(2026, 11, 23),
    ]
    assert {sheet["C5"].data_type, sheet["M3"].data_type} == {"s"}
    assert sheet["E1"].value == "结果 2026-11-23"


def test_there_is_a_card_for_what_ended_and_for_what_is_about_to() -> None:
    """One for each standard; of a coming edition the day is its own, not that of the old one."""
    checked = document(
        lines=(line(IN_FORCE, "a"), line(REPLACED, "b"), line(COMING, "c"), line(WITHDRAWN, "d"))
    )
    assert [(card.old, card.since) for card in change_cards(checked, ZH)] == [
        ("GB/T 1.1-2009", dt.date(2020, 10, 1)),
        ("GB/T 20000.1-2014", dt.date(2020, 1, 1)),
    ]
    (card,) = change_cards(document(lines=(line(COMING, "c"),)), ZH)
    assert card.since == dt.date(2027, 4, 1)


def test_a_card_tells_the_changes_that_are_known_and_says_where_none_are() -> None:
    """Changes come by the key of the new edition; the announcement of a withdrawal is named."""
    checked = document(lines=(line(REPLACED, "a", paragraph=1), line(REPLACED, "b", paragraph=4)))

    def card(content: bytes) -> dict[str, str]:
        return {row.cells[0].text: row.cells[1].text for row in opened(content).tables[1].rows}

    known = {"GB/T-1.1-2020": ("增加了编写原则", "删除了附录")}
    assert card(change_cards_docx(checked, ZH, changes=known)) == {
        "代替它的标准": "GB/T 1.1-2020 2020-10-01 起 全部代替\n→ GB/T 1.1-2027 2027-04-01 起",
        "自何时起": "2020-10-01",
        "本文件引用处": "第 1 段\n第 4 段",
        "主要技术变化": "增加了编写原则\n删除了附录",
        "说明": "现应使用 GB/T 1.1-2020。",
        "需要做什么": "引用仍指该版本,建议评估新版是否适用",
    }
    ended = card(change_cards_docx(document(lines=(line(WITHDRAWN, "d"),)), ZH))
    assert (ended["主要技术变化"], ended["说明"]) == ("各来源均未载明", "依据:公告2020年第1号。")
