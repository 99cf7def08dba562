"""Hearings of the demonstration, and the part that representatives take."""

import datetime as dt
from typing import Final

from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.works import Work
from biaozhun.cloud.demonstration.words import words
from biaozhun.cloud.drafting.models import DocumentKind
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.hearings.actions.deciding import NeedTold, decide_need
from biaozhun.cloud.hearings.actions.inviting import (
    InvitationTold,
    handle_opinion,
    invite,
    record_opinion,
    step_invitation,
)
from biaozhun.cloud.hearings.actions.minuting import (
    CourseTold,
    bring_minutes,
    make_minutes,
    mark_attendance,
    write_course,
)
from biaozhun.cloud.hearings.actions.opinions import OpinionTold, decide_opinion, note_opinion
from biaozhun.cloud.hearings.actions.preparing import HearingTold, prepare, set_papers
from biaozhun.cloud.hearings.actions.registering import Registering, register
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.models import Hearing, Invitation, Registration

REGISTERED: Final = 17  # days after the notice on which registration ends
CHOSEN: Final = 20  # likewise on which everybody has an answer
HEARD: Final = 31  # likewise of the hearing itself
SEATS: Final = {
    "consumer": 3,
    "user": 3,
    "producer": 2,
    "operator": 2,
    "research": 2,
    "observer": 4,
}
"""Half of the speaking seats are those of consumers and users (H-02)."""
_LINE: Final = ("consumer", "user", "producer", "consumer", "operator", "user", "research")
_SEES: Final = "希望要求具体、费用不增加，并且方便群众监督。"
PLACES: Final = ("4.1", "4.2", "5.2", "1")
"""The clauses of what the first participants say."""
_CAUSED: Final = (
    ("accepted", ""),
    ("partly", "费用部分在编制说明中作了测算，标准不作规定。"),
    ("rejected", "超出本标准的范围，已转有关部门研究。"),
)
"""What comes of what representatives say, in turn."""


def decide(work: Work, day: dt.date) -> None:
    """Decide whether a hearing is needed; one that is needed is announced the same day."""
    at = moment(day, 100)
    if not work.fate.heard:
        if work.fate.place % 3 == 0:
            told = NeedTold(is_needed=False, reasons="不涉及群众重大利益，各方意见一致。")
            decide_need(work.project, told, actor=work.officer, at=at)
        return
    told = NeedTold(
        is_needed=True,
        reasons="关系多数群众的切身利益，各方对收费和便利程度看法不一（虚构示范）。",
        criteria=("涉及多数人的切身利益", "征求意见分歧较大"),
        petitioners=3 + work.fate.place % 20,
    )
    decide_need(work.project, told, actor=work.officer, at=at)
    notice = HearingTold(
        topic=f"《{work.fate.title}》（征求意见稿）听证会",
        notice="请关心这项标准的消费者、使用者和经营者报名参加（虚构示范）。",
        day=day + dt.timedelta(days=HEARD),
        starts=dt.time(9, 30),
        place="示范省标准馆三楼会议室",
        register_until=day + dt.timedelta(days=REGISTERED),
        way="lot" if work.fate.place % 4 == 1 else "order",
        contact=f"{work.clerk.name}，示范电话 0000-0000",
        seats=SEATS,
    )
    made = prepare(work.project, notice, actor=work.officer, at=at)
    drafts = work.project.documents.filter(kind=DocumentKind.DRAFT_FOR_COMMENT)
    set_papers(made, drafts, actor=work.officer)
    step_hearing(made, "announce", actor=work.officer, at=moment(day, 110))


def hear(work: Work) -> None:
    """Bring the hearing of a project as far as the days allow."""
    held = Hearing.objects.filter(project=work.project).first()
    if held is None or held.announced is None:
        return
    opened = held.announced
    for days, take in ((1, _registered), (CHOSEN, _chosen), (HEARD, _held)):
        day = opened + dt.timedelta(days=days)
        if day >= work.until:
            return
        with set_to(moment(day)):
            take(work, held, day)


def settle(work: Work, day: dt.date) -> None:
    """The report on a hearing that was held is published."""
    held = Hearing.objects.filter(project=work.project, state="held").first()
    if held is not None:
        told = HearingStep(report="听证会听取了各方意见，采纳情况见意见处理表（虚构示范）。")
        step_hearing(held, "settle", told, actor=work.officer, at=moment(day, 50))


