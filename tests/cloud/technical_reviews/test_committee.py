"""A committee reviews: convened, begun, voted, counted, concluded; and what stands against it."""

import datetime as dt

import pytest

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.actions.committees import remove_member
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.cloud.technical_reviews.actions.closing import count_over
from biaozhun.cloud.technical_reviews.actions.concluding import Concluded, write_conclusion
from biaozhun.cloud.technical_reviews.actions.papers import make_papers
from biaozhun.cloud.technical_reviews.actions.reviewing import (
    ReviewStep,
    send_papers,
    step_review,
)
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.actions.voting import Said, enter_vote
from biaozhun.cloud.technical_reviews.actions.voting import cast as give
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Opinion, Review
from biaozhun.cloud.technical_reviews.queries.facts import tally_of
from tests.cloud.technical_reviews.conftest import Cast
from tests.cloud.technical_reviews.making import (
    AT,
    DAY,
    SCAN,
    all_for,
    handed_in,
    prepared,
    signed,
    vote,
    voting,
)
from tests.factories.drafting import held, paper_of

YES = dict.fromkeys(QUESTIONS, ("yes", ""))


def refused(review: Review, action: str, who: Cast, told: ReviewStep | None = None) -> list[str]:
    """The codes of everything that stands against a step of the officer."""
    with pytest.raises(StepRefusedError) as error:
        step_review(review, action, told or ReviewStep(), actor=who.officer, at=AT)
    return list(error.value.refusal.codes)


def concluded(review: Review, who: Cast, conclusion: str = "passed", **told: object) -> None:
    """Write a conclusion, its papers, and take the step."""
    said = Concluded(conclusion=conclusion, text="审查组的意见。", answers=YES)
    write_conclusion(review, said, actor=who.officer)
    make_papers(review, actor=who.officer, at=AT)
    step_review(review, "conclude", ReviewStep(**told), actor=who.officer, at=AT)  # type: ignore[arg-type]  # what the test says
    review.refresh_from_db()


def count(review: Review, who: Cast) -> None:
    """Count the votes."""
    step_review(review, "count", actor=who.officer, at=AT)


def test_members_of_the_committee_review(project: Project, cast: Cast) -> None:
    """The members are seated, who drafted it without a vote, the alternate behind the member."""
    review = prepared(project, cast.officer)
    told = [
        (one.name, one.votes, one.instead_of.name if one.instead_of else "")
        for one in review.reviewers.select_related("instead_of")
    ]
    assert told == [
        ("方主任", True, ""),
        ("袁检", True, ""),
        ("袁替", True, "袁检"),
        ("沈厂", True, ""),
        ("陆商", True, ""),
        ("章用", True, ""),
        ("尹消", True, ""),
        ("卓起", False, ""),
    ]


def test_a_meeting_that_passes(project: Project, cast: Cast) -> None:
    """The project goes with the review, step by step, and papers and proceeding lie on it."""
    review = voting(prepared(project, cast.officer), cast.officer)
    project.refresh_from_db()
    assert (project.state, project.proceedings.get(kind="technical_review").outcome) == (
        "reviewing",
        "",
    )
    all_for(review, cast.officer, but={"沈厂": "against"})
    count(review, cast)
    concluded(review, cast)
    project.refresh_from_db()
    proceeding = project.proceedings.get(kind="technical_review")
    assert (project.state, proceeding.outcome, proceeding.began, proceeding.ended) == (
        "reviewed",
        "passed",
        DAY,
        DAY,
    )
    kinds = {one.kind for one in proceeding.papers.all()}
    assert kinds == {"review_minutes", "reviewer_list", "ballot"}
    told = Notice.objects.filter(kind="technical_reviews.concluded").count()
    assert told == 7  # every member and alternate with an account


def test_who_reviews_is_a_fact(project: Project, cast: Cast) -> None:
    """The committee in charge reviews while it stands; once it is dissolved a panel does."""
    assert project.committee is not None
    project.committee.until = DAY - dt.timedelta(days=1)
    project.committee.save()
    assert prepared(project, cast.officer).route == "panel"


def test_a_review_is_prepared_by_the_desk_and_once(project: Project, cast: Cast) -> None:
    """The secretariat prepares it too; not the drafter, not twice, not before it is handed in."""
    planned = handed_in(serial=7)
    planned.state = "settling"
    planned.save()
    prepared(project, cast.secretary)
    codes = []
    for which, who in ((project, cast.drafter), (project, cast.officer), (planned, cast.officer)):
        with pytest.raises(ReviewRefusedError) as error:
            prepared(which, who)
        codes.append(error.value.code)
    assert codes == ["not_for_you", "review_running", "not_submitted"]


