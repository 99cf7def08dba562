"""The pages of the desk of comments: who sees them, what they show, what they refuse."""

import datetime as dt
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from biaozhun.cloud.consultations.actions.answering import assign, decide, propose, version_of
from biaozhun.cloud.consultations.actions.clustering import gather
from biaozhun.cloud.consultations.actions.commenting import step_comment
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.desk import at_desk
from biaozhun.cloud.consultations.queries.page import days_left
from biaozhun.cloud.drafting.models import Project
from tests.cloud.consultations.conftest import As
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    SENTENCE,
    Cast,
    at,
    closed,
    commented,
    drafted,
    opened,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 12)
WHY = "面积与现行国家标准一致，不再提高。"
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages ask the clock; it says a noon within the period."""
    monkeypatch.setattr("biaozhun.cloud.foundation.clock.timezone.now", lambda: at(DAY))


def place(consultation: Consultation, rest: str = "") -> str:
    """An address of its desk."""
    return f"/desk/consultations/{consultation.pk}{rest}"


def text(answer: Any) -> str:
    """The page."""
    return answer.content.decode()


def test_the_desk_and_drafters_read_the_table_nobody_else(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """A stranger and a citizen are refused, who is not signed in is asked to."""
    commented(consultation, person=cast.citizen, contact="13800000000")
    for person in (cast.officer, cast.secretary, cast.department, cast.drafter):
        assert browser(person).get(place(consultation)).status_code == HTTPStatus.OK
    for person in (cast.stranger, cast.citizen):
        assert browser(person).get(place(consultation)).status_code == HTTPStatus.FORBIDDEN
    assert browser().get(place(consultation)).status_code == HTTPStatus.FOUND
    assert browser(cast.officer).get("/desk/consultations/999999").status_code == 404


def test_a_row_shows_the_words_it_is_about_and_what_may_be_done(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """The drafter proposes; deciding is offered to the desk alone."""
    commented(consultation, passage=AREA, start=0, end=len(SENTENCE))
    for person, may in ((cast.officer, True), (cast.drafter, False)):
        page = text(browser(person).get(place(consultation)))
        assert f"<mark>{SENTENCE}</mark>每层至少设置一间。" in page
        assert ('value="decide"' in page) is may
        assert 'value="propose"' in page


def test_the_address_narrows_the_table(consultation: Consultation, cast: Cast, browser: As) -> None:
    """By clause, unit, kind, state, drafter, group, disposition and words."""
    one = commented(consultation, "甲意见", passage=AREA, unit="甲单位", kind="technical")
    two = commented(consultation, "乙意见", clause="附录A", unit="乙单位")
    three = commented(consultation, "丙意见，写得长一些")
    cluster = gather(consultation, [2, 3], actor=cast.officer, at=at(DAY))
    assign([two], cast.drafter, actor=cast.officer, at=at(DAY))
    propose(two, "partly", WHY, actor=cast.drafter, at=at(DAY))
    decide([three], "rejected", "另有规定", actor=cast.officer, at=at(DAY))
    client = browser(cast.officer)

    def numbers(query: str) -> list[int]:
        answer = client.get(place(consultation, f"?{query}"))
        return [row.comment.number for row in answer.context["rows"]]

    assert one.number == 1
    assert numbers("clause=4.1") == [1]
    assert numbers("unit=乙单位") == [2]
    assert numbers("kind=technical") == [1]
    assert numbers("state=to_propose") == [1]
    assert numbers("state=to_decide") == [2]
    assert numbers("state=decided") == [3]
    assert numbers(f"drafter={cast.drafter.pk}") == [2]
    assert sorted(numbers("drafter=0")) == [1, 3]
    assert sorted(numbers(f"cluster={cluster.pk}")) == [2, 3]
    assert numbers("disposition=partly") == [2]
    assert numbers("q=写得长") == [3]
    assert numbers("order=number") == [1, 2, 3]
    assert sorted(numbers("state=nonsense&kind=x&drafter=-1&cluster=y")) == [1, 2, 3]


def test_a_form_saves_and_comes_back_to_the_table(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """Without a script: decided, said, and back where one was; sent twice it stays one."""
    one = commented(consultation)
    told = {
        "act": "decide",
        "disposition": "rejected",
        "answer": WHY,
        "seen": version_of(one),
        "back": place(consultation, "?state=to_propose"),
    }
    for _again in range(2):
        answer = browser(cast.officer).post(place(consultation, "/comments/1"), told)
        assert answer["Location"] == place(consultation, "?state=to_propose#comment-1")
    one.refresh_from_db()
    assert (one.state, one.decided, one.answer) == ("decided", "rejected", WHY)
    abroad = browser(cast.officer).post(
        place(consultation, "/comments/1"), {**told, "back": "//elsewhere.example/desk/"}
    )
    assert abroad["Location"] == place(consultation, "#comment-1")


def test_what_is_refused_is_handed_back_as_it_was_typed(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """422 with the reason; the words that were typed are in the form."""
    commented(consultation)
    answer = browser(cast.drafter).post(
        place(consultation, "/comments/1"),
        {"act": "decide", "disposition": "rejected", "answer": "起草人自己写的"},
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "这一步不由您来办" in text(answer)
    assert "起草人自己写的" in text(answer)
    empty = browser(cast.officer).post(place(consultation, "/comments/1"), {"act": "decide"})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请选择采纳、部分采纳或不采纳" in text(empty)
    strange = browser(cast.stranger).post(place(consultation, "/comments/1"), {"act": "decide"})
    assert strange.status_code == HTTPStatus.FORBIDDEN
    assert browser(cast.officer).get(place(consultation, "/comments/9")).status_code == 404


@pytest.mark.parametrize("script", [False, True])
def test_the_later_of_two_reads_both_texts(
    consultation: Consultation, cast: Cast, browser: As, *, script: bool
) -> None:
    """409 with what the other wrote and what oneself did; saved again it counts."""
    one = commented(consultation)
    seen = version_of(one)
    propose(one, "accepted", "别人写的", actor=cast.drafter, at=at(DAY))
    told = {"act": "decide", "disposition": "rejected", "answer": "我写的", "seen": seen}
    answer = browser(cast.officer).post(
        place(consultation, "/comments/1"), told, headers=SCRIPT if script else {}
    )
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "别人写的" in text(answer)
    assert "我写的" in text(answer)
    one.refresh_from_db()
    assert (one.state, version_of(one) in text(answer)) == ("proposed", True)
    again = {**told, "seen": version_of(one)}
    done = browser(cast.officer).post(place(consultation, "/comments/1"), again, headers=SCRIPT)
    assert (done.status_code, "data-saved" in text(done)) == (HTTPStatus.OK, True)


def test_one_answer_goes_to_the_whole_group(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """The box says so; without it the comment alone is decided."""
    for n in range(3):
        commented(consultation, f"第{n}点意见")
    gather(consultation, [1, 2, 3], actor=cast.officer, at=at(DAY))
    told = {"act": "decide", "disposition": "accepted", "answer": ""}
    client = browser(cast.officer)
    client.post(place(consultation, "/comments/1"), told)
    assert consultation.comments.filter(state="decided").count() == 1
    client.post(place(consultation, "/comments/2"), {**told, "whole": "1"})
    assert consultation.comments.filter(state="decided").count() == 3


def test_many_are_dealt_with_at_once(consultation: Consultation, cast: Cast, browser: As) -> None:
    """Assigned, proposed, gathered, set apart, decided; nothing chosen is said."""
    for n in range(3):
        commented(consultation, f"第{n}点意见")
    client = browser(cast.officer)

    def act(name: str, **told: object) -> str:
        sent = {"act": name, "comment": [1, 2], **told}
        return text(client.post(place(consultation, "/many"), sent, follow=True))

    assert "已办理 2 条意见" in act("assign", assigned_to=cast.drafter.pk)
    assert consultation.comments.filter(assigned_to=cast.drafter).count() == 2
    act("gather")
    assert consultation.clusters.count() == 1
    act("apart")
    assert consultation.clusters.count() == 0
    assert "请写明理由" in act("propose", disposition="rejected")
    act("propose", disposition="rejected", answer=WHY)
    assert consultation.comments.filter(state="proposed").count() == 2
    act("decide", disposition="rejected", answer=WHY)
    assert consultation.comments.filter(state="decided").count() == 2
    assert "没有选中意见" in act("decide", disposition="accepted", comment=[])
    assert "没有办理" in act("decide", disposition="accepted", comment=[77])


def test_a_drafter_neither_gathers_nor_decides_many(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """The buttons are not there, and what is sent anyway is refused."""
    for n in range(2):
        commented(consultation, f"第{n}点意见")
    client = browser(cast.drafter)
    for name in ("decide", "gather", "apart", "assign"):
        sent = {"act": name, "comment": [1, 2], "disposition": "accepted"}
        page = text(client.post(place(consultation, "/many"), sent, follow=True))
        assert "这一步不由您来办" in page
    assert set(consultation.comments.values_list("state", "cluster")) == {("open", None)}


def test_likeness_is_shown_to_confirm(consultation: Consultation, cast: Cast, browser: As) -> None:
    """The desk sees suggestions; a drafter only what was put together."""
    words = "建议将本条的面积要求与建筑规模挂钩，小型场所难以达到"
    for said in (words, words + "。"):
        commented(consultation, said)
    page = browser(cast.officer).get(place(consultation, "/likeness"))
    assert [len(group.comments) for group in page.context["suggested"]] == [2]
    assert browser(cast.drafter).get(place(consultation, "/likeness")).context["suggested"] == []


def test_strangers_neither_handle_many_nor_read_what_is_alike(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """Refused by both pages, and nothing has changed; many is no page to read."""
    commented(consultation)
    many, alike = place(consultation, "/many"), place(consultation, "/likeness")
    told = {"act": "decide", "comment": "1", "disposition": "accepted"}
    for person in (cast.stranger, cast.citizen):
        client = browser(person)
        assert client.post(many, told).status_code == HTTPStatus.FORBIDDEN
        assert client.get(alike).status_code == HTTPStatus.FORBIDDEN
    assert browser().post(many, told).headers["Location"].startswith("/account/login")
    assert browser().get(alike).headers["Location"].startswith("/account/login")
    assert browser(cast.officer).get(many).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert list(consultation.comments.values_list("state", flat=True)) == ["open"]


def test_what_was_kept_back_is_listed_and_can_be_made_public(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """With its reason, for the desk alone; what waits stands apart from it."""
    one, here = commented(consultation, "附有电话号码"), "/desk/consultations/waiting"
    client = browser(cast.officer)
    address = f"{here}/{one.pk}/withhold"
    assert client.post(address, {"reason": "有别人的隐私"}).status_code == HTTPStatus.FOUND
    assert "附有电话号码" not in text(client.get(here))
    assert "附有电话号码" not in text(browser(cast.stranger).get(f"{here}?shown=withheld"))
    kept = text(client.get(f"{here}?shown=withheld"))
    assert ("附有电话号码" in kept, "有别人的隐私" in kept) == (True, True)
    back = client.post(f"{here}/{one.pk}/release").headers["Location"]
    assert back == f"{here}?shown=withheld"
    one.refresh_from_db()
    assert (one.state, one.withheld) == ("open", "")
    assert "附有电话号码" not in text(client.get(back))


def test_the_filters_offer_as_much_as_can_be_read(
    consultation: Consultation, cast: Cast, browser: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clauses in the order of the draft and units by name, cut; the words find those beyond."""
    monkeypatch.setattr("biaozhun.cloud.consultations.queries.desk.MOST_OFFERED", 2)
    for n, passage in enumerate(("4.2-i2", AREA, "3.1"), 1):
        commented(consultation, f"意见{n}", passage=passage, unit=f"单位{n}")
    client = browser(cast.officer)
    offered = client.get(place(consultation)).context["offered"]
    assert (offered.clauses, offered.units) == (["3.1", "4.1"], ["单位1", "单位2"])
    found = client.get(place(consultation, "?q=单位3")).context["rows"]
    assert [row.comment.number for row in found] == [3]


