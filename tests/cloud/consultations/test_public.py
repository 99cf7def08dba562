"""What everybody reads of a consultation, and how a comment comes in through the page."""

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.consultations import limits
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.views.commenting import sentences_of
from biaozhun.cloud.demands.guarding import new_form
from biaozhun.cloud.drafting.models import Project
from tests.cloud.consultations.conftest import As, Clock
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    OPENS,
    SENTENCE,
    Cast,
    at,
    closed,
    commented,
    drafted,
    opened,
    prepared,
)

DURING = at(OPENS + dt.timedelta(days=9))


@pytest.fixture(autouse=True)
def during(clock: Clock) -> None:
    """The tenth day of the period."""
    clock(DURING)


def sent(held: Consultation, at_: dt.datetime = DURING, **told: Any) -> dict[str, Any]:
    """What a browser sends with a comment, a minute after the form was made."""
    return {
        "kind": "technical",
        "text": "面积太小，轮椅转不过来。",
        "proposal": "不应小于12平方米。",
        "draft": str(held.draft_id),
        "form": new_form(at_ - dt.timedelta(minutes=1)),
        "website": "",
        **told,
    }


def page_of(browser: Client, held: Consultation, rest: str = "") -> str:
    """A page of a consultation."""
    answer = browser.get(f"/consultations/{held.pk}{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_draft_with_a_place_to_comment_at_every_passage(
    consultation: Consultation, browser: As
) -> None:
    """Days left, the notice, the draft by clauses; a link to comment on each."""
    page = page_of(browser(), consultation)
    assert "还剩 27 天" in page
    assert consultation.notice in page
    assert SENTENCE in page
    places = re.findall(rf"/consultations/{consultation.pk}/comment\?at=([^\"]+)", page)
    assert AREA in places
    assert {"4.1", "4.1-note1", "4.2-i2", "figure-1"} <= set(places)


def test_a_comment_from_a_phone_without_account_gives_a_receipt(
    consultation: Consultation, browser: As
) -> None:
    """It stands at its sentence for everybody; the code shows it again, and takes it back."""
    citizen = browser()
    told = sent(consultation, passage=AREA, start="0", end=str(len(SENTENCE)))
    answer = citizen.post(f"/consultations/{consultation.pk}/comment", told)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/consultations/receipt?filed=1",
    )
    made = Comment.objects.get()
    assert (made.quote, made.clause, made.state, made.number) == (SENTENCE, "4.1", "open", 1)
    receipt = citizen.get("/consultations/receipt").content.decode()
    code = code_of(f"{told['form']}\n{told['text']}")
    assert code in receipt
    assert told["text"] in page_of(browser(), consultation)
    other = browser()
    assert (
        "没有这个回执码"
        in other.post("/consultations/receipt", {"code": "ABCD-EFGH-IJKL-MNOP"}).content.decode()
    )
    other.post("/consultations/receipt", {"code": code.lower().replace("-", " ")})
    other.post("/consultations/receipt/withdraw", {"number": "1"})
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert told["text"] not in page_of(browser(), consultation)


def test_what_is_said_in_one_visit_has_one_receipt(consultation: Consultation, browser: As) -> None:
    """Two comments stand on it, one is taken back; after it was shut the next has its own."""
    citizen, address = browser(), f"/consultations/{consultation.pk}/comment"
    first = sent(consultation, text="面积太大。")
    citizen.post(address, first)
    citizen.post(address, sent(consultation, text="应有热水。"))
    receipt = citizen.get("/consultations/receipt").content.decode()
    assert all(said in receipt for said in ("面积太大。", "应有热水。"))
    assert "共用一个回执码" in citizen.get(address).content.decode()
    citizen.post("/consultations/receipt/withdraw", {"number": "2"})
    citizen.post("/consultations/receipt/leave")
    citizen.post(address, sent(consultation, text="门应能从里面锁上。"))
    assert "面积太大。" not in citizen.get("/consultations/receipt").content.decode()
    rows = Comment.objects.order_by("number").values_list("state", "receipt")
    own = kept(code_of(f"{first['form']}\n{first['text']}"))
    assert [state for state, _ in rows] == ["open", "withdrawn", "open"]
    assert [receipt == own for _, receipt in rows] == [True, True, False]


