"""Tables of comments are looked at first; then their rows go in once, and the rest is named."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import Workbook

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.consultations.actions import bringing
from biaozhun.cloud.consultations.actions.bringing import drop_table, enter, look_at, seen
from biaozhun.cloud.consultations.actions.letters import NewUnit, add_units, send
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import BroughtTable, Consultation, Letter
from biaozhun.cloud.consultations.queries.codes import letter_code
from biaozhun.cloud.consultations.queries.table import said_by
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.documents.reading import read_document
from tests.cloud.consultations.bringing import HEADS, excel, word
from tests.cloud.consultations.conftest import As
from tests.cloud.consultations.making import AREA, OPENS, Cast, at, closed

SOON = at(OPENS + dt.timedelta(days=9))
CONSUMERS = "江原省消费者协会"


@pytest.fixture(autouse=True)
def _read_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of our own are read without a process of their own, which costs a second each."""
    if "behind_walls" not in request.fixturenames:
        monkeypatch.setattr(bringing, "read_isolated", read_document)


@pytest.fixture
def behind_walls() -> None:
    """Files are read as those of strangers are."""


def brought(consultation: Consultation, cast: Cast, content: bytes, **told: str) -> BroughtTable:
    """A table the officer brings."""
    upload = ("意见表.docx", content)
    return look_at(consultation, upload, actor=cast.officer, at=SOON, **told)


def asked(consultation: Consultation, cast: Cast, unit: str = CONSUMERS) -> Letter:
    """A unit a letter was sent to."""
    add_units(consultation, [NewUnit(unit=unit, group="consumers")], actor=cast.officer)
    letter = consultation.letters.get(unit=unit)
    send(consultation, [letter], actor=cast.officer, at=at(OPENS, 3))
    return consultation.letters.get(unit=unit)


def code_of(act: object) -> str:
    """Why something is refused."""
    with pytest.raises(ConsultationRefusedError) as told:
        act()  # type: ignore[operator]
    return str(told.value.code)


def test_looking_at_a_table_lets_nothing_in(consultation: Consultation, cast: Cast) -> None:
    """It says which row becomes what, where it stands, and what is left out and why."""
    told = seen(brought(consultation, cast, word()))
    assert [
        (one.row.place.row, one.passage.id if one.passage else "", one.bound.is_lost, one.unit)
        for one in told.lines
    ] == [
        (2, "4.1", False, CONSUMERS),
        (3, "4.2-i2", False, CONSUMERS),
        (4, "", True, "江原大学"),
    ]
    assert [(one.place.row, one.code) for one in told.left] == [
        (5, "nothing_to_say"),
        (6, "unit_missing"),
    ]
    assert consultation.comments.count() == 0


@pytest.mark.parametrize("make", [word, excel])
def test_the_rows_go_in_with_their_units_and_letters(
    make: object, consultation: Consultation, cast: Cast
) -> None:
    """A unit that was asked has replied; the rows left out are kept with place and reason."""
    asked(consultation, cast)
    table = brought(consultation, cast, make(), unit="江原省妇女联合会")  # type: ignore[operator]
    enter(table, actor=cast.officer, at=SOON)
    held = list(consultation.comments.select_related("letter").order_by("number"))
    assert [(one.clause, one.unit, one.state) for one in held] == [
        ("4.1", CONSUMERS, "open"),
        ("b)" if held[1].clause == "b)" else "4.2", CONSUMERS, "open"),
        ("9.9", "江原大学", "open"),
        ("3.1", "江原省妇女联合会", "open"),
    ]
    assert held[0].proposal == "母婴室的使用面积不应小于12平方米。"
    assert held[0].text == "面积偏小\n理由：按实测"
    assert [said_by(one) for one in held][2:] == ["江原大学", "江原省妇女联合会"]
    letter = consultation.letters.get(unit=CONSUMERS)
    assert (letter.reply, letter.stated_by) == ("comments", cast.officer)
    kept = BroughtTable.objects.get(pk=table.pk)
    assert (kept.taken, [one["code"] for one in kept.rejected]) == (4, ["nothing_to_say"])


def test_words_of_the_text_bind_a_row_to_its_sentence(
    consultation: Consultation, cast: Cast
) -> None:
    """A column with the original wording names the very characters."""
    rows = (
        ("序号", "章条", "原文", "意见", "单位"),
        ("1", "4.1", "不应小于10平方米", "偏小", "江原大学"),
    )
    table = brought(consultation, cast, word(rows))
    enter(table, actor=cast.officer, at=SOON)
    made = consultation.comments.get()
    assert (made.passage, made.quote) == (AREA, "不应小于10平方米")