def test_what_convening_asks_for(submitted: Project, cast: Cast) -> None:
    """The department's check of this draft, a day, and in a ballot a last one."""
    review = prepared(submitted, cast.officer, "ballot", day=None, closes=None)
    assert refused(review, "convene", cast) == [
        "draft_not_checked",
        "day_missing",
        "last_day_missing",
    ]


def test_what_beginning_asks_for(project: Project, cast: Cast) -> None:
    """The day has come, presence is entered, the draft is still the newest one."""
    review = prepared(project, cast.officer, day=DAY + dt.timedelta(days=1))
    step_review(review, "convene", actor=cast.officer, at=AT)
    paper_of(project, "draft_for_review", "后来的稿", at=AT)
    assert refused(review, "begin", cast) == ["newer_draft", "too_early", "presence_missing"]


def test_a_project_that_went_back_is_not_reviewed(project: Project, cast: Cast) -> None:
    """Returned by the officer while the review was convened, it cannot begin behind the back."""
    review = prepared(project, cast.officer)
    step_review(review, "convene", actor=cast.officer, at=AT)
    people = review.reviewers.values_list("pk", flat=True)
    enter_presence(review, dict.fromkeys(people, True), actor=cast.officer, at=AT)
    step_project(project, "return_submission", actor=cast.officer, at=AT, reason="补材料")
    assert refused(review, "begin", cast) == ["not_submitted"]


def test_papers_that_come_too_late(project: Project, cast: Cast) -> None:
    """Four working days before are a reminder, and a refusal once the region signed the rule."""
    review = prepared(project, cast.officer)
    send_papers(review, dt.date(2026, 11, 17), actor=cast.officer, at=AT)
    step_review(review, "convene", actor=cast.officer, at=AT)
    enter_presence(
        review,
        dict.fromkeys(review.reviewers.values_list("pk", flat=True), True),
        actor=cast.officer,
        at=AT,
    )
    signed(project.authority, "Q-08", "5")
    assert refused(review, "begin", cast) == ["papers_too_late"]
    send_papers(review, dt.date(2026, 11, 16), actor=cast.officer, at=AT)
    step_review(review, "begin", actor=cast.officer, at=AT)
    assert review.state == "voting"


def test_votes_one_may_not_give(project: Project, cast: Cast) -> None:
    """A drafter, who is absent, an alternate beside the member, another's vote, too early."""
    review = prepared(project, cast.officer)
    people = {one.name: one for one in review.reviewers.select_related("person")}
    codes = {}

    def try_to(name: str, by: str) -> str:
        person = people[by].person
        assert person is not None
        with pytest.raises(ReviewRefusedError) as error:
            give(people[name], Said(vote="for"), actor=person, at=AT)
        return error.value.code

    codes["early"] = try_to("方主任", "方主任")
    voting(review, cast.officer, away=("陆商",))
    codes["drafter"] = try_to("卓起", "卓起")
    codes["absent"] = try_to("陆商", "陆商")
    codes["alternate"] = try_to("袁替", "袁替")
    codes["another"] = try_to("方主任", "沈厂")
    assert codes == {
        "early": "not_voting",
        "drafter": "no_vote",
        "absent": "not_in_the_seat",
        "alternate": "not_in_the_seat",
        "another": "not_for_you",
    }


def test_an_alternate_takes_the_place_of_who_is_away(project: Project, cast: Cast) -> None:
    """The member is away, the alternate is there: the alternate's vote is the seat's."""
    review = voting(prepared(project, cast.officer), cast.officer, away=("袁检",))
    vote(review, cast.officer, 方主任="for", 袁替="against")
    told = tally_of(review)
    assert (told.eligible, told.present, told.voted, told.against) == (6, 6, 2, 1)


def test_a_vote_is_sealed_and_may_be_changed_until_it_is_counted(
    project: Project, cast: Cast
) -> None:
    """A changed vote counts once; a counted one is changed no more; events never say it."""
    review = voting(prepared(project, cast.officer), cast.officer)
    vote(review, cast.officer, 方主任="against")
    vote(review, cast.officer, 方主任="for")
    told = tally_of(review)
    assert (told.voted, told.in_favour, told.against) == (1, 1, 0)
    facts = [one.facts for one in Event.objects.filter(kind="technical_reviews.vote_cast")]
    assert facts == [{"project": project.plan_number, "person": "方主任"}] * 2
    count(review, cast)
    with pytest.raises(ReviewRefusedError, match="Refused") as error:
        vote(review, cast.officer, 方主任="against")
    assert error.value.code == "not_voting"


