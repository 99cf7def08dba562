"""Opinions on the clauses of a draft, and what comes of them."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.models import Expert, ExpertEvent
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.actions.logging_reviews import log_experts
from biaozhun.cloud.technical_reviews.actions.opinions import (
    Handling,
    OpinionTold,
    change_opinion,
    decide_handling,
    enter_opinion,
    propose_handling,
    put_table,
    withdraw_opinion,
)
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.exports.opinions import (
    opinions_docx,
    opinions_xlsx,
)
from biaozhun.cloud.technical_reviews.models import Opinion, Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import review_facts
from biaozhun.cloud.technical_reviews.queries.opinions import clause_key, opinions_of
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import AT, DAY, prepared, voting


@pytest.fixture
def review(project: Project, cast: Cast) -> Review:
    """A meeting of the committee that has begun."""
    return voting(prepared(project, cast.officer), cast.officer)


def member(review: Review, name: str) -> Reviewer:
    """Who reviews, by name."""
    return review.reviewers.select_related("person").get(name=name)


def said(review: Review, name: str, clause: str, text: str = "建议删去") -> Opinion:
    """An opinion somebody wrote."""
    one = member(review, name)
    assert one.person is not None
    told = OpinionTold(clause=clause, text=text)
    return enter_opinion(review, one, told, actor=one.person, at=AT)


def code_of(act: Callable[[], object]) -> str:
    """Why something is refused."""
    with pytest.raises(ReviewRefusedError) as caught:
        act()
    return caught.value.code


def test_who_reviews_writes_the_own_and_the_desk_everybodys(review: Review, cast: Cast) -> None:
    """A member without an account is entered by the desk; strangers and others' are refused."""
    one, other = member(review, "方主任"), member(review, "袁检")
    assert one.person is not None
    told = OpinionTold(text="范围太宽")
    said(review, "方主任", "1")
    enter_opinion(review, member(review, "尹消"), told, actor=cast.officer, at=AT)
    whole = enter_opinion(review, None, told, actor=cast.officer, at=AT)
    assert (whole.reviewer, review.opinions.count()) == (None, 3)
    for person in (cast.stranger, cast.drafter, cast.department, one.person):
        assert (
            code_of(lambda by=person: enter_opinion(review, other, told, actor=by, at=AT))  # type: ignore[misc]  # bound now
            == "not_for_you"
        )
    empty = OpinionTold(text="  ")
    assert (
        code_of(lambda: enter_opinion(review, other, empty, actor=cast.officer, at=AT))
        == "opinion_empty"
    )


def test_opinions_come_between_convening_and_conclusion(project: Project, cast: Cast) -> None:
    """Before it is convened, nothing is taken."""
    review = prepared(project, cast.officer)
    told = OpinionTold(text="范围太宽")
    refused = code_of(lambda: enter_opinion(review, None, told, actor=cast.officer, at=AT))
    assert refused == "opinions_closed"


def test_a_drafter_proposes_and_the_desk_decides(review: Review, cast: Cast) -> None:
    """What is not accepted wholly needs a reason; a drafter decides nothing."""
    one = said(review, "方主任", "5.2")
    proposal = Handling("rejected", "与 GB 6675 一致")
    propose_handling(one, proposal, actor=cast.drafter)
    one.refresh_from_db()
    assert (one.proposed, one.proposed_by, one.disposition) == ("rejected", cast.drafter, "")
    assert review_facts(review, on=DAY).open_opinions == 1
    refusals = [
        code_of(lambda: decide_handling(one, proposal, actor=cast.drafter, at=AT)),
        code_of(lambda: propose_handling(one, proposal, actor=cast.officer)),
        code_of(lambda: decide_handling(one, Handling("partly"), actor=cast.officer, at=AT)),
        code_of(lambda: decide_handling(one, Handling(""), actor=cast.officer, at=AT)),
    ]
    assert refusals == ["not_for_you", "not_for_you", "answer_missing", "disposition_missing"]
    decide_handling(one, Handling("accepted"), actor=cast.officer, at=AT)
    one.refresh_from_db()
    assert (one.disposition, one.answered_by) == ("accepted", cast.officer)
    assert review_facts(review, on=DAY).open_opinions == 0
    assert code_of(lambda: propose_handling(one, proposal, actor=cast.drafter)) == "decided_already"