def test_settling_proposes_a_text_from_the_figures_and_publishes_it(
    consultation: Consultation, cast: Cast, browser: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused while something is undecided; the drafter has no such page."""
    one, two = commented(consultation), commented(consultation, "另一条", kind="technical")
    closed(consultation)
    later = at(dt.date(2026, 7, 10))
    monkeypatch.setattr("biaozhun.cloud.foundation.clock.timezone.now", lambda: later)
    decide([one], "rejected", WHY, actor=cast.officer, at=later)
    client, here = browser(cast.officer), place(consultation, "/settle")
    early = client.post(here, {"summary": "共收到两条。"})
    assert early.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "还有意见没有答复" in text(early)
    decide([two], "accepted", "", actor=cast.officer, at=later)
    proposed = client.get(here).context["form"].initial["summary"]
    assert proposed == (
        "本次征求意见自2026年6月1日起至2026年7月6日止，共35天。\n"
        "共收到意见2条，其中技术类1条、一般性1条。\n"
        "采纳1条，部分采纳0条，不采纳1条。\n"
        f"没有采纳的主要理由：\n（1）{WHY}"
    )
    assert browser(cast.drafter).get(here).status_code == HTTPStatus.FORBIDDEN
    assert client.post(here, {"summary": proposed}).status_code == HTTPStatus.FOUND
    consultation.refresh_from_db()
    assert (consultation.state, consultation.summary) == ("settled", proposed)
    table = consultation.project.documents.get(kind="comment_table")
    assert (table.is_public, table.name) == (False, "征求意见汇总处理表-JY2026-001-1.docx")
    assert consultation.proceeding is not None
    assert table in consultation.proceeding.papers.all()
    assert 'value="decide"' not in text(client.get(place(consultation)))


def test_the_table_asks_as_often_for_eight_as_for_two(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """A constant number of questions, for the table, the overview and the likeness."""
    client = browser(cast.officer)

    def questions(rest: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(rest).status_code == HTTPStatus.OK
        return len(asked)

    places = (place(consultation), "/desk/consultations", place(consultation, "/likeness"))
    for n in range(2):
        commented(consultation, f"第{n}点意见，请再考虑一下", passage=AREA, person=cast.citizen)
    gather(consultation, [1, 2], actor=cast.officer, at=at(DAY))
    few = [questions(one) for one in places]
    for n in range(6):
        commented(consultation, f"补充{n}点看法，请再考虑一下", passage=AREA, unit=f"单位{n}")
    assert [questions(one) for one in places] == few


def test_desk_and_public_count_the_same_days(consultation: Consultation, cast: Cast) -> None:
    """How long comments still come in is one number, the day itself among them."""
    day = dt.date(2026, 6, 10)
    (one,) = at_desk(cast.officer, day)
    assert one.days_left == days_left(consultation, day) == (CLOSES - day).days + 1


def test_the_overview_asks_as_often_for_four_consultations_as_for_two(
    consultation: Consultation, cast: Cast, browser: As
) -> None:
    """Whatever the number of rounds somebody keeps."""
    client = browser(cast.officer)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/desk/consultations").context["page"]
        assert len(page.object_list) == Consultation.objects.count()
        return len(asked)

    commented(consultation)
    commented(opened(drafted(cast, 2), cast))
    questions()
    few = questions()
    for serial in (3, 4):
        commented(opened(drafted(cast, serial), cast))
    assert questions() == few


def test_drafters_read_neither_contacts_nor_names_nor_what_is_not_public(
    project: Project, cast: Cast, browser: As
) -> None:
    """What waits is 404 for them; of the rest they see a name where it was agreed, no file."""
    held = opened(project, cast, moderated=True)
    secret = {"name": "王五", "unit": "某某公司", "contact": "wangwu@example.org"}
    hidden = commented(held, "还没有审核的话", **secret)
    shown = commented(held, "可以看的话", **secret)
    agreed = commented(held, "署名的话", name="赵六", is_named=True)
    for one in (shown, agreed):
        step_comment(one, "release", actor=cast.officer, at=at(DAY))
    kept = shown.files.create(name="依据.pdf", size=1, digest="0" * 64)
    drafter, officer = browser(cast.drafter), browser(cast.officer)
    pages = ("", "/comments/2", "?q=王五", "?unit=某某公司", "?state=waiting", "/likeness")
    for rest in pages:
        page = text(drafter.get(place(held, rest)))
        listed = page.partition("<article")[2]  # what was asked for stands above, as it was typed
        for words in (*secret.values(), "还没有审核的话", "依据.pdf"):
            assert words not in listed, rest
        assert "待审核" not in page, rest
    assert "赵六" in text(drafter.get(place(held)))
    assert "可以看的话" in text(drafter.get(place(held)))
    for rest in ("?q=王五", "?unit=某某公司", "?state=waiting"):
        assert drafter.get(place(held, rest)).context["rows"] == [], rest
    assert drafter.get(place(held)).context["offered"].units == []
    assert drafter.get(place(held, f"/comments/{hidden.number}")).status_code == 404
    assert drafter.get(f"/consultations/files/{kept.pk}").status_code == 404
    desk = text(officer.get(place(held)))
    for words in (*secret.values(), "还没有审核的话", "依据.pdf"):
        assert words in desk, words


def test_drafters_cannot_answer_what_they_do_not_read(
    project: Project, cast: Cast, browser: As
) -> None:
    """One by one it is 404; among many it is no choice."""
    held = opened(project, cast, moderated=True)
    one = commented(held)
    told = {"act": "propose", "disposition": "accepted", "comment": ["1"]}
    drafter = browser(cast.drafter)
    assert drafter.post(place(held, "/comments/1"), told).status_code == 404
    drafter.post(place(held, "/many"), told)
    one.refresh_from_db()
    assert (one.state, one.proposed) == ("waiting", "")


def test_what_waits_can_be_looked_at_from_the_table(
    project: Project, cast: Cast, browser: As
) -> None:
    """The button makes it public and leads back to the table; the other way is beside it."""
    held = opened(project, cast, moderated=True)
    one = commented(held, "请审核")
    client = browser(cast.officer)
    page = text(client.get(place(held, "?state=waiting")))
    assert f'action="{reverse("consultations:release", args=[one.pk])}"' in page
    assert f'href="{reverse("consultations:withhold", args=[one.pk])}"' in page
    back = place(held, "?state=waiting")
    answer = client.post(reverse("consultations:release", args=[one.pk]), {"back": back})
    assert answer["Location"] == back
    one.refresh_from_db()
    assert one.state == "open"
