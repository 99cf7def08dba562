"""Technical reviews of the demonstration: checked, convened, voted on, concluded."""

import datetime as dt
from typing import Final

from django.db import transaction

from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.hearing import take_part
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.works import Work
from biaozhun.cloud.demonstration.course import Fate, working
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.technical_reviews.actions.answering import Conflict, answer_invitation
from biaozhun.cloud.technical_reviews.actions.checking import answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.actions.concluding import Concluded, write_conclusion
from biaozhun.cloud.technical_reviews.actions.drawing import draw, set_seats
from biaozhun.cloud.technical_reviews.actions.opinions import (
    Handling,
    OpinionTold,
    decide_handling,
    enter_opinion,
    propose_handling,
    put_table,
)
from biaozhun.cloud.technical_reviews.actions.papers import bring_minutes, make_papers
from biaozhun.cloud.technical_reviews.actions.reviewing import (
    ReviewTold,
    prepare,
    send_papers,
    step_review,
)
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.actions.voting import Said, cast
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.panel import proposal

AHEAD: Final = 9  # days before a meeting on which the papers go out
COMING: Final = 12  # days after the history on which a meeting is held that was convened
SENT: Final = 5  # likewise before the end of the history the papers of that meeting went out
FIRST_FEW: Final = 12  # of their projects experts have conflicts of interest
DISSENT: Final = "保存期的要求缺少成本测算，建议补充后再审。"
_OPINIONS: Final = (
    ("4.1", "记录的内容宜列出清单。", "accepted", "采纳，正文增列清单。"),
    ("5.2", "检查周期与行业主管部门的规定不一致。", "partly", "改为不低于行业主管部门规定的周期。"),
)
"""What reviewers say in writing, and what comes of it."""


class _NobodyFollowsError(Exception):
    """Nobody is left who could take a seat; what led there is taken back."""


def check(work: Work, day: dt.date) -> None:
    """The officer asks, and the department says yes on the same day."""
    with set_to(moment(day, 60)):
        asked = ask_for_check(work.project, actor=work.officer, at=moment(day, 60))
    own = None if work.is_written else papers.paper("department_opinion", work.fate.field)
    with set_to(moment(day, 200)):
        opinion = "符合行业管理要求，同意送审（虚构示范）。"
        answer_check(
            asked, "pass_check", opinion, actor=work.clerk, at=moment(day, 200), upload=own
        )


def convene(work: Work, sent: dt.date, day: dt.date, *, again: bool = False) -> Review:
    """A review is prepared, a panel drawn where no committee is in charge, and the papers sent.

    Args:
        work: which project.
        sent: the day of all of that.
        day: of the meeting.
        again: it is the second one.
    """
    at = moment(sent, 260)
    with set_to(at):
        told = ReviewTold(form="meeting", day=day, place="示范省标准馆", clerk=work.clerk.name)
        made = prepare(work.project, told, actor=work.officer, at=at)
        if made.route == Review.Route.PANEL:
            set_seats(made, proposal(made, sent).seats, actor=work.officer)
            draw(made, actor=work.officer, at=at)
            _answered(work, made, at, again=again)
        send_papers(made, sent, actor=work.officer, at=at)
        step_review(made, "convene", actor=work.officer, at=at)
    return made


def _answered(work: Work, held: Review, at: dt.datetime, *, again: bool) -> None:
    """Who was drawn comes; of every second panel one steps aside and the next one follows.

    Not of a second review: it is held before others are made that were convened earlier, and their
    experts would have a conflict that nobody knew when they were drawn.
    """
    testers = held.reviewers.filter(interest="testing").select_related("person")
    steps_aside = testers.order_by("pk").first()
    if steps_aside is not None and work.fate.place % 2 == 0 and not again:
        try:
            with transaction.atomic():
                _steps_aside(work, steps_aside, at)
        except _NobodyFollowsError:
            pass
    for one in held.reviewers.filter(status="asked").select_related("person").order_by("pk"):
        assert one.person is not None  # noqa: S101  -- all of the bank have an account
        answer_invitation(one, accepts=True, actor=one.person, at=at)


def _steps_aside(work: Work, one: Reviewer, at: dt.datetime) -> None:
    """Somebody has other duties, or early on a conflict with the first of the drafting units.

    A conflict stays: were there many, nobody would be left whom a unit could be reviewed by.

    Raises:
        _NobodyFollowsError: there is nobody who could sit instead.
    """
    assert one.person is not None  # noqa: S101  -- as above
    conflict = _conflict(work) if work.fate.place < FIRST_FEW else None
    reason = "" if conflict else "当日另有公务"
    follows = answer_invitation(
        one, accepts=False, conflict=conflict, reason=reason, actor=one.person, at=at
    )
    if follows is None:
        raise _NobodyFollowsError