def test_an_opinion_is_changed_or_taken_back_until_it_is_decided(
    review: Review, cast: Cast
) -> None:
    """By who gave it or the desk; a proposal on the old wording falls with it."""
    one = said(review, "方主任", "5.2")
    author = member(review, "方主任").person
    other = member(review, "袁检").person
    assert author is not None
    assert other is not None
    propose_handling(one, Handling("accepted"), actor=cast.drafter)
    anew = OpinionTold(clause="5.3", text="改为不大于")
    assert code_of(lambda: change_opinion(one, anew, actor=other)) == "not_for_you"
    change_opinion(one, anew, actor=author)
    one.refresh_from_db()
    assert (one.clause, one.text, one.proposed) == ("5.3", "改为不大于", "")
    decide_handling(one, Handling("accepted"), actor=cast.officer, at=AT)
    assert code_of(lambda: withdraw_opinion(one, actor=author)) == "decided_already"
    withdraw_opinion(said(review, "方主任", "6"), actor=author)
    assert list(review.opinions.values_list("clause", flat=True)) == ["5.3"]


def test_a_second_click_enters_no_second_opinion(review: Review, cast: Cast) -> None:
    """The same words of the same person are one opinion while nobody decided on it."""
    one = said(review, "方主任", "5.2", "指标偏低")
    assert said(review, "方主任", "5.2", "指标偏低") == one
    assert said(review, "袁检", "5.2", "指标偏低") != one
    decide_handling(one, Handling("accepted"), actor=cast.officer, at=AT)
    assert said(review, "方主任", "5.2", "指标偏低") != one
    assert review.opinions.count() == 3


def test_clauses_stand_in_their_order(review: Review) -> None:
    """The whole first, 5.2 before 5.10, annexes behind the clauses."""
    for clause in ("附录 A", "5.10", "", "5.2", "10"):
        said(review, "方主任", clause)
    assert [one.clause for one in opinions_of(review)] == ["", "5.2", "5.10", "10", "附录 A"]
    assert clause_key("表 3") < clause_key("表 12")


def test_the_table_says_everything_in_word_and_excel(review: Review, cast: Cast) -> None:
    """Heads, rows and figures; put on the project it is what the conclusion takes along."""
    one = said(review, "方主任", "5.2", "指标偏低")
    said(review, "袁检", "4", "缺试验方法")
    decide_handling(one, Handling("partly", "改为 0.5"), actor=cast.officer, at=AT)
    book = openpyxl.load_workbook(io.BytesIO(opinions_xlsx(review)))
    rows = [[cell or "" for cell in row] for row in book.worksheets[0].values]
    assert rows[0] == [
        "序号",
        "章条编号",
        "意见内容",
        "修改建议",
        "提出人",
        "处理意见",
        "理由或修改情况",
    ]
    assert rows[1:] == [
        [1, "4", "缺试验方法", "", "袁检，江原省产品质量检验院", "", ""],
        [2, "5.2", "指标偏低", "", "方主任，江原大学", "部分采纳", "改为 0.5"],
    ]
    paper = docx.Document(io.BytesIO(opinions_docx(review)))
    assert [cell.text for cell in paper.tables[0].rows[2].cells] == [str(one) for one in rows[2]]
    text = "\n".join(one.text for one in paper.paragraphs)
    assert "共2条意见：采纳0条，部分采纳1条，不采纳0条，未处理1条。" in text
    put_table(review, actor=cast.officer, at=AT)
    assert review.project.documents.filter(kind="review_opinions").count() == 1
    assert code_of(lambda: put_table(review, actor=cast.drafter, at=AT)) == "not_for_you"


def test_of_a_running_ballot_a_reviewer_reads_only_the_own(
    project: Project, cast: Cast, browser: As
) -> None:
    """Nobody follows another's opinion before the ballot is over; the desk reads all."""
    review = voting(prepared(project, cast.officer, "ballot"), cast.officer)
    said(review, "方主任", "5.2", "主任的意见")
    said(review, "袁检", "5.3", "检验院的意见")
    page = f"/desk/technical-reviews/{review.pk}/opinions"
    own = browser(member(review, "方主任").person)
    text = own.get(page).content.decode()
    assert ("主任的意见" in text, "检验院的意见" in text) == (True, False)
    assert own.get(f"{page}.xlsx").status_code == 403
    text = browser(cast.officer).get(page).content.decode()
    assert ("主任的意见" in text, "检验院的意见" in text) == (True, True)


