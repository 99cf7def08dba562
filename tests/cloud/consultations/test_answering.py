"""Answers: proposed by drafters, decided by the desk, once each, and everybody is told."""

import datetime as dt

import pytest

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.consultations.actions.answering import (
    ChangedMeanwhileError,
    assign,
    decide,
    decide_anew,
    propose,
    version_of,
)
from biaozhun.cloud.consultations.actions.clustering import gather, set_apart
from biaozhun.cloud.consultations.actions.commenting import Said, file_comment
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Cluster, Comment, Consultation, Letter
from biaozhun.cloud.consultations.queries.desk import at_desk, counts
from biaozhun.cloud.consultations.queries.likeness import gathered, suggested
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.consultations.making import Cast, at, closed, commented

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 12)
NOON = at(dt.date(2026, 6, 11))
WHY = "面积与现行国家标准一致，不再提高。"


def codes(refused: pytest.ExceptionInfo[StepRefusedError]) -> tuple[str, ...]:
    """What stood against a step."""
    return refused.value.refusal.codes


def test_a_drafter_proposes_and_the_desk_decides(consultation: Consultation, cast: Cast) -> None:
    """Two acts of two people; the comment keeps both, and the project one open item less."""
    one, other = commented(consultation, person=cast.citizen), commented(consultation, "另一条")
    propose(one, "partly", WHY, actor=cast.drafter, at=at(DAY))
    assert (one.state, one.proposed, one.decided) == ("proposed", "partly", "")
    assert consultation.proceeding is not None
    consultation.proceeding.refresh_from_db()
    assert consultation.proceeding.open_items == 2
    assert decide([one], "rejected", WHY, actor=cast.secretary, at=at(DAY)) == 1
    one.refresh_from_db()
    consultation.proceeding.refresh_from_db()
    assert (one.state, one.proposed, one.decided) == ("decided", "partly", "rejected")
    assert (one.proposed_by, one.decided_by) == (cast.drafter, cast.secretary)
    assert consultation.proceeding.open_items == 1
    assert other.state == "open"


def test_who_drafts_does_not_decide(consultation: Consultation, cast: Cast) -> None:
    """Nor does a stranger propose; nothing is written."""
    one = commented(consultation)
    with pytest.raises(StepRefusedError) as refused:
        decide([one], "accepted", "", actor=cast.drafter, at=at(DAY))
    assert codes(refused) == ("not_for_you",)
    with pytest.raises(StepRefusedError) as refused:
        propose(one, "accepted", "", actor=cast.stranger, at=at(DAY))
    assert codes(refused) == ("not_for_you",)
    one.refresh_from_db()
    assert (one.state, one.proposed, one.decided) == ("open", "", "")


@pytest.mark.parametrize("disposition", ["partly", "rejected"])
def test_whoever_does_not_accept_says_why(
    consultation: Consultation, cast: Cast, disposition: str
) -> None:
    """Accepted needs no reason; the other two do."""
    one, other = commented(consultation), commented(consultation, "另一条")
    with pytest.raises(StepRefusedError) as refused:
        decide([one], disposition, " \n", actor=cast.officer, at=at(DAY))
    assert codes(refused) == ("answer_missing",)
    assert decide([other], "accepted", "", actor=cast.officer, at=at(DAY)) == 1


def test_an_answer_without_a_disposition_or_with_a_foreign_one_is_refused(
    consultation: Consultation, cast: Cast
) -> None:
    """Both say what is missing."""
    one = commented(consultation)
    with pytest.raises(StepRefusedError) as refused:
        decide([one], "", WHY, actor=cast.officer, at=at(DAY))
    assert codes(refused) == ("disposition_missing",)
    with pytest.raises(ConsultationRefusedError) as unknown:
        decide([one], "perhaps", WHY, actor=cast.officer, at=at(DAY))
    assert unknown.value.code == "unknown_disposition"
    with pytest.raises(ConsultationRefusedError) as long:
        propose(one, "rejected", "长" * 5001, actor=cast.officer, at=at(DAY))
    assert long.value.code == "too_long"


def test_one_refused_comment_keeps_all_back(consultation: Consultation, cast: Cast) -> None:
    """Many at once are decided together or not at all."""
    rows = [commented(consultation, f"第{n}点意见") for n in range(3)]
    decide(rows[1:2], "accepted", "", actor=cast.officer, at=at(DAY))
    with pytest.raises(StepRefusedError):
        decide(rows, "rejected", WHY, actor=cast.officer, at=at(DAY))
    assert list(consultation.comments.values_list("state", flat=True)) == [
        *("open", "decided", "open")
    ]
    with pytest.raises(ConsultationRefusedError) as refused:
        decide([], "accepted", "", actor=cast.officer, at=at(DAY))
    assert refused.value.code == "no_comment_chosen"


