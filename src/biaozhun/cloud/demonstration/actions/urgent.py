"""Uses of the green channel of the demonstration: asked for, granted or refused, and audited."""

import datetime as dt
from typing import Final

from biaozhun.cloud.demonstration.actions.bodies import Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.works import Work
from biaozhun.cloud.demonstration.course import Fate, working
from biaozhun.cloud.demonstration.words import words
from biaozhun.cloud.drafting.urgency import Urgency
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.green_channel.actions.asking import Asking, ask
from biaozhun.cloud.green_channel.actions.checking import check
from biaozhun.cloud.green_channel.actions.deciding import Decided, step_use
from biaozhun.cloud.green_channel.actions.skipping import ask_skip, step_skip
from biaozhun.cloud.green_channel.models import Finding, Use

GROUNDS: Final = ("public_interest", "urgent_need", "emergency_event")
ASKED: Final = (9, 6)  # of nine projects the one for which it is asked while it is drafted
CHECKED: Final = 60  # days after the plan on which an audit looks at a use


def urgency(fate: Fate, own: Province, day: dt.date) -> Urgency | None:
    """Why a project is made faster from its plan on; nothing by the normal procedure."""
    if fate.procedure == "normal":
        return None
    department = own.departments[fate.level, fate.field]
    return Urgency(
        ground=ground_of(fate.place),
        reason=words().said["urgency"],
        wanted=day + dt.timedelta(days=300),
        asked_by=own.clerks[department.pk],
        approved_by=own.officers[fate.level, "handler"],
    )


def ground_of(place: int) -> str:
    """The ground of a project, in turn."""
    return GROUNDS[place % len(GROUNDS)]


def ask_late(work: Work, day: dt.date) -> None:
    """For some it is asked while they are drafted; most are granted, and leave a step out."""
    every, which = ASKED
    if work.fate.procedure != "normal" or work.fate.place % every != which:
        return
    told = Asking(
        procedure="priority",
        ground=ground_of(work.fate.place),
        justification=words().said["urgency"],
        wanted=day + dt.timedelta(days=240),
    )
    made = ask(work.project, told, actor=work.clerk, at=moment(day, 120))
    if work.fate.place % 4 == 3:
        said = Decided(text="现有团体标准可以先用，按一般程序办理。")
        step_use(made, "refuse", said, actor=work.officer, at=moment(day, 180))
        return
    said = Decided(text="情况属实，同意优先办理。")
    step_use(made, "grant", said, actor=work.officer, at=moment(day, 180))
    work.project.refresh_from_db()
    if not work.fate.heard:
        reason = "起草时已在三个县召开座谈会听取意见。"
        skip = ask_skip(made, "hearing", reason, actor=work.clerk, at=moment(day, 200))
        chief = work.own.officers[work.fate.level, "section_head"]
        step_skip(skip, "approve", "同意，座谈记录存档。", actor=chief, at=moment(day, 220))


def audit(work: Work) -> None:
    """Half of the uses are looked at afterwards by an officer with no part in them."""
    planned = work.project.planned
    use = Use.objects.filter(project=work.project, state="granted").first()
    if use is None or planned is None or work.fate.place % 2:
        return
    day = working(max(planned, use.asked.date()) + dt.timedelta(days=CHECKED))
    if day > work.until:
        return
    found, text = Finding.JUSTIFIED, "理由和材料相符，时限有保证。"
    if work.fate.place % 8 == 0:
        found, text = Finding.UNJUSTIFIED, "申请书没有说明为什么不能等到下一批，责成补充说明。"
    auditor = work.own.officers[work.fate.level, "deputy_director"]
    with set_to(moment(day, 60)):
        check(use, found, text, actor=auditor, at=moment(day, 60))