def test_the_same_file_goes_in_once(consultation: Consultation, cast: Cast) -> None:
    """Looked at twice it is one table; entered it is not taken again, nor forgotten."""
    content = word()
    first = brought(consultation, cast, content)
    assert brought(consultation, cast, content).pk == first.pk
    enter(first, actor=cast.officer, at=SOON)
    count = consultation.comments.count()
    assert code_of(lambda: enter(first, actor=cast.officer, at=SOON)) == "table_entered"
    assert code_of(lambda: brought(consultation, cast, content)) == "table_came_already"
    assert code_of(lambda: drop_table(first)) == "table_entered"
    assert consultation.comments.count() == count


def test_two_units_may_send_the_same_file(consultation: Consultation, cast: Cast) -> None:
    """The empty form of one unit is not the other's: each keeps its own table and its own reply."""
    one, other = asked(consultation, cast), asked(consultation, cast, "江原省残疾人联合会")
    upload = ("表.docx", word((HEADS, ("1", "", "无意见", "", "", ""))))
    first = look_at(consultation, upload, actor=None, at=SOON, letter=one)
    second = look_at(consultation, upload, actor=None, at=SOON, letter=other)
    assert (first.pk == second.pk, BroughtTable.objects.get(pk=first.pk).letter) == (False, one)
    enter(first, actor=None, at=SOON, signed_by="李主任")
    enter(second, actor=None, at=SOON, signed_by="王主任")
    replies = dict(consultation.letters.values_list("unit", "reply"))
    assert replies == {CONSUMERS: "none", "江原省残疾人联合会": "none"}
    again = code_of(lambda: look_at(consultation, upload, actor=None, at=SOON, letter=other))
    assert again == code_of(lambda: brought(consultation, cast, upload[1])) == "table_came_already"


def test_a_form_with_a_heading_alone_says_that_nothing_is_in_it(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """The page is not silent, and offers to let nothing in."""
    table = brought(consultation, cast, word((HEADS,)))
    page = browser(cast.officer).get(f"/desk/consultations/tables/{table.pk}").content.decode()
    assert "没有可以录入的意见。" in page
    assert f"/desk/consultations/tables/{table.pk}/enter" not in page


def test_a_table_that_was_only_looked_at_can_be_forgotten(
    consultation: Consultation, cast: Cast
) -> None:
    """With its file."""
    table = brought(consultation, cast, word())
    name, store = table.file.name, table.file.storage
    drop_table(table)
    assert not BroughtTable.objects.exists()
    assert not store.exists(name or "")


def test_a_unit_answers_its_letter_with_a_table(consultation: Consultation, cast: Cast) -> None:
    """All rows are the unit's, whatever the table says; 无意见 alone is a reply as well."""
    letter = asked(consultation, cast)
    table = look_at(consultation, ("表.xlsx", excel()), actor=None, at=SOON, letter=letter)
    assert code_of(lambda: enter(table, actor=None, at=SOON)) == "signature_missing"
    enter(table, actor=None, at=SOON, signed_by="李主任")
    assert set(consultation.comments.values_list("letter", flat=True)) == {letter.pk}
    other = asked(consultation, cast, "江原省残疾人联合会")
    content = word((HEADS, ("1", "", "无意见", "", "", "")))
    none = look_at(consultation, ("表.docx", content), actor=None, at=SOON, letter=other)
    enter(none, actor=None, at=SOON, signed_by="王主任")
    replies = dict(consultation.letters.values_list("unit", "reply"))
    assert replies == {CONSUMERS: "comments", "江原省残疾人联合会": "none"}


@pytest.mark.usefixtures("behind_walls")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable_table"),
        (b"PK\x03\x04 broken", "unreadable_table"),
        (b"%PDF-1.7 broken", "unreadable_table"),
        (word((("样品", "数量"), ("甲", "3"))), "no_comment_table"),
    ],
)
def test_files_that_are_no_form_are_refused(
    content: bytes, code: str, consultation: Consultation, cast: Cast
) -> None:
    """Empty, broken, of another kind: nothing is kept."""
    assert code_of(lambda: brought(consultation, cast, content)) == code
    assert not BroughtTable.objects.exists()