def test_the_same_form_twice_is_one_comment(consultation: Consultation, browser: As) -> None:
    """A double click files once."""
    told, citizen = sent(consultation), browser()
    for _ in range(2):
        citizen.post(f"/consultations/{consultation.pk}/comment", told)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"passage": "9.9"}, "稿子里没有这一处"),
        ({"passage": AREA, "start": "5", "end": "4000"}, "所选的文字不在这一段里"),
        ({"passage": AREA, "draft": "1000000"}, "文本刚刚更换过"),
        ({"website": "https://example.org"}, "请勿填写"),
        ({"text": ""}, "必填"),
        ({"kind": "praise"}, "praise"),
        ({"form": "nothing of ours"}, "打开得太久"),
        ({"is_named": "on"}, "请写称呼"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    consultation: Consultation, browser: As, changed: dict[str, str], words: str
) -> None:
    """422 with the sentence, the words that were typed still in the form, no comment."""
    told = sent(consultation, **changed)
    answer = browser().post(f"/consultations/{consultation.pk}/comment", told)
    page = answer.content.decode()
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert words in page
    assert told["proposal"] in page


def test_a_name_that_is_too_long_is_not_called_missing(
    consultation: Consultation, browser: As
) -> None:
    """One sentence at the field, the one that is true."""
    told = sent(consultation, name="长" * 101, is_named="on")
    answer = browser().post(f"/consultations/{consultation.pk}/comment", told)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert len(answer.context["form"].errors["name"]) == 1


def test_the_day_after_the_last_is_too_late_whether_or_not_a_task_has_run(
    consultation: Consultation, browser: As, clock: Clock
) -> None:
    """On the last evening it comes in; the next day it is refused, with no form on the page."""
    place = f"/consultations/{consultation.pk}/comment"
    last = at(CLOSES, 15)
    clock(last)
    assert browser().post(place, sent(consultation, last)).status_code == 302
    after = at(CLOSES, 17)  # one o'clock of the next day in the installation's zone
    clock(after)
    refused = browser().post(place, sent(consultation, after, text="晚了"))
    assert (refused.status_code, Comment.objects.count()) == (422, 1)
    assert "意见已经截止" in refused.content.decode()
    assert "<textarea" not in browser().get(place).content.decode()
    assert "/comment?at=" not in page_of(browser(), consultation)


