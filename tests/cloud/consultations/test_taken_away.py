"""What is taken away: the table of comments, tracked changes, open data, the API, the note."""

import datetime as dt
import io
import json
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.actions.answering import decide
from biaozhun.cloud.consultations.actions.commenting import Said, step_comment
from biaozhun.cloud.consultations.actions.letters import NewUnit, Replied, add_units, reply, send
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.actions.reading import read_once
from biaozhun.cloud.consultations.exports.table import table_docx, table_xlsx
from biaozhun.cloud.consultations.exports.tracked import tracked_draft
from biaozhun.cloud.consultations.metrics import HELD
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import register, sections_of
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.metrics.registry import Arguments, metric
from biaozhun.documents.reading import read_content
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    DRAFT,
    OPENS,
    SENTENCE,
    Cast,
    at,
    closed,
    commented,
    opened,
)
from tests.factories.drafting import paper_of

SOON = at(OPENS + dt.timedelta(days=9))
AFTER = CLOSES + dt.timedelta(days=4)
CONSUMERS = "江原省消费者协会"
Browse = Callable[[Person | None], Client]


@pytest.fixture
def word(project: Project, cast: Cast) -> Consultation:
    """A consultation on a draft that is a Word file."""
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    made = add_document(
        project,
        "draft_for_comment",
        ("征求意见稿.docx", stream.getvalue()),
        actor=None,
        at=at(OPENS, 0),
    )
    read_once(made, at=at(OPENS, 0))
    paper_of(project, "explanatory_note", "说明二", at=at(OPENS, 0))
    return opened(project, cast)


def answered(consultation: Consultation, cast: Cast) -> list[Comment]:
    """A comment of a unit that is rejected, one of a person accepted, one kept back."""
    add_units(consultation, [NewUnit(unit=CONSUMERS), NewUnit(unit="江原大学")], actor=cast.officer)
    send(consultation, list(consultation.letters.all()), actor=cast.officer, at=at(OPENS, 3))
    letter = consultation.letters.get(unit=CONSUMERS)
    said = Said(text="面积应按人流确定", kind="technical", passage=AREA)
    reply(
        letter,
        Replied(reply="comments", signed_by="王敏", comments=[said]),
        person=None,
        at=SOON,
    )
    start = SENTENCE.index("10")
    commented(
        consultation,
        "太小",
        passage=AREA,
        start=start,
        end=start + 2,
        proposal="12",
        name="张三",
        contact="138-0000",
        on=SOON.date(),
    )
    commented(consultation, "广告", name="广告商", is_named=True)
    commented(consultation, "请说明前室", proposal="建议补充前室", passage=AREA)
    made = list(consultation.comments.order_by("number"))
    step_comment(made[2], "withhold", "与标准无关", actor=cast.officer, at=SOON)
    closed(consultation)
    for one, disposition, answer in (
        (made[0], "rejected", "没有人流数据，全国也不这样规定"),
        (made[1], "accepted", ""),
        (made[3], "accepted", ""),
    ):
        decide([one], disposition, answer, actor=cast.officer, at=at(AFTER))
    return list(consultation.comments.order_by("number"))


def test_the_table_of_comments_has_its_head_and_rows(
    consultation: Consultation, cast: Cast
) -> None:
    """In Word and in Excel: the four figures, and each comment with unit, answer and reason."""
    answered(consultation, cast)
    with set_to(at(AFTER)):
        made = docx.Document(io.BytesIO(table_docx(consultation, AFTER).content))
        sheet = load_workbook(io.BytesIO(table_xlsx(consultation, AFTER).content)).active
    cells = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    facts = {row[at_]: row[at_ + 1] for row in cells if len(row) == 4 for at_ in (0, 2)}
    figures = ("发函单位数", "回函单位数", "回函并有意见的单位数", "没有回函的单位数")
    assert [facts[one] for one in figures] == ["2", "1", "1", "1"]
    rows = [row for row in cells if len(row) == 6]
    assert rows[1:] == [
        ["1", "4.1", "面积应按人流确定", CONSUMERS, "不采纳", "没有人流数据，全国也不这样规定"],
        ["2", "4.1", "请说明前室\n修改建议：建议补充前室", "社会公众", "采纳", ""],
        ["3", "4.1", "太小\n修改建议：12", "社会公众", "采纳", ""],
    ]
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[2] for row in told[5:9]] == [2, 1, 1, 1]
    assert [row[:5] for row in told[11:]] == [
        [1, "4.1", "面积应按人流确定", CONSUMERS, "不采纳"],
        [2, "4.1", "请说明前室\n修改建议：建议补充前室", "社会公众", "采纳"],
        [3, "4.1", "太小\n修改建议：12", "社会公众", "采纳"],
    ]


def test_publishing_the_handling_puts_the_table_on_the_project(
    consultation: Consultation, cast: Cast
) -> None:
    """As the document that is handed in with the draft for review."""
    answered(consultation, cast)
    told = ConsultationStep(summary="采纳两条。")
    step_consultation(consultation, "settle", told, actor=cast.officer, at=at(AFTER))
    paper = consultation.project.documents.get(kind="comment_table")
    with paper.file.open("rb") as stream:
        made = docx.Document(io.BytesIO(stream.read()))
    assert "面积应按人流确定" in [cell.text for row in made.tables[-1].rows for cell in row.cells]
    assert not paper.is_public