def _registered(work: Work, held: Hearing, day: dt.date) -> None:
    """People register, with an account and without; more consumers than there are seats."""
    for n, group in enumerate(_LINE * 2):
        on = min(day + dt.timedelta(days=n % (REGISTERED - 1)), work.until - dt.timedelta(days=1))
        person = work.own.citizens[n] if n < len(work.own.citizens) else None
        told = Registering(
            form=f"demonstration-hearing-{held.pk}-{n}",
            group=group,
            name=person.name if person else words().person(work.fate.place * 13 + n),
            contact="demo@demo.invalid",
            view=_SEES,
            may_be_named=n % 3 == 0,
        )
        with set_to(moment(on, n)):
            register(held, told, person=person, at=moment(on, n))


def _chosen(work: Work, held: Hearing, day: dt.date) -> None:
    step_hearing(held, "select", actor=work.officer, at=moment(day))
    people = work.own.representatives[work.fate.level]
    told = InvitationTold(
        stage="hearing", text="请您参加听证会（虚构示范）。", answer_until=held.day
    )
    invite(work.project, people[:3], told, actor=work.officer, at=moment(day, 10))


def _held(work: Work, held: Hearing, day: dt.date) -> None:
    """Who came, what was said, what comes of it, and the minutes."""
    actor, at = work.officer, moment(day, 90)
    chosen = list(held.registrations.filter(state="chosen").order_by("number"))
    came = [one for n, one in enumerate(chosen) if n % 6 != 5]
    mark_attendance(held, [one.pk for one in came], actor=actor, at=at)
    step_hearing(held, "hold", actor=actor, at=at)
    for n, one in enumerate(came[: len(PLACES)]):
        _spoke(work, one, n, at)
    _took_part(work, "hearing", day)
    told = CourseTold(
        chair="示范省市场监督管理局标准化处负责人",
        recorder=work.clerk.name,
        course="起草组介绍了标准的主要内容，参加人依次发言，起草组作了说明（虚构示范）。",
    )
    write_course(held, told, actor=actor)
    if work.is_written:
        make_minutes(held, actor=actor, at=at)
    else:
        minutes = papers.paper("hearing_minutes", work.fate.field)
        bring_minutes(held, minutes, actor=actor, at=at)


def _spoke(work: Work, one: Registration, n: int, at: dt.datetime) -> None:
    remark = words().remarks[n]
    told = OpinionTold(text=remark.text, place=PLACES[n])
    said = note_opinion(one, told, actor=work.officer, at=at)
    decide_opinion(said, remark.disposition, remark.answer, actor=work.officer, at=at)


def take_part(work: Work, stage: str, invited: dt.date, day: dt.date) -> None:
    """Representatives are invited to a stage of every fourth project; most come.

    Args:
        work: of which.
        stage: of :class:`Stage`.
        invited: on which day.
        day: of what they are invited to.
    """
    if work.fate.place % 4 != 1:
        return
    people = work.own.representatives[work.fate.level]
    start = work.fate.place % len(people)
    chosen = [*people[start:], *people[:start]][:2]
    told = InvitationTold(stage=stage, text="请您参加并提出意见（虚构示范）。", day=day)
    with set_to(moment(invited)):
        invite(work.project, chosen, told, actor=work.officer, at=moment(invited))
    if day < work.until:
        with set_to(moment(day, 300)):
            _took_part(work, stage, day)


def _took_part(work: Work, stage: str, day: dt.date) -> None:
    """Who was invited answers, comes or not, and says something."""
    at = moment(day, 300)
    rows = Invitation.objects.filter(project=work.project, stage=stage, state="invited")
    for n, one in enumerate(rows.select_related("representative").order_by("pk")):
        turn = work.fate.place + n
        if turn % 5 == 4:
            step_invitation(one, "note_refusal", actor=work.officer, at=at, reason="另有公务。")
            continue
        step_invitation(one, "note_acceptance", actor=work.officer, at=at)
        step_invitation(one, "attend", actor=work.officer, at=at)
        if turn % 3 != 2:
            record_opinion(one, _SEES, roles=frozenset({"desk"}), actor=work.officer, at=at)
            disposition, answer = _CAUSED[turn % len(_CAUSED)]
            handle_opinion(one, disposition, answer, actor=work.officer, at=at)