def _conflict(work: Work) -> Conflict:
    unit = work.project.units.order_by("position").first()
    assert unit is not None  # noqa: S101  -- nothing is opened without a unit
    return Conflict(unit=unit.name, text="近三年参加过该单位的科研项目")


def meet(work: Work, held: Review, day: dt.date, *, against: int = 0, counts: bool = True) -> None:
    """The meeting of a day: who is there, their opinions, their votes, and the count.

    Args:
        work: which project.
        held: which review; it is convened.
        day: of the meeting.
        against: how many vote against it.
        counts: the votes are counted; else half of them are still out.
    """
    actor, at = work.officer, moment(day)
    seated = [one for one in _seated(held) if one.status not in GONE]
    away = {seated[-1].pk} if len(seated) > 5 and work.fate.place % 3 == 1 else set()
    enter_presence(held, {one.pk: one.pk not in away for one in seated}, actor=actor, at=at)
    for one, (clause, text, _found, _answer) in zip(seated, _OPINIONS, strict=False):
        assert one.person is not None  # noqa: S101  -- everybody who reviews has an account
        enter_opinion(held, one, OpinionTold(clause=clause, text=text), actor=one.person, at=at)
    step_review(held, "begin", actor=actor, at=moment(day, 20))
    voting = [one for one in seated if one.votes and one.pk not in away]
    if not counts:
        voting = voting[: len(voting) // 2]
    for n, one in enumerate(voting):
        assert one.person is not None  # noqa: S101  -- as above
        cast(one, _vote(work, n, against), actor=one.person, at=moment(day, 60 + n))
    if counts:
        step_review(held, "count", actor=actor, at=moment(day, 120))
    work.project.refresh_from_db()


def _seated(held: Review) -> list[Reviewer]:
    return list(held.reviewers.select_related("person").order_by("pk"))


def _vote(work: Work, n: int, against: int) -> Said:
    if n < against:
        return Said(vote="against", dissent=DISSENT)
    return Said(vote="abstain" if n == 5 and work.fate.place % 4 == 3 else "for")


def conclude(work: Work, held: Review, day: dt.date, *, conclusion: str) -> None:
    """The opinions are handled, the conclusion and its papers written, the project goes on."""
    actor, at = work.officer, moment(day, 20)
    for one, (_clause, _text, found, answer) in zip(
        held.opinions.order_by("pk"), _OPINIONS, strict=True
    ):
        handling = Handling(disposition=found, answer=answer)
        propose_handling(one, handling, actor=work.drafter)
        decide_handling(one, handling, actor=actor, at=at)
    passed = conclusion == "passed"
    answers = dict.fromkeys(QUESTIONS, ("yes", ""))
    if not passed:
        answers["other"] = ("after_changes", "指标缺少试验依据，请补充。")
    text = "同意通过审查（虚构示范）。" if passed else "指标缺少试验依据，修改后再次审查。"
    told = Concluded(conclusion=conclusion, text=text, answers=answers)
    write_conclusion(held, told, actor=actor)
    if work.is_written:
        make_papers(held, actor=actor, at=at)
    else:
        minutes = papers.paper("review_minutes", work.fate.field)
        bring_minutes(held, minutes, actor=actor, at=at)
    if passed:
        put_table(held, actor=actor, at=at)
    held.refresh_from_db()
    step_review(held, "conclude", actor=actor, at=moment(day, 30))
    work.project.refresh_from_db()


def sent_on(fate: Fate, until: dt.date) -> dt.date:
    """The day on which experts are drawn and the papers of the first review go out."""
    handed_in = fate.days["submitted"]
    held = fate.days.get("reviewing")
    ahead = held - dt.timedelta(days=AHEAD) if held else until - dt.timedelta(days=SENT)
    return max(handed_in, working(ahead))


def until_the_meeting(work: Work, day: dt.date) -> Review:
    """Check and invitation, on days between the handing in and the meeting."""
    sent = sent_on(work.fate, work.until)
    check(work, work.fate.days["submitted"])
    made = convene(work, sent, day)
    take_part(work, "review", sent, day)
    return made


def leave_waiting(work: Work, day: dt.date) -> None:
    """Of what was only handed in: some are being checked, some are convened for a day to come."""
    if work.fate.place // 3 % 3 == 1:
        with set_to(moment(day, 60)):
            ask_for_check(work.project, actor=work.officer, at=moment(day, 60))
        return
    check(work, day)
    coming = working(work.until + dt.timedelta(days=COMING))
    convene(work, sent_on(work.fate, work.until), coming)