def test_whose_opinion_it_is_of_a_panel_the_desk_alone_knows_before_the_conclusion(
    orphan: Project, experts: list[Expert], cast: Cast, browser: As
) -> None:
    """Drafter, department and fellow experts read what is said, page and table, not by whom."""
    review = prepared(orphan, cast.officer)
    own, fellow = (
        Reviewer.objects.create(review=review, expert=one, name=one.name, person=one.person)
        for one in experts[:2]
    )
    Review.objects.filter(pk=review.pk).update(state="voting")
    said(review, own.name, "5.2", "指标偏低")
    page = f"/desk/technical-reviews/{review.pk}/opinions"

    def named(person: Person | None) -> list[bool]:
        client = browser(person)
        table = docx.Document(io.BytesIO(client.get(f"{page}.docx").content)).tables[0]
        texts = [client.get(page).content.decode(), table.rows[1].cells[4].text]
        assert "指标偏低" in texts[0]
        return [own.name in text for text in texts]

    readers = (cast.officer, cast.drafter, cast.department, fellow.person)
    told = [named(one) for one in readers]
    assert told == [[True, True], [False, False], [False, False], [False, False]]
    put = put_table(review, actor=cast.officer, at=AT)
    with put.file.open("rb") as stream:
        assert docx.Document(stream).tables[0].rows[1].cells[4].text == "审查专家"
    Review.objects.filter(pk=review.pk).update(state="concluded", conclusion="passed")
    assert named(cast.drafter) == [True, True]


def test_opinions_are_entered_and_answered_on_their_page(
    review: Review, cast: Cast, browser: As
) -> None:
    """A member writes, a drafter proposes, the desk decides; strangers find nothing."""
    page = f"/desk/technical-reviews/{review.pk}/opinions"
    author = browser(member(review, "方主任").person)
    assert author.post(page, {"clause": "5.2", "text": ""}).status_code == 422
    assert author.post(page, {"clause": "5.2", "text": "指标偏低"}).status_code == 302
    one = review.opinions.get()
    assert one.reviewer == member(review, "方主任")
    told = {"disposition": "rejected", "answer": "已有国家标准"}
    handle = f"{page}/{one.pk}/handle"
    assert browser(cast.drafter).post(handle, told).status_code == 302
    assert author.post(handle, told).status_code == 403
    assert browser(cast.stranger).get(page).status_code == 404
    assert browser(cast.stranger).post(handle, told).status_code == 404
    officer = browser(cast.officer)
    assert officer.post(handle, {"disposition": "partly"}).status_code == 422
    assert officer.post(handle, told).status_code == 302
    assert "全部处理" in officer.get(page).content.decode()
    assert officer.post(f"{page}/put").status_code == 302
    one.refresh_from_db()
    assert (one.proposed, one.disposition, one.answer) == ("rejected", "rejected", "已有国家标准")


def test_experts_find_what_they_did_in_the_log(
    orphan: Project, experts: list[object], cast: Cast
) -> None:
    """Who was there attended, who was not was absent, who gave opinions wrote."""
    review = prepared(orphan, cast.officer)
    told = [Reviewer(review=review, expert=one, name=one.name) for one in experts[:3]]  # type: ignore[attr-defined, misc]  # experts
    there, away, wrote = Reviewer.objects.bulk_create(told)
    Reviewer.objects.filter(pk__in=[there.pk, wrote.pk]).update(present=True)
    Reviewer.objects.filter(pk=away.pk).update(present=False)
    Opinion.objects.create(review=review, reviewer=wrote, text="意见", entered=AT)
    log_experts(review, AT)
    log = ExpertEvent.objects.filter(subject=review.case_subject).order_by("expert_id", "kind")
    assert list(log.values_list("expert__name", "kind")) == [
        ("甄一", "attended"),
        ("甄二", "absent"),
        ("甄三", "attended"),
        ("甄三", "wrote"),
    ]