def test_a_vote_on_paper_comes_with_its_scan(project: Project, cast: Cast) -> None:
    """The desk enters it for who has no account; never over a vote given on the own page."""
    review = voting(prepared(project, cast.officer), cast.officer)
    vote(review, cast.officer, 尹消="for", 方主任="for")
    on_paper = review.reviewers.get(name="尹消")
    assert (on_paper.vote_entered_by, SealedCopy.objects.count()) == (cast.officer, 1)
    chair = review.reviewers.get(name="方主任")
    with pytest.raises(ReviewRefusedError) as error:
        enter_vote(chair, Said(vote="against"), SCAN, actor=cast.officer, at=AT)
    with pytest.raises(ReviewRefusedError) as foreign:
        enter_vote(on_paper, Said(vote="against"), SCAN, actor=cast.department, at=AT)
    assert (error.value.code, foreign.value.code) == ("voted_already", "not_for_you")


def test_a_ballot_runs_until_its_last_day_or_the_last_vote(project: Project, cast: Cast) -> None:
    """It is not counted before; with every vote in it is."""
    review = voting(prepared(project, cast.officer, "ballot"), cast.officer)
    vote(review, cast.officer, 方主任="for")
    assert refused(review, "count", cast) == ["ballot_running"]
    later = AT + dt.timedelta(days=8)
    with pytest.raises(ReviewRefusedError) as late:
        give_late(review, later)
    assert late.value.code == "ballot_over"
    all_for(review, cast.officer)
    count(review, cast)
    assert review.state == "counted"


def give_late(review: Review, at: dt.datetime) -> None:
    """A vote behind the last day."""
    one = review.reviewers.select_related("person").get(name="沈厂")
    assert one.person is not None
    give(one, Said(vote="for"), actor=one.person, at=at)


def test_a_ballot_without_quorum_is_held_again(project: Project, cast: Cast) -> None:
    """Three of six voted: signed, the rule refuses every conclusion; held again, it passes."""
    signed(project.authority, "Q-11", "3/4")
    review = voting(prepared(project, cast.officer, "ballot"), cast.officer)
    vote(review, cast.officer, 方主任="for", 沈厂="for", 章用="for")
    closes = AT + dt.timedelta(days=7)
    assert count_over(closes) == []
    assert count_over(closes + dt.timedelta(days=1)) == [review]
    review.refresh_from_db()
    said = Concluded(conclusion="passed", text="通过", answers=YES)
    write_conclusion(review, said, actor=cast.officer)
    make_papers(review, actor=cast.officer, at=AT)
    assert refused(review, "conclude", cast) == ["too_few_votes"]
    step_review(review, "repeat", ReviewStep(reason="不足四分之三"), actor=cast.officer, at=AT)
    review.refresh_from_db()
    assert (review.state, review.repeated, tally_of(review).voted, review.conclusion) == (
        "preparing",
        "不足四分之三",
        0,
        "",
    )
    voting(review, cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    concluded(review, cast)
    assert project.proceedings.filter(kind="technical_review").count() == 1
    assert review.state == "concluded"


def test_rules_nobody_signed_only_advise(project: Project, cast: Cast) -> None:
    """Half of them for it: the platform's own three quarters are a reminder."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer, but={"沈厂": "against", "陆商": "abstain", "章用": "against"})
    count(review, cast)
    said = Concluded(conclusion="passed", text="通过", answers=YES)
    write_conclusion(review, said, actor=cast.officer)
    make_papers(review, actor=cast.officer, at=AT)
    decision = step_review(review, "conclude", actor=cast.officer, at=AT)
    assert [(one.code, one.subject) for one in decision.advice] == [("no_majority", "Q-07")]


def test_what_a_conclusion_asks_for(project: Project, cast: Cast) -> None:
    """Four answers, text, minutes of just this conclusion; no pass over a no or an open opinion."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    assert refused(review, "conclude", cast) == [
        "conclusion_missing",
        "reason_missing",
        "questions_unanswered",
        "minutes_missing",
    ]
    answers = {**YES, "coordinated": ("no", "低于强制性标准")}
    Opinion.objects.create(review=review, text="第4章要改", entered=AT)
    said = Concluded(conclusion="passed", text="通过", answers=answers)
    write_conclusion(review, said, actor=cast.officer)
    make_papers(review, actor=cast.officer, at=AT)
    assert refused(review, "conclude", cast) == ["question_refused", "opinions_open"]
    write_conclusion(
        review, Concluded(conclusion="revise", text="修改", answers=answers), actor=cast.officer
    )
    assert refused(review, "conclude", cast) == ["minutes_missing"]


@pytest.mark.parametrize(
    ("conclusion", "ends", "state", "outcome"),
    [
        ("revise", False, "settling", "revise"),
        ("failed", False, "settling", "failed"),
        ("failed", True, "terminated", "failed"),
    ],
)
def test_what_does_not_pass(
    project: Project,
    cast: Cast,
    conclusion: str,
    ends: bool,  # noqa: FBT001  -- what pytest gives
    state: str,
    outcome: str,
) -> None:
    """It goes back to the drafters; what failed may end the project, with its decision there."""
    paper_of(project, "decision", at=AT)
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    concluded(review, cast, conclusion, ends_project=ends)
    project.refresh_from_db()
    assert (project.state, project.proceedings.get(kind="technical_review").outcome) == (
        state,
        outcome,
    )