def test_accepted_wordings_are_tracked_in_the_original_file(word: Consultation, cast: Cast) -> None:
    """One stands in the file, one has no wording; a rejected one is nowhere."""
    answered(word, cast)
    made = tracked_draft(word)
    assert made.placed == (2,)
    assert [(one.comment.number, one.code) for one in made.unplaced] == [(4, "no_wording")]
    text = read_content(made.content).text
    assert SENTENCE.replace("10", "12") in text
    assert SENTENCE not in text
    assert made.name == "征求意见稿-修订.docx"


def test_pages_of_exports_are_for_who_works_on_it(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """The desk and drafters; a draft that is no Word file is said to be none."""
    answered(consultation, cast)
    address = f"/desk/consultations/{consultation.pk}"
    for name in ("comment-table.docx", "comment-table.xlsx", "tracked", "tracked.docx"):
        assert browser(cast.stranger).get(f"{address}/{name}").status_code == 404
    drafter = browser(cast.drafter)
    assert drafter.get(f"{address}/comment-table.xlsx").status_code == 200
    shown = drafter.get(f"{address}/tracked").content.decode()
    assert "不是 Word 文件" in shown
    assert drafter.get(f"{address}/tracked.docx").status_code == 302


def test_open_data_has_no_contacts_and_only_names_that_were_agreed(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """CSV, JSON and XLSX, of one and of all; what is kept back is a number."""
    answered(consultation, cast)
    anybody = browser(None)
    told = anybody.get(f"/consultations/{consultation.pk}/open-data.json")
    raw = told.content.decode()
    assert "张三" not in raw
    assert "138" not in raw
    assert "广告" not in raw
    found = json.loads(raw)
    assert [one["number"] for one in found["comments"]] == [1, 2, 4]
    assert found["consultations"][0]["withheld"] == 1
    assert found["consultations"][0]["accepted"] == 2
    table = b"".join(anybody.get("/consultations/open-data.csv").streaming_content)  # type: ignore[attr-defined]
    assert table.decode("utf-8-sig").splitlines()[0].startswith("consultation,number,filed")
    assert len(table.decode().splitlines()) == 4
    book = load_workbook(io.BytesIO(anybody.get("/consultations/open-data.xlsx").content))
    assert book.sheetnames == ["consultations", "comments"]
    assert anybody.get("/consultations/999/open-data.json").status_code == 404


def test_the_api_gives_what_everybody_reads(
    consultation: Consultation, cast: Cast, browser: Browse
) -> None:
    """Lists in pages, one with its figures, its comments; one that is not there is not found."""
    answered(consultation, cast)
    anybody = browser(None)
    listed = anybody.get("/api/v1/consultations").json()
    assert [(one["id"], one["state"]) for one in listed["items"]] == [(consultation.pk, "closed")]
    one = anybody.get(f"/api/v1/consultations/{consultation.pk}").json()
    assert one["figures"]["comments"] == 3
    address = f"/api/v1/consultations/{consultation.pk}/comments"
    first = anybody.get(f"{address}?limit=2").json()
    assert ([c["number"] for c in first["items"]], first["withheld"]) == ([1, 2], 1)
    rest = anybody.get(f"{address}?cursor={first['next']}").json()
    assert ([c["disposition"] for c in rest["items"]], rest["next"]) == (["accepted"], "")
    assert anybody.get("/api/v1/consultations/999").status_code == 404
    assert anybody.get("/api/v1/consultations?state=preparing").status_code == 422


def test_the_note_tells_the_major_disagreements(consultation: Consultation, cast: Cast) -> None:
    """What a unit asked for and did not get, with the reason; no other section changes."""
    answered(consultation, cast)
    project = project_at(consultation.project_id)
    assert project is not None
    with set_to(at(AFTER)):
        told = {one.name: one.told for one in sections_of(project, AFTER)}
    figures, refused = told["disagreements"][1:]
    assert figures == (
        "第1轮征求意见发函2个单位，回函1个，其中有意见的1个；共收到意见3条，"
        "采纳2条，部分采纳0条，不采纳1条。"
    )
    assert refused == (
        "关于4.1（意见1，江原省消费者协会提出）：面积应按人流确定处理：不采纳。"
        "理由：没有人流数据，全国也不这样规定"
    )
    with pytest.raises(ValueError, match="nonsense"):
        register("nonsense", lambda _project: ())


def test_comments_and_the_days_to_their_answers_are_counted(
    consultation: Consultation, cast: Cast
) -> None:
    """The middle one of the days from filing to the answer."""
    answered(consultation, cast)
    none = Arguments({})
    assert HELD.figure(none, AFTER).value == 1
    assert metric("consultations.comments").figure(none, AFTER).value == 3
    days = metric("consultations.answer_days").figure(none, AFTER)
    assert days.value == (AFTER - dt.date(2026, 6, 10)).days
