"""The sector department checks what was handed in."""

import pytest

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.technical_reviews.actions.checking import answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import DepartmentCheck
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import AT, checked, prepared
from tests.factories.drafting import paper_of


def test_a_department_that_agrees_opens_the_way(submitted: Project, cast: Cast) -> None:
    """It is told, says yes with an opinion, and the opinion lies on the project as its paper."""
    check = ask_for_check(submitted, actor=cast.officer, at=AT)
    assert [one.person for one in Notice.objects.filter(kind="technical_reviews.check_asked")] == [
        cast.department
    ]
    running = submitted.proceedings.get(kind="department_check")
    assert (running.outcome, running.origin) == ("", "here")
    answer_check(check, "pass_check", "同意送审", actor=cast.department, at=AT)
    running.refresh_from_db()
    paper = submitted.documents.get(kind="department_opinion")
    assert (running.outcome, running.note, list(running.papers.all())) == (
        "passed",
        "同意送审",
        [paper],
    )
    assert paper.name.endswith(".docx")


def test_what_is_sent_back_goes_back_to_the_drafters(submitted: Project, cast: Cast) -> None:
    """The department's no takes the project back in the same moment, with its own paper."""
    check = ask_for_check(submitted, actor=cast.officer, at=AT)
    upload = ("意见.pdf", b"%PDF-1.4 no")
    answer_check(
        check, "send_back", "第5章缺少试验方法", actor=cast.department, at=AT, upload=upload
    )
    submitted.refresh_from_db()
    assert submitted.state == "settling"
    assert submitted.documents.get(kind="department_opinion").name == "意见.pdf"
    assert submitted.proceedings.get(kind="department_check").outcome == "revise"
    told = Notice.objects.filter(kind="technical_reviews.check_answered")
    assert {one.person for one in told} >= {cast.officer, cast.drafter}


def test_what_stands_against_a_check(submitted: Project, cast: Cast) -> None:
    """Only the desk asks, once at a time; only the department answers, with reasons."""
    with pytest.raises(ReviewRefusedError) as asked:
        ask_for_check(submitted, actor=cast.department, at=AT)
    check = ask_for_check(submitted, actor=cast.officer, at=AT)
    with pytest.raises(ReviewRefusedError) as twice:
        ask_for_check(submitted, actor=cast.officer, at=AT)
    with pytest.raises(StepRefusedError) as silent:
        answer_check(check, "pass_check", " ", actor=cast.department, at=AT)
    with pytest.raises(StepRefusedError) as foreign:
        answer_check(check, "pass_check", "同意", actor=cast.officer, at=AT)
    assert (asked.value.code, twice.value.code) == ("not_for_you", "check_open")
    assert silent.value.refusal.codes == ("opinion_missing",)
    assert foreign.value.refusal.codes == ("not_for_you",)


def test_a_check_is_of_one_draft(submitted: Project, cast: Cast) -> None:
    """A draft that was changed since is not passed, and not reviewed on an older check."""
    check = ask_for_check(submitted, actor=cast.officer, at=AT)
    paper_of(submitted, "draft_for_review", "新稿", at=AT)
    with pytest.raises(StepRefusedError) as refused:
        answer_check(check, "pass_check", "同意", actor=cast.department, at=AT)
    assert refused.value.refusal.codes == ("draft_missing",)
    again = ask_for_check(submitted, actor=cast.officer, at=AT)
    check.refresh_from_db()
    rounds = submitted.proceedings.filter(kind="department_check").values_list("round", "outcome")
    assert (check.state, again.state, list(rounds.order_by("round"))) == (
        "withdrawn",
        "asked",
        [(1, "done"), (2, "")],
    )


def test_the_page_of_a_check(submitted: Project, cast: Cast, browser: As) -> None:
    """The department answers on it, others of the project read it or nothing of it."""
    browser(cast.officer).post(f"/desk/checks/ask/{submitted.pk}")
    check = DepartmentCheck.objects.get()
    address = f"/desk/checks/{check.pk}"
    seen = {
        name: browser(getattr(cast, name)).get(address).status_code
        for name in ("officer", "department", "drafter", "stranger")
    }
    assert seen == {"officer": 200, "department": 200, "drafter": 403, "stranger": 403}
    told = {"action": "pass_check", "opinion": ""}
    assert browser(cast.department).post(address, told).status_code == 422
    assert browser(cast.officer).post(address, {**told, "opinion": "好"}).status_code == 403
    assert "等本部门审核" in browser(cast.department).get("/desk").content.decode()
    answer = browser(cast.department).post(address, {**told, "opinion": "同意"}, follow=True)
    assert "已审核同意" in answer.content.decode()
    assert browser(cast.officer).get(f"{address}/opinion.docx").status_code == 200


def test_a_review_waits_for_the_check(submitted: Project, cast: Cast, browser: As) -> None:
    """The project's page offers the check first, and the review once it passed."""
    address = f"/projects/{submitted.pk}"
    ask, prepare = "请行业主管部门审核</button>", "准备技术审查</a>"
    before = browser(cast.officer).get(address).content.decode()
    checked(submitted, cast.officer, cast.department)
    after = browser(cast.officer).get(address).content.decode()
    prepared(submitted, cast.officer)
    running = browser(cast.officer).get(address).content.decode()
    assert [(ask in one, prepare in one) for one in (before, after, running)] == [
        (True, False),
        (False, True),
        (False, False),
    ]