def test_a_project_that_failed_ends_only_with_its_decision(project: Project, cast: Cast) -> None:
    """Without the decision nothing of the step is kept: the review waits for its conclusion."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    with pytest.raises(StepRefusedError) as error:
        concluded(review, cast, "failed", ends_project=True)
    review.refresh_from_db()
    assert error.value.refusal.codes == ("document_missing",)
    assert (review.state, project.proceedings.get(kind="technical_review").outcome) == (
        "counted",
        "",
    )


def test_a_draft_is_reviewed_again_once(project: Project, cast: Cast) -> None:
    """A second demand for a revision is one too many where the region signed the rule."""
    signed(project.authority, "Q-09", "1")
    held(project, "technical_review", "revise")
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    with pytest.raises(StepRefusedError) as error:
        concluded(review, cast, "revise")
    assert error.value.refusal.codes == ("reviewed_too_often",)
    concluded(review, cast, "failed")
    assert review.state == "concluded"


def test_a_review_is_put_off_or_cancelled(project: Project, cast: Cast) -> None:
    """Both with a reason; put off, it is prepared again; cancelled, a new one may be."""
    review = prepared(project, cast.officer)
    step_review(review, "convene", actor=cast.officer, at=AT)
    assert refused(review, "postpone", cast) == ["reason_missing"]
    step_review(review, "postpone", ReviewStep(reason="台风"), actor=cast.officer, at=AT)
    assert review.state == "preparing"
    step_review(review, "cancel", ReviewStep(reason="换稿"), actor=cast.officer, at=AT)
    again = prepared(project, cast.officer)
    assert (again.round, review.state) == (2, "cancelled")


def test_a_review_that_had_begun_and_is_given_up(project: Project, cast: Cast) -> None:
    """Its proceeding ends without an outcome that lets the project on; a further round may run."""
    review = voting(prepared(project, cast.officer), cast.officer)
    step_review(review, "repeat", ReviewStep(reason="人数不足"), actor=cast.officer, at=AT)
    step_review(review, "cancel", ReviewStep(reason="改由函审"), actor=cast.officer, at=AT)
    project.refresh_from_db()
    first = project.proceedings.get(kind="technical_review")
    assert (first.outcome, first.note, project.state) == ("done", "改由函审", "reviewing")
    voting(prepared(project, cast.officer, "ballot"), cast.officer)
    rounds = project.proceedings.filter(kind="technical_review").values_list("round", "outcome")
    assert list(rounds.order_by("round")) == [(1, "done"), (2, "")]


def test_who_left_the_committee_leaves_the_review(project: Project, cast: Cast) -> None:
    """Members are those of the day of the review; a conflict that was declared takes the vote."""
    review = prepared(project, cast.officer)
    assert project.committee is not None
    project.committee.members.filter(name="陆商").update(until=DAY - dt.timedelta(days=1))
    review.reviewers.filter(name="章用").update(conflict="顾问")
    step_review(review, "convene", actor=cast.officer, at=AT)
    told = dict(review.reviewers.values_list("name", "votes"))
    assert told == {
        "方主任": True,
        "袁检": True,
        "袁替": True,
        "沈厂": True,
        "章用": False,
        "尹消": True,
        "卓起": False,
    }


def test_who_sat_in_a_review_stays_in_the_register(project: Project, cast: Cast) -> None:
    """A seat that was entered by mistake is taken back, but not from under a review."""
    review = prepared(project, cast.officer)
    seat = review.reviewers.get(name="陆商").member
    assert seat is not None
    with pytest.raises(RefusedError) as error:
        remove_member(seat, actor=cast.officer)
    assert error.value.message == "这名委员参加过审查，记录要保留：请改为登记任职结束。"
    assert not Event.objects.filter(kind="committees.member_removed").exists()
    review.reviewers.filter(name="陆商").delete()
    remove_member(seat, actor=cast.officer)
    assert not seat.committee.members.filter(name="陆商").exists()


def test_everybody_is_told_of_the_vote_in_the_own_language(project: Project, cast: Cast) -> None:
    """Form, days and place are worded for who reads them, not for the officer who began."""
    review = prepared(project, cast.officer)
    reader = review.reviewers.get(name="陆商").person
    assert reader is not None
    Ways.objects.update_or_create(person=reader, defaults={"language": "en"})
    voting(review, cast.officer)
    told = Notice.objects.filter(kind="technical_reviews.review_moved", subject__contains="vote")
    assert [one.text.split(" · ")[0] for one in told.filter(person=reader)] == ["meeting"]