def test_too_many_in_an_hour_are_put_off(
    consultation: Consultation, browser: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429, and what was written stays in the form."""
    monkeypatch.setattr(limits, "AN_HOUR", 1)
    place, citizen = f"/consultations/{consultation.pk}/comment", browser()
    assert citizen.post(place, sent(consultation)).status_code == 302
    answer = citizen.post(place, sent(consultation, text="第二条"))
    assert answer.status_code == 429
    assert "第二条" in answer.content.decode()
    assert Comment.objects.count() == 1


def test_files_come_along_and_are_for_the_desk_alone(
    consultation: Consultation, browser: As, cast: Cast
) -> None:
    """A PDF is kept; what is none is refused with its name; a stranger does not read it."""
    place = f"/consultations/{consultation.pk}/comment"

    def pdf(name: str = "依据.pdf", content: bytes = b"%PDF-1.7 proof") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    false = pdf("假的.pdf", b"MZ program")
    refused = browser().post(place, sent(consultation, attached=[pdf(), false]))
    assert (refused.status_code, Comment.objects.count()) == (422, 0)
    assert "假的.pdf" in refused.content.decode()
    taken = browser().post(place, sent(consultation, attached=[pdf()]))
    assert taken.status_code == 302, taken.content.decode()
    kept = Comment.objects.get().files.get()
    address = f"/consultations/files/{kept.pk}"
    desk = browser(cast.officer).get(f"/desk/consultations/{consultation.pk}").content.decode()
    assert desk.count(address) == 1  # who handles the comment finds the file beside it
    assert b"".join(browser(cast.secretary).get(address)).endswith(b"proof")  # type: ignore[arg-type]  # it streams
    for other in (cast.stranger, cast.drafter):
        assert browser(other).get(address).status_code == 404


def test_with_an_account_only_where_the_consultation_says_so(
    project: Project, cast: Cast, browser: As
) -> None:
    """Nobody without one is taken in, and the page says where to sign in; with one it is."""
    held = opened(project, cast, needs_account=True)
    place = f"/consultations/{held.pk}/comment"
    assert "/account/login?next=" in browser().get(place).content.decode()
    assert browser().post(place, sent(held)).status_code == 422
    answer = browser(cast.citizen).post(place, sent(held))
    assert answer.headers["Location"] == "/consultations/mine"
    mine = browser(cast.citizen).get("/consultations/mine").content.decode()
    assert "面积太小" in mine
    own = Comment.objects.get()
    assert browser(cast.stranger).post(f"/consultations/mine/{own.pk}/withdraw").status_code == 403
    browser(cast.citizen).post(f"/consultations/mine/{own.pk}/withdraw")
    own.refresh_from_db()
    assert own.state == "withdrawn"


def test_what_is_moderated_is_public_when_somebody_has_looked_at_it(
    project: Project, cast: Cast, browser: As
) -> None:
    """It waits at the desk; released it is read by all, kept back its reason is counted."""
    held = opened(project, cast, moderated=True)
    good, bad = commented(held, "好意见"), commented(held, "张三的电话是……")
    assert "好意见" not in page_of(browser(), held, "/comments")
    desk = browser(cast.officer)
    waiting = desk.get("/desk/consultations/waiting").content.decode()
    assert "好意见" in waiting
    assert (
        "好意见" not in browser(cast.stranger).get("/desk/consultations/waiting").content.decode()
    )
    place = "/desk/consultations/waiting"
    assert browser(cast.stranger).post(f"{place}/{good.pk}/release").status_code == 403
    desk.post(f"{place}/{good.pk}/release")
    assert desk.post(f"{place}/{bad.pk}/withhold", {"reason": ""}).status_code == 422
    desk.post(f"{place}/{bad.pk}/withhold", {"reason": "含有他人的联系方式"})
    page = page_of(browser(), held, "/comments")
    assert "好意见" in page
    assert "张三" not in page
    assert "含有他人的联系方式" in page


def test_names_are_public_only_where_that_was_agreed_to(
    consultation: Consultation, browser: As
) -> None:
    """Contact never is."""
    commented(consultation, "一", name="王小明", unit="江原大学", contact="138", is_named=True)
    commented(consultation, "二", name="李小红", contact="139")
    page = page_of(browser(), consultation, "/comments")
    assert "王小明 · 江原大学" in page
    assert "李小红" not in page
    assert "138" not in page


def test_nobody_but_the_desk_reads_what_is_prepared(
    project: Project, cast: Cast, browser: As
) -> None:
    """404 for everybody else, and it is in no list."""
    held = prepared(project, cast)
    assert browser().get(f"/consultations/{held.pk}").status_code == 404
    assert browser(cast.stranger).get(f"/consultations/{held.pk}").status_code == 404
    assert browser(cast.department).get(f"/consultations/{held.pk}").status_code == 200
    assert "没有找到" in browser().get("/consultations?q=母婴").content.decode()


def test_the_list_puts_first_what_ends_first_and_is_there_as_a_table(
    cast: Cast, browser: As
) -> None:
    """Narrowed by field and state; what is over stands last, also before a task has closed it."""
    over = opened(drafted(cast, 1, title="甲规范"), cast, closes=OPENS + dt.timedelta(days=5))
    late = opened(drafted(cast, 2, title="乙规范"), cast, closes=CLOSES)
    soon = opened(drafted(cast, 3, title="丙规范"), cast, closes=CLOSES - dt.timedelta(days=20))
    rows = b"".join(browser().get("/consultations?format=csv")).decode("utf-8-sig")  # type: ignore[arg-type]  # it streams
    table = list(csv.DictReader(io.StringIO(rows)))
    assert [row["id"] for row in table] == [str(one.pk) for one in (soon, late, over)]
    assert [row["days_left"] for row in table] == ["7", "27", "0"]
    page = browser().get("/consultations?state=running&field=social").content.decode()
    assert "乙规范" in page
    assert "甲规范" not in page
    assert "甲规范" in browser().get("/consultations?state=closed").content.decode()
    assert "丙规范" in browser().get("/consultations/feed.atom").content.decode()


@pytest.mark.parametrize("rest", ["", "/comments"])
def test_the_number_of_questions_does_not_grow_with_the_comments(
    consultation: Consultation, browser: As, rest: str
) -> None:
    """Two comments ask as much as eight."""
    counts = []
    for upto in (2, 8):
        while consultation.comments.count() < upto:
            commented(consultation, passage=AREA)
        with CaptureQueriesContext(connection) as asked:
            page_of(browser(), consultation, rest)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_number_of_questions_of_the_list_does_not_grow(cast: Cast, browser: As) -> None:
    """One consultation asks as much as three."""
    counts = []
    for serials in ((1,), (2, 3)):
        for serial in serials:
            opened(drafted(cast, serial), cast)
        with CaptureQueriesContext(connection) as asked:
            browser().get("/consultations")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_comment_has_an_address_by_its_number(consultation: Consultation, browser: As) -> None:
    """It leads to its place in the list; one that is not public has none."""
    one = commented(consultation)
    place = f"/consultations/{consultation.pk}/comments/"
    answer = browser().get(f"{place}{one.number}")
    assert answer.headers["Location"] == f"{place[:-1]}?page=1#comment-1"
    assert browser().get(f"{place}2").status_code == 404


def test_after_the_end_answers_are_read_and_nothing_is_offered(
    consultation: Consultation, browser: As
) -> None:
    """Closed, the page says so and shows what was said."""
    commented(consultation, "太小", passage=AREA)
    closed(consultation)
    page = page_of(browser(), consultation)
    assert "已经截止，正在处理意见" in page
    assert "太小" in page


def test_sentences_are_found_where_they_end() -> None:
    """With the characters they stand at."""
    text = "不应小于10平方米。每层至少设置一间"
    assert [(one.text, one.start, one.end) for one in sentences_of(text)] == [
        ("不应小于10平方米。", 0, 10),
        ("每层至少设置一间", 10, 18),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("\u200b\u2060\ufeff", "必填"), ("甲\x00乙", "不能保存的空字符")]
)
def test_what_nobody_can_see_is_no_comment(
    text: str, words: str, consultation: Consultation, browser: As
) -> None:
    """A comment of signs without width is empty; a character that cannot be kept is named."""
    place = f"/consultations/{consultation.pk}/comment"
    answer = browser().post(place, sent(consultation, text=text))
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_a_name_cannot_turn_the_line(consultation: Consultation, browser: As) -> None:
    """Signs that let text run the other way are taken out of name, unit and comment."""
    place = f"/consultations/{consultation.pk}/comment"
    told = {"name": "\u202e王敏", "unit": "江原\u2067大学", "text": "面积\u202a太小\u202c"}
    browser().post(place, sent(consultation, **told))
    one = Comment.objects.get()
    assert (one.name, one.unit, one.text) == ("王敏", "江原大学", "面积太小")