def test_only_the_desk_brings_tables_without_a_letter(
    consultation: Consultation, cast: Cast
) -> None:
    """A stranger may not, and nobody enters another's."""
    upload = ("表.docx", word())

    def tried(person: Person | None) -> str:
        return code_of(lambda: look_at(consultation, upload, actor=person, at=SOON))

    assert {tried(one) for one in (cast.stranger, cast.drafter, None)} == {"not_the_desk"}
    table = brought(consultation, cast, word())
    assert code_of(lambda: enter(table, actor=cast.stranger, at=SOON)) == "not_the_desk"
    assert consultation.comments.count() == 0


def test_after_the_last_day_only_the_desk_enters_what_came_on_paper(
    consultation: Consultation, cast: Cast
) -> None:
    """The unit itself comes too late; half a table never goes in."""
    letter = asked(consultation, cast)
    late = look_at(consultation, ("表.docx", word()), actor=None, at=SOON, letter=letter)
    closed(consultation)
    assert consultation.closes is not None
    after = at(consultation.closes + dt.timedelta(days=2))
    consultation.refresh_from_db()
    assert (
        code_of(lambda: enter(late, actor=None, at=after, signed_by="李主任")) == "comments_closed"
    )
    assert consultation.comments.count() == 0
    enter(late, actor=cast.officer, at=after, signed_by="李主任")
    assert consultation.comments.count() == 4


def merged_word() -> bytes:
    """A Word form whose clause and unit stand over two rows."""
    rows = (HEADS, ("1", "4.1", "甲", "", CONSUMERS, ""), ("2", "", "乙", "", "", ""))
    document = Document(io.BytesIO(word(rows)))
    table = document.tables[0]
    for column in (1, 4):
        table.cell(1, column).merge(table.cell(2, column))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def merged_excel() -> bytes:
    """The same as a workbook, the table not in its first corner."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = (HEADS, ("1", "4.1", "甲", "", CONSUMERS, ""), ("2", "", "乙", "", "", ""))
    for row, cells in enumerate(rows, 3):
        for column, cell in enumerate(cells, 2):
            sheet.cell(row, column, cell or None)
    sheet.merge_cells("C4:C5")
    sheet.merge_cells("F4:F5")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("make", [merged_word, merged_excel])
def test_merged_cells_hold_for_all_their_rows(
    make: Callable[[], bytes], consultation: Consultation, cast: Cast
) -> None:
    """Clause and unit that were merged over two rows are those of both comments."""
    told = seen(brought(consultation, cast, make(), unit="江原大学"))
    assert [(one.row.text, one.row.clause, one.unit) for one in told.lines] == [
        ("甲", "4.1", CONSUMERS),
        ("乙", "4.1", CONSUMERS),
    ]


def test_many_rows_go_in_with_few_statements(consultation: Consultation, cast: Cast) -> None:
    """Others wait for the transaction; each row has its number, its state and its events."""
    counts = []
    for unit, size in (("甲单位", 2), ("乙单位", 60)):
        rows = [(str(n), "4.1", f"{unit}的第{n}条", "", unit, "") for n in range(1, size + 1)]
        table = brought(consultation, cast, excel((HEADS, *rows)))
        with CaptureQueriesContext(connection) as asked_:
            enter(table, actor=cast.officer, at=SOON)
        counts.append(len(asked_))
    assert counts[1] - counts[0] <= 3  # a database takes only so many values at once
    told = consultation.comments.values_list("number", "state", "clause").order_by("number")
    assert list(told) == [(n, "open", "4.1") for n in range(1, 63)]
    for kind in ("consultations.comment_filed", "consultations.comment_release"):
        assert Event.objects.filter(kind=kind, subject__startswith="consultations.").count() == 62
    assert consultation.proceeding is not None
    consultation.proceeding.refresh_from_db()
    assert consultation.proceeding.open_items == 62


def test_a_form_without_one_comment_that_fits_offers_no_reply(
    consultation: Consultation, cast: Cast
) -> None:
    """A unit whose comments are all too long has comments; nothing is entered in its name."""
    letter = asked(consultation, cast)
    content = excel((HEADS, ("1", "4.1", "长" * 5001, "", "", "")))
    upload = ("意见表.xlsx", content)
    table = look_at(consultation, upload, actor=None, at=SOON, letter=letter)
    page = Client()
    with set_to(SOON):
        page.post("/consultations/letters", {"code": letter_code(letter)})
        shown = page.get("/consultations/letters").content.decode()
    assert 'action="/consultations/letters/enter"' not in shown
    assert "请改好再上传" in shown
    assert code_of(lambda: enter(table, actor=None, at=SOON, signed_by="王敏")) == (
        "nothing_to_enter"
    )