def test_the_later_of_two_is_told_with_what_the_earlier_wrote(
    consultation: Consultation, cast: Cast
) -> None:
    """Nothing is overwritten; the same form sent twice by one person is done once."""
    one = commented(consultation)
    seen = version_of(one)
    propose(one, "partly", "先到", actor=cast.drafter, at=at(DAY), seen=seen)
    with pytest.raises(ChangedMeanwhileError) as refused:
        decide([one], "rejected", "后到", actor=cast.officer, at=at(DAY), seen={one.pk: seen})
    theirs = refused.value.theirs
    assert (theirs.disposition, theirs.answer, theirs.by) == ("partly", "先到", cast.drafter)
    assert not theirs.is_decided
    now = {one.pk: version_of(one)}
    assert decide([one], "rejected", "后到", actor=cast.officer, at=at(DAY), seen=now) == 1
    assert decide([one], "rejected", "后到", actor=cast.officer, at=at(DAY, 5), seen=now) == 0
    with pytest.raises(ChangedMeanwhileError) as late:
        propose(one, "accepted", "", actor=cast.drafter, at=at(DAY), seen=seen)
    assert late.value.theirs.is_decided
    kinds = Event.objects.filter(kind="consultations.comment_decide")
    assert kinds.count() == 1


def test_authors_are_told_as_far_as_the_platform_can(
    consultation: Consultation, cast: Cast
) -> None:
    """The account by a notice, the unit of a letter too, a receipt by its page, paper not."""
    letter = Letter.objects.create(
        consultation=consultation,
        unit="江原省交通运输厅",
        organisation=cast.stranger.organisation,
        receipt="x",
    )
    said = [
        commented(consultation, "有账户的", person=cast.citizen),
        commented(consultation, "有回执的", form="form-1"),
        file_comment(
            consultation,
            Said(text="复函里的"),
            person=None,
            at=NOON,
            origin="letter",
            letter=letter,
        ),
        file_comment(
            consultation,
            Said(text="纸上来的"),
            person=None,
            at=NOON,
            origin="stated",
            entered_by=cast.officer,
        ),
    ]
    decide(said, "rejected", WHY, actor=cast.officer, at=at(DAY))
    told = consultation.comments.exclude(told_at=None).values_list("number", flat=True)
    assert list(told) == [1, 2, 3]
    notices = Notice.objects.filter(kind="consultations.comment_answered").order_by("pk")
    assert [(one.person, one.subject) for one in notices.select_related("person")] == [
        (cast.citizen, "您的第 1 号意见：不采纳"),
        (cast.stranger, "您的第 3 号意见：不采纳"),
    ]
    assert WHY in notices[0].text
    assert counts([consultation], cast.officer)[consultation.pk].turns["untold"] == 1


def test_a_decision_is_taken_up_again_with_a_reason(consultation: Consultation, cast: Cast) -> None:
    """The old answer becomes the proposal, the author is told, and an item is open again."""
    one = commented(consultation, person=cast.citizen)
    decide([one], "rejected", WHY, actor=cast.officer, at=at(DAY))
    with pytest.raises(StepRefusedError) as refused:
        decide_anew(one, "", actor=cast.officer, at=at(DAY))
    assert codes(refused) == ("reason_missing",)
    with pytest.raises(StepRefusedError) as refused:
        decide_anew(one, "新依据", actor=cast.drafter, at=at(DAY))
    assert codes(refused) == ("not_for_you",)
    decide_anew(one, "收到新的依据", actor=cast.officer, at=at(DAY, 6))
    assert (one.state, one.decided, one.proposed, one.proposed_answer, one.told_at) == (
        *("open", "", "rejected", WHY),
        None,
    )
    newest = Notice.objects.filter(kind="consultations.comment_answered").latest("pk")
    assert newest.subject == "您的第 1 号意见正在重新处理"
    assert consultation.proceeding is not None
    consultation.proceeding.refresh_from_db()
    assert consultation.proceeding.open_items == 1


def test_after_the_draft_for_review_no_answer_is_taken_up_again(
    consultation: Consultation, cast: Cast
) -> None:
    """The project has moved on."""
    one = commented(consultation)
    decide([one], "accepted", "", actor=cast.officer, at=at(DAY))
    consultation.project.__class__.objects.update(state="submitted")
    with pytest.raises(StepRefusedError) as refused:
        decide_anew(one, "新依据", actor=cast.officer, at=at(DAY))
    assert codes(refused) == ("handed_in",)


