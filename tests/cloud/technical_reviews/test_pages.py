"""The pages of checks and reviews: who sees what, and what each lets them do."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.metrics.registry import Arguments, metric
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Review
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import (
    AT,
    DAY,
    SCAN,
    all_for,
    checked,
    handed_in,
    live_at,
    prepared,
    vote,
    voting,
)
from tests.cloud.technical_reviews.test_committee import concluded, count


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live on the day of the tests."""
    live_at(monkeypatch, AT)


def text_of(client: Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(content: bytes) -> str:
    """What a Word file says, paragraphs and cells."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_whole_review_at_the_desk(project: Project, cast: Cast, browser: As) -> None:
    """Prepared, convened, begun, voted, counted, concluded by what the pages send."""
    officer = browser(cast.officer)
    told = {"form": "meeting", "day": str(DAY), "place": "三楼", "clerk": "钱记"}
    officer.post(f"/desk/technical-reviews/new/{project.pk}", told)
    review = Review.objects.get()
    address = f"/desk/technical-reviews/{review.pk}"
    officer.post(f"{address}/sent", {"day": "2026-11-13"})
    officer.post(f"{address}/convene")
    chairs = {one.name: one for one in review.reviewers.select_related("person")}
    there = {f"present_{one.pk}": "yes" for one in chairs.values()}
    officer.post(f"{address}/presence", {**there, f"present_{chairs['陆商'].pk}": "no"})
    officer.post(f"{address}/begin")
    for one in chairs.values():
        if one.person is not None:
            said = {"vote": "against" if one.name == "沈厂" else "for", "dissent": "理由甲"}
            browser(one.person).post(f"/desk/my-reviews/{review.pk}", said)
    scan = SimpleUploadedFile(*SCAN)
    sheet = f"{address}/people/{chairs['尹消'].pk}/vote"
    officer.post(sheet, {"vote": "for", "scan": scan})
    officer.post(f"{address}/count")
    answers = dict.fromkeys(QUESTIONS, "yes")
    officer.post(f"{address}/conclusion", {**answers, "conclusion": "passed", "text": "同意通过"})
    officer.post(f"{address}/papers")
    officer.post(f"{address}/conclude")
    review.refresh_from_db()
    project.refresh_from_db()
    assert (review.state, review.conclusion, project.state) == ("concluded", "passed", "reviewed")
    votes = {one.name: one.vote for one in review.reviewers.all()}
    assert votes == {
        "方主任": "for",
        "袁检": "for",
        "袁替": "",
        "沈厂": "against",
        "陆商": "",
        "章用": "for",
        "尹消": "for",
        "卓起": "",
    }


def test_who_reads_a_review(project: Project, cast: Cast, browser: As) -> None:
    """The desk and the department; not the drafter, not who reviews, not a stranger."""
    review = prepared(project, cast.officer)
    address = f"/desk/technical-reviews/{review.pk}"
    member = review.reviewers.get(name="方主任").person
    people = {**{name: getattr(cast, name) for name in Cast.__struct_fields__}, "member": member}
    seen = {name: browser(one).get(address).status_code for name, one in people.items()}
    assert seen == {
        "officer": 200,
        "secretary": 200,
        "department": 200,
        "drafter": 403,
        "stranger": 403,
        "member": 403,
    }
    assert browser(cast.department).post(f"{address}/convene").status_code == 403
    assert browser(None).get(address).status_code == 302
    assert browser(cast.officer).get("/desk/technical-reviews/99999").status_code == 404
    assert browser(cast.officer).post(f"{address}/nonsense").status_code == 404
    assert browser(cast.officer).post(f"{address}/begin").status_code == 422


def test_votes_are_sealed_on_every_page(project: Project, cast: Cast, browser: As) -> None:
    """While votes are taken nobody reads one or a count; who voted reads the own alone."""
    review = voting(prepared(project, cast.officer), cast.officer)
    vote(review, cast.officer, 方主任="against", 沈厂="for", 尹消="against")
    member = review.reviewers.select_related("person").get(name="方主任").person
    other = review.reviewers.select_related("person").get(name="沈厂").person
    desk = f"/desk/technical-reviews/{review.pk}"
    told = text_of(browser(cast.officer), desk)
    assert "已有 3 人表决" in told
    assert ("不同意" in told, "理由" in told) == (False, False)
    forms = [
        browser(cast.officer).get(f"{desk}/forms/{name}.docx").status_code
        for name in ("minutes", "votes", "reviewers")
    ]
    on_paper = review.reviewers.get(name="尹消")
    scans = f"/forms/technical_reviews.vote/{on_paper.pk}/sealed"
    assert forms == [403, 403, 403]
    assert browser(cast.officer).get(scans).status_code in {403, 404}
    own, others = (
        text_of(browser(one), f"/desk/my-reviews/{review.pk}") for one in (member, other)
    )
    assert ("表决：不同意。" in own, "表决：不同意。" in others) == (True, False)
    public = text_of(browser(None), f"/technical-reviews/{review.pk}")
    assert ("不同意" in public, "方主任" in public) == (False, False)
    count(review, cast)
    assert browser(cast.officer).get(scans).status_code == 200


def test_what_is_public_of_a_concluded_review(project: Project, cast: Cast, browser: As) -> None:
    """Route, four answers, conclusion, counts and who sat; not how anybody voted, nor dissent."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer, but={"沈厂": "against"})
    count(review, cast)
    hidden = text_of(browser(None), f"/technical-reviews/{review.pk}")
    concluded(review, cast)
    shown = text_of(browser(None), f"/technical-reviews/{review.pk}")
    for words in ("技术委员会审查", "方主任", "无表决权", "5/6", "只作提醒", "审查组的意见。"):
        assert (words in hidden, words in shown) == (words == "技术委员会审查", True)
    assert "<dd>5</dd>" in shown
    assert f'/technical-reviews/{review.pk}"' in text_of(browser(None), "/technical-reviews")
    assert f'/technical-reviews/{review.pk}"' in text_of(browser(None), f"/projects/{project.pk}")
    for closed in ("preparing", "cancelled"):
        Review.objects.filter(pk=review.pk).update(state=closed)
        assert browser(None).get(f"/technical-reviews/{review.pk}").status_code == 404


def test_the_own_reviews(project: Project, cast: Cast, browser: As) -> None:
    """Who is asked finds the review, its papers and the vote; who is not is refused."""
    review = voting(prepared(project, cast.officer), cast.officer)
    member = review.reviewers.select_related("person").get(name="方主任").person
    drafter = review.reviewers.select_related("person").get(name="卓起").person
    address = f"/desk/my-reviews/{review.pk}"
    assert "等您表决" in text_of(browser(member), "/desk/my-reviews")
    assert "1 次审查等您表决" in text_of(browser(member), "/desk")
    paper = f"{address}/papers/{review.draft_id}"
    read = b"".join(browser(member).get(paper))  # type: ignore[arg-type]  # a streamed answer
    assert read == f"draft_for_review {project.pk}".encode()
    assert browser(cast.stranger).get(paper).status_code == 403
    assert browser(cast.stranger).get(address).status_code == 403
    assert "没有表决权" in text_of(browser(drafter), address)
    assert browser(drafter).post(address, {"vote": "for"}).status_code == 422
    assert browser(member).post(address, {"vote": "maybe"}).status_code == 422
    assert browser(member).post(address, {"vote": "abstain"}).status_code == 302
    review.refresh_from_db()
    assert review.reviewers.get(name="方主任").vote == "abstain"


def test_letters_and_papers_say_what_was_done(project: Project, cast: Cast, browser: As) -> None:
    """An invitation for who has no account; minutes with counts, answers and dissent verbatim."""
    review = prepared(project, cast.officer)
    one = review.reviewers.get(name="尹消")
    letter = f"/desk/technical-reviews/{review.pk}/people/{one.pk}/invitation.docx"
    invited = words_of(b"".join(browser(cast.officer).get(letter)))
    assert ("尹消" in invited, "2026年11月23日" in invited) == (True, True)
    assert browser(cast.department).get(letter).status_code == 403
    voting(review, cast.officer, away=("袁检",))
    vote(review, cast.officer, 方主任="for", 袁替="for", 沈厂="against", 陆商="abstain")
    count(review, cast)
    concluded(review, cast)
    minutes = words_of(filled("technical_reviews.minutes", review.pk, None, DAY).content)
    counted = "有表决权的6人，到会6人；同意2票，不同意1票，弃权1票，未表决2人"
    for words in (counted, "沈厂：意见", "是否在地方标准的制定范围内", "通过。审查组的意见。"):
        assert words in minutes
    votes = words_of(filled("technical_reviews.votes", review.pk, None, DAY).content)
    assert [words in votes for words in ("袁替", "无表决权", "未表决", "袁检\n")] == [
        True,
        True,
        True,
        False,
    ]


def test_minutes_written_elsewhere(project: Project, cast: Cast, browser: As) -> None:
    """They are uploaded once votes are counted, and stand for the conclusion."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    address = f"/desk/technical-reviews/{review.pk}"
    officer = browser(cast.officer)
    early = {"minutes": SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 x")}
    officer.post(f"{address}/minutes", early)
    assert not project.documents.filter(kind="review_minutes").exists()
    count(review, cast)
    officer.post(f"{address}/minutes", {"minutes": SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 y")})
    review.refresh_from_db()
    assert review.minutes is not None
    assert (review.minutes.name, review.minutes.kind) == ("纪要.pdf", "review_minutes")


@pytest.mark.parametrize("page", ["desk", "one", "public", "mine"])
def test_pages_ask_the_same_questions_however_many_review(
    project: Project, cast: Cast, browser: As, page: str
) -> None:
    """Eight more reviewers, or reviews, ask the database nothing more."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    member = review.reviewers.select_related("person").get(name="方主任").person
    if page == "public":
        count(review, cast)
        concluded(review, cast)
    client = browser(member if page == "mine" else cast.officer)
    address = {
        "desk": "/desk/technical-reviews",
        "one": f"/desk/technical-reviews/{review.pk}",
        "public": f"/technical-reviews/{review.pk}",
        "mine": "/desk/my-reviews",
    }[page]
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    if page in {"one", "public"}:
        for number in range(8):
            review.reviewers.create(name=f"添{number}", unit="江原大学", present=True, vote="for")
    else:
        for serial in range(21, 24):
            other = handed_in(serial=serial, handler=cast.officer)
            checked(other, cast.officer, cast.department)
            voting(prepared(other, cast.officer), cast.officer)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_figures(project: Project, cast: Cast) -> None:
    """One project passed at once, one the second time: two reviews passed, half at once."""
    second = handed_in(serial=31, handler=cast.officer)
    checked(second, cast.officer, cast.department)
    for which, conclusion in ((project, "passed"), (second, "revise")):
        review = voting(prepared(which, cast.officer), cast.officer)
        all_for(review, cast.officer)
        count(review, cast)
        concluded(review, cast, conclusion)
    again = Review.objects.get(project=second)
    Review.objects.create(
        project=second,
        round=2,
        route="committee",
        form="meeting",
        committee=again.committee,
        draft=again.draft,
        made=AT,
        state="concluded",
        state_since=AT,
        conclusion="passed",
    )
    on = DAY + dt.timedelta(days=1)
    told = {
        (key, conclusion): metric(f"technical_reviews.{key}")
        .figure(Arguments({"conclusion": conclusion} if conclusion else {}), on)
        .value
        for key, conclusion in (("reviews", ""), ("reviews", "passed"), ("first_pass", ""))
    }
    assert told == {("reviews", ""): 3, ("reviews", "passed"): 2, ("first_pass", ""): 50}
