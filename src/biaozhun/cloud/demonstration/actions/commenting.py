"""Consultations of the demonstration: opened, commented on, answered, settled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from biaozhun.cloud.consultations.actions.answering import decide, propose
from biaozhun.cloud.consultations.actions.commenting import Said, file_comment, step_comment
from biaozhun.cloud.consultations.actions.letters import (
    NewUnit,
    Replied,
    add_units,
    open_letter,
    reply,
    send,
)
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.actions.preparing import Prepared, prepare
from biaozhun.cloud.consultations.models import Comment, Consultation, Letter
from biaozhun.cloud.consultations.queries.passages import Passage, passages_of
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.works import Work
from biaozhun.cloud.demonstration.course import CONSULTED
from biaozhun.cloud.demonstration.words import Remark, words
from biaozhun.cloud.foundation.clock import set_to

BRIEF: Final = CONSULTED - 1  # days from the first day of a consultation to its last one
SILENT: Final = 4  # of so many units asked one does not reply
MODERATED: Final = 5  # of so many consultations one has its comments looked at first
_GROUPS: Final = (
    ("公司", "enterprise"),
    ("协会", "association"),
    ("大学", "education"),
    ("院", "education"),
    ("研究所", "education"),
)
_MIDNIGHT: Final = (
    -8 * 60 - 30
)  # minutes: five past twelve at night is as far before half past nine


def open_round(work: Work, day: dt.date) -> Consultation:
    """The draft and its note are put before everybody, and units are asked by letter."""
    work.add("draft_for_comment", day)
    work.add("explanatory_note", day)
    told = Prepared(
        notice=f"《{work.fate.title}》已形成征求意见稿，现公开征求意见（虚构示范）。",
        contact=f"{work.clerk.name}，示范电话 0000-0000",
        closes=day + dt.timedelta(days=BRIEF),
        moderated=work.fate.place % MODERATED == 1,
    )
    made = prepare(work.project, told, actor=work.officer, at=moment(day, 10))
    step = ConsultationStep()
    step_consultation(made, "open", step, actor=work.officer, at=moment(day, 20))
    add_units(made, _units(work), actor=work.officer)
    letters = list(made.letters.all())
    send(made, letters, actor=work.officer, at=moment(day, 25))
    work.project.refresh_from_db()
    return made


def _units(work: Work) -> list[NewUnit]:
    """Who is asked: another department, units of other fields, and those the rules name."""
    own, fate = work.own, work.fate
    others = [unit for field, held in own.units.items() if field != fate.field for unit in held]
    start = fate.place % len(others)
    asked = [*others[start:], *others[:start]][:2]
    department = next(
        one
        for (level, field), one in own.departments.items()
        if level == fate.level and field != fate.field
    )
    registered = [NewUnit(unit=one.name, group=_group(one.name), organisation=one) for one in asked]
    return [
        NewUnit(unit=department.name, group="department", organisation=department),
        *registered,
        *(NewUnit(unit=name, group=group) for group, name in words().asked.items()),
    ]


def _group(name: str) -> str:
    """For whom a unit speaks, by the end of its name."""
    return next((group for end, group in _GROUPS if name.endswith(end)), "other")


def let_speak(work: Work, held: Consultation) -> None:
    """Comments of the public and replies to letters, each on a day of the period, up to the last.

    What would come after the day the history leads up to does not come.
    """
    opens, closes = held.opens, held.closes
    assert opens is not None  # noqa: S101  -- it is open
    assert closes is not None  # noqa: S101  -- likewise
    passages = passages_of(held.draft)
    last = min(closes, work.until - dt.timedelta(days=1))
    for n in range(_many(work)):
        day = opens + dt.timedelta(days=1 + n * 7 % (BRIEF - 1))
        if day <= last:
            with set_to(moment(day, 7 * n)):
                _public(work, held, passages, n, day)
    for n, letter in enumerate(held.letters.all()):
        day = opens + dt.timedelta(days=4 + n * 5 % (BRIEF - 6))
        if day <= last and (n + work.fate.place) % SILENT:
            with set_to(moment(day, 60 + n)):
                _answered(work, letter, passages, n, day)
    if held.moderated:
        _looked_at(work, held, last)


def _many(work: Work) -> int:
    """How many the public sends; few standards are talked of much."""
    return 9 if work.fate.place % 7 == 0 else 2 + work.fate.place % 4


def _public(
    work: Work, held: Consultation, passages: Sequence[Passage], n: int, day: dt.date
) -> None:
    """Of the public: with an account and without; every third agrees to be named."""
    place = work.fate.place + n
    person = None if place % 3 == 0 else work.own.citizens[place % len(work.own.citizens)]
    name = words().person(place * 11 + n) if person is None else person.name
    said = _said(
        words().remarks[place % len(words().remarks)],
        passages,
        place,
        name=name,
        is_named=place % 3 == 1,
        form=f"demonstration-comment-{work.project.pk}-{n}",
        contact="" if person else "demo@demo.invalid",
    )
    file_comment(held, said, person=person, at=moment(day, 7 * n), origin=Comment.Origin.PAGE)


def _answered(
    work: Work, letter: Letter, passages: Sequence[Passage], n: int, day: dt.date
) -> None:
    """A unit opens its letter and replies: every second with comments."""
    at = moment(day, 60 + n)
    key = letter.organisation_id
    person = work.own.clerks[key] if key is not None else None
    signed = person.name if person is not None else words().person(work.fate.place * 5 + n)
    open_letter(letter, at=at)
    place = work.fate.place + n
    said = []
    if place % 2:
        remark = words().remarks[(place * 3) % len(words().remarks)]
        said = [_said(remark, passages, place, name=signed, is_named=True)]
    told = Replied(reply="comments" if said else "none", signed_by=signed, comments=said)
    reply(letter, told, person=person, at=at)


def _said(  # noqa: PLR0913  -- what a comment has
    remark: Remark,
    passages: Sequence[Passage],
    place: int,
    *,
    name: str,
    is_named: bool,
    form: str = "",
    contact: str = "",
) -> Said:
    """A remark at the words it is about; of the whole draft where it is about none."""
    at = [one for one in passages if remark.quote and remark.quote in one.text]
    where = at[place % len(at)] if at else None
    start = where.text.index(remark.quote) if where else None
    return Said(
        text=remark.text,
        kind=remark.kind,
        proposal=remark.proposal,
        passage=where.id if where else "",
        start=start,
        end=start + len(remark.quote) if start is not None else None,
        name=name,
        contact=contact,
        is_named=is_named,
        form=form,
    )


def _looked_at(work: Work, held: Consultation, last: dt.date) -> None:
    """Comments that wait are released; of several the first is kept back."""
    waiting = list(held.comments.filter(state="waiting").order_by("number"))
    if list(work.fate.days)[-1] == "consulting":
        waiting = waiting[:-1]  # the latest one nobody has looked at yet
    for n, one in enumerate(waiting):
        day = min(last, one.filed.date() + dt.timedelta(days=1))
        with set_to(moment(day, 500 + n)):
            if n == 0 and len(waiting) > 3:
                reason = "意见中含有他人的联系方式，不予公开，内容已转交起草组。"
                step_comment(one, "withhold", reason, actor=work.officer, at=moment(day, 500 + n))
            else:
                step_comment(one, "release", actor=work.officer, at=moment(day, 500 + n))


def close_round(held: Consultation) -> None:
    """The calendar closes it in the night after its last day, and the project goes on."""
    assert held.closes is not None  # noqa: S101  -- it was opened with a last day
    at = moment(held.closes + dt.timedelta(days=1), _MIDNIGHT)
    with set_to(at):
        step_consultation(held, "close", ConsultationStep(), actor=None, at=at)


def propose_answers(work: Work, held: Consultation, day: dt.date) -> None:
    """Drafters say what is to come of the comments; where it stops here, of every second one."""
    rows = held.comments.filter(state="open").order_by("number")
    stops = list(work.fate.days)[-1] == "settling"
    for n, one in enumerate(rows):
        if stops and n % 2:
            continue
        remark = _remark(one)
        at = moment(day, 60 + n)
        propose(one, remark.disposition, remark.answer, actor=work.drafter, at=at)


def settle_round(work: Work, held: Consultation, day: dt.date) -> None:
    """Everything is decided, those that say the same together; the handling is published."""
    said_alike: dict[str, list[Comment]] = defaultdict(list)
    for one in held.comments.filter(state__in=("open", "proposed")):
        said_alike[one.text].append(one)
    for n, alike in enumerate(said_alike.values()):
        remark = _remark(alike[0])
        at = moment(day, -120 + n)
        with set_to(at):
            decide(alike, remark.disposition, remark.answer, actor=work.officer, at=at)
    told = ConsultationStep(summary="意见已经逐条研究处理，采纳的已经写入送审稿（虚构示范）。")
    step_consultation(held, "settle", told, actor=work.officer, at=moment(day, -60))


def _remark(comment: Comment) -> Remark:
    return next(one for one in words().remarks if one.text == comment.text)