def test_what_is_settled_is_neither_answered_nor_gathered(
    consultation: Consultation, cast: Cast
) -> None:
    """After the handling was published, everything of it stands."""
    one, other = commented(consultation), commented(consultation, "另一条")
    decide([one, other], "accepted", "", actor=cast.officer, at=at(DAY))
    closed(consultation)
    told = ConsultationStep(summary="共收到两条意见，全部采纳。")
    step_consultation(consultation, "settle", told, actor=cast.officer, at=at(dt.date(2026, 7, 8)))
    with pytest.raises(StepRefusedError) as refused:
        decide_anew(one, "新依据", actor=cast.officer, at=at(dt.date(2026, 7, 9)))
    assert "consultation_settled" in codes(refused)
    for act in (
        lambda: gather(consultation, [1, 2], actor=cast.officer, at=at(DAY)),
        lambda: set_apart(consultation, [1], actor=cast.officer),
        lambda: assign([one], cast.drafter, actor=cast.officer, at=at(DAY)),
    ):
        with pytest.raises(ConsultationRefusedError) as kept:
            act()
        assert kept.value.code == "consultation_settled"


def test_comments_are_given_to_who_answers(consultation: Consultation, cast: Cast) -> None:
    """One notice for many; nobody who takes no part; only by the desk; back to nobody."""
    rows = [commented(consultation, f"第{n}点意见") for n in range(2)]
    assert assign(rows, cast.drafter, actor=cast.officer, at=at(DAY)) == 2
    assert assign(rows, cast.drafter, actor=cast.officer, at=at(DAY)) == 0
    notice = Notice.objects.get(kind="consultations.comments_assigned")
    assert (notice.person, notice.subject) == (cast.drafter, "2 条意见请您提出处理建议")
    assert counts([consultation], cast.drafter)[consultation.pk].mine == 2
    for actor, to, code in (
        (cast.officer, cast.stranger, "not_a_drafter"),
        (cast.drafter, cast.drafter, "not_for_you"),
    ):
        with pytest.raises(ConsultationRefusedError) as refused:
            assign(rows, to, actor=actor, at=at(DAY))
        assert refused.value.code == code
    assert assign(rows[:1], None, actor=cast.officer, at=at(DAY)) == 1
    assert counts([consultation], cast.drafter)[consultation.pk].mine == 1


def test_suggested_groups_are_confirmed_or_split(consultation: Consultation, cast: Cast) -> None:
    """Confirmed once, not suggested again; who is set apart comes back to no suggestion."""
    words = "建议将本条的面积要求与建筑规模挂钩，小型场所难以达到"
    rows = [commented(consultation, text) for text in (words, words + "。", "请" + words)]
    commented(consultation, "建议增加洗手台")
    assert [[one.number for one in group.comments] for group in suggested(consultation)] == [
        [1, 2, 3]
    ]
    made = gather(consultation, [1, 2, 3], actor=cast.officer, at=at(DAY))
    assert suggested(consultation) == []
    assert [(one.pk, [two.number for two in held]) for one, held in gathered(consultation)] == [
        (made.pk, [1, 2, 3])
    ]
    late = commented(consultation, words + "！")
    assert [group.is_joining for group in suggested(consultation)] == [True]
    set_apart(consultation, [late.number], actor=cast.officer)
    assert suggested(consultation) == []
    set_apart(consultation, [1, 2], actor=cast.officer)
    assert not Cluster.objects.exists()
    assert not Comment.objects.exclude(cluster=None).exists()
    assert rows[0].consultation_id == consultation.pk


def test_only_the_desk_gathers_and_one_comment_is_no_group(
    consultation: Consultation, cast: Cast
) -> None:
    """Refused with what is wrong."""
    commented(consultation)
    for actor, code in ((cast.drafter, "not_for_you"), (cast.officer, "too_few_to_gather")):
        with pytest.raises(ConsultationRefusedError) as refused:
            gather(consultation, [1], actor=actor, at=at(DAY))
        assert refused.value.code == code


def test_the_desk_shows_what_is_late_first_and_how_long_answers_take(
    consultation: Consultation, cast: Cast
) -> None:
    """Days behind the last day while something waits; the median of the decided ones."""
    one, two, _three = (commented(consultation, f"第{n}点意见") for n in range(3))
    decide([one], "accepted", "", actor=cast.officer, at=at(dt.date(2026, 6, 14)))
    decide([two], "rejected", WHY, actor=cast.officer, at=at(dt.date(2026, 6, 19)))
    desk = at_desk(cast.officer, dt.date(2026, 7, 16))
    assert [(held.consultation.pk, held.days_late, held.roles) for held in desk] == [
        (consultation.pk, 10, frozenset({"desk"}))
    ]
    counted = desk[0].counted
    assert (counted.days, counted.left, counted.total) == (6.5, 1, 3)
    assert counted.dispositions == {"accepted": 1, "rejected": 1}
    assert [held.roles for held in at_desk(cast.drafter, DAY)] == [frozenset({"drafter"})]
    assert at_desk(cast.stranger, DAY) == []
