"""Batches of the demonstration: calls, applications, argument, programme; projects come of them.

Every fourth batch goes the whole way from the application on. An outline is read by a process of
its own for each application, so the projects of the other batches are opened by the same action
that the programme calls.
"""

import datetime as dt
from functools import partial
from typing import Final

import msgspec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.bodies import Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.actions.urgent import ground_of, urgency
from biaozhun.cloud.demonstration.course import Course, Fate, working
from biaozhun.cloud.demonstration.models import Piece
from biaozhun.cloud.demonstration.pieces import is_done, once
from biaozhun.cloud.demonstration.words import words
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.proposals.actions.applications import draft_application, step_application
from biaozhun.cloud.proposals.actions.arguing import conclude, name_assessor, score
from biaozhun.cloud.proposals.actions.batches import make_batch, put_in, set_notice, step_batch
from biaozhun.cloud.proposals.actions.calls import draft_call, step_call
from biaozhun.cloud.proposals.actions.numbers import draw_plan_number
from biaozhun.cloud.proposals.actions.papers import add_paper
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from biaozhun.cloud.proposals.actions.reviewing import keep_screening, sign_legality
from biaozhun.cloud.proposals.actions.undertaking import undertake
from biaozhun.cloud.proposals.models import Application, Assessor, Batch, Call

WHOLE: Final = 4  # every fourth batch goes the whole way
WAITING: Final = 3  # applications that are still on their way
MONTHS: Final = 14  # from the plan to handing it in


def plan(course: Course, batch: int, own: Province) -> None:
    """Bring the projects of a batch into the plan.

    Applications and projects go in one by one, so that nobody waits for a hundred of them.
    """
    name = f"batch:{batch}"
    fates = course.of_batch(batch)
    if is_done(name) or not fates:
        return
    if batch % WHOLE == 0:
        applied = _applied(fates, course.batches[batch], own)
        with transaction.atomic():
            _whole(course, batch, applied, own)
            Piece.objects.create(name=name)
        return
    for fate in fates:
        once(f"opened:{fate.place}", Project, partial(_opened, course, fate, own))
    Piece.objects.create(name=name)


def _applied(fates: list[Fate], day: dt.date, own: Province) -> list[Application]:
    """Their applications, handed in two months before the plan."""
    begun = working(day - dt.timedelta(days=60))
    return [
        once(f"applied:{fate.place}", Application, partial(apply_for, fate, begun, own))
        for fate in fates
    ]


def _opened(course: Course, fate: Fate, own: Province) -> Project:
    """A project of a programme that was issued on paper."""
    day = course.batches[fate.batch]
    with set_to(moment(day)):
        authority = own.authorities[fate.level]
        number = draw_plan_number(authority, day.year, at=moment(day))
        opening = Opening(
            plan_number=number.text,
            programme=f"{day.year}年地方标准制修订计划（第{fate.batch + 1}批，虚构）",
            title=fate.title,
            authority=authority,
            department=own.departments[fate.level, fate.field],
            units=_units(fate, own),
            planned=day,
            deadline=working(day + dt.timedelta(days=30 * MONTHS)),
            committee=own.committees[fate.field] if fate.has_committee else None,
            regime=fate.regime,
            procedure=fate.procedure,
            field=fate.field,
            scope=f"本文件规定了{fate.title}的有关要求。",
            handler=own.officers[fate.level, "handler"],
            urgency=urgency(fate, own, day),
        )
        project = open_project(opening, actor=opening.handler, at=moment(day))
        ics, ccs = classes(fate)
        project.ics, project.ccs = [ics], ccs
        project.save(update_fields=["ics", "ccs"])
    return project


def _units(fate: Fate, own: Province) -> list[str]:
    held = own.units[fate.field]
    return [held[(fate.place + n) % len(held)].name for n in range(1 + fate.place % 3)]


def classes(fate: Fate) -> tuple[str, str]:
    """ICS and CCS of a project."""
    ics, ccs = words().classes[fate.field][fate.place % 3]
    return ics, ccs


def call_of(day: dt.date, own: Province, level: str) -> Call:
    """The call of a year and authority, open all the year."""
    authority, officer = own.authorities[level], own.officers[level, "handler"]
    opens = dt.date(day.year, 1, 4)

    def make() -> Call:
        told = {
            "year": day.year,
            "kind": Call.Kind.YEARLY,
            "title": f"{day.year}年示范{'省' if level == 'province' else '市'}地方标准立项指南",
            "text": "围绕特色农业、先进制造、生活服务和公共服务征集地方标准项目（虚构示范）。",
            "priorities": ["特色农产品", "绿色制造", "养老托育", "基层治理"],
            "opens": opens,
            "closes": dt.date(day.year, 12, 31),
        }
        with set_to(moment(opens)):
            made = draft_call(told, authority=authority, actor=officer, at=moment(opens))
            step_call(made, "publish", actor=officer, at=moment(opens))
        return made

    return once(f"call:{level}-{day.year}", Call, make)


def _short(authority: str) -> str:
    """An authority as numbers of its papers name it: 示范省市监, 示范市市监."""
    return f"{authority.removesuffix('市场监督管理局')}市监"


def _whole(course: Course, batch: int, applied: list[Application], own: Province) -> None:
    """Argument, notice and programme of applications."""
    fates = course.of_batch(batch)
    day, level = course.batches[batch], fates[0].level
    officer = own.officers[level, "handler"]
    meeting = working(day - dt.timedelta(days=35))
    with set_to(moment(meeting)):
        made = _laid_in(f"{day.year}年第{batch + 1}批", applied, officer, meeting)
        _argued(made, applied, fates, own, meeting)
    with set_to(moment(day)):
        step_batch(made, "settle", actor=officer, at=moment(day))
        told = {
            "number": f"{_short(own.authorities[level].name)}标〔{day.year}〕{batch + 1}号",
            "day": day,
            "title": f"{day.year}年地方标准制修订计划（第{batch + 1}批）",
            "text": "各有关单位：现将计划印发，请按要求组织起草（虚构示范）。",
        }
        issue_programme(made, told, actor=officer, at=moment(day, 60))
    for fate, one in zip(fates, applied, strict=True):
        one.refresh_from_db()
        Piece.objects.create(name=f"opened:{fate.place}", key=one.project_id)


def apply_for(fate: Fate, day: dt.date, own: Province) -> Application:
    """An application handed in and found in form."""
    department = own.departments[fate.level, fate.field]
    clerk, officer = own.clerks[department.pk], own.officers[fate.level, "handler"]
    call = call_of(day, own, fate.level)
    with set_to(moment(day)):
        made = draft_application(
            {"call": call, **_form(fate, own)},
            department=department,
            authority=own.authorities[fate.level],
            actor=clerk,
            at=moment(day),
        )
        _completed(made, fate, own, clerk, day)
        step_application(made, "submit", actor=clerk, at=moment(day, 40))
    with set_to(moment(day, 600)):
        step_application(made, "check_form", actor=officer, at=moment(day, 600))
    return made


def _form(fate: Fate, own: Province) -> dict[str, object]:
    said = words().said
    ics, ccs = classes(fate)
    texts = ("necessity", "feasibility", "special_need", "relation", "effect", "work_plan")
    return {
        "title": fate.title,
        "field": fate.field,
        "regime": fate.regime,
        "procedure": fate.procedure,
        "urgency_ground": "" if fate.procedure == "normal" else ground_of(fate.place),
        "urgency": "" if fate.procedure == "normal" else said["urgency"],
        "ics": [ics],
        "ccs": ccs,
        "scope": f"本文件规定了{fate.title}的有关要求，适用于示范省。",
        **{name: said[name] for name in texts},
        "months": MONTHS,
        "contact": words().person(fate.place),
        "committee": own.committees[fate.field] if fate.has_committee else None,
        "units": _units(fate, own),
    }


def _completed(made: Application, fate: Fate, own: Province, clerk: Person, day: dt.date) -> None:
    """What an application must bring besides its form."""
    upload = SimpleUploadedFile("标准提纲.txt", papers.outline(fate.field))
    add_paper(made, "outline", upload, actor=clerk, at=moment(day, 10))
    for unit in made.units.all():
        assert unit.organisation_id is not None  # noqa: S101  -- all of them are on record
        worker = own.clerks[unit.organisation_id]
        undertake(unit, words().said["undertaking"], actor=worker, at=moment(day, 20))
    sign_legality(made, "lawful", "内容合法，不设定行政许可。", actor=clerk, at=moment(day, 25))
    keep_screening(made, actor=clerk, at=moment(day, 30))


def _laid_in(title: str, applied: list[Application], officer: Person, meeting: dt.date) -> Batch:
    told = {
        "year": meeting.year,
        "title": title,
        "call": applied[0].call,
        "meeting": meeting,
        "place": "示范省标准馆",
    }
    authority: Organisation = applied[0].authority
    made = make_batch(told, authority=authority, actor=officer, at=moment(meeting))
    put_in(made, applied, actor=officer, at=moment(meeting, 5))
    return made


def _argued(
    batch: Batch, applied: list[Application], fates: list[Fate], own: Province, day: dt.date
) -> None:
    """Score sheets, conclusions, and the public notice."""
    officer = own.officers[fates[0].level, "handler"]
    named = [_named(batch, own, fates[0].field, n, officer) for n in range(3)]
    step_batch(batch, "argue", actor=officer, at=moment(day, 10))
    criteria = list(batch.criteria.all())
    for fate, one in zip(fates, applied, strict=True):
        for n, assessor in enumerate(named):
            points = {c.pk: 70 + (fate.place * 7 + n * 5 + c.position * 3) % 28 for c in criteria}
            told = {"advice": "accept", "comment": "同意立项。", "points": points}
            score(assessor, one, told, actor=officer, at=moment(day, 30))
        conclusion = {"conclusion": "accept", "reason": "必要、可行，不与现有标准重复。"}
        conclude(one, conclusion, actor=officer, at=moment(day, 60))
    step_batch(batch, "conclude", actor=officer, at=moment(day, 90))
    ends = day + dt.timedelta(days=20)
    notice = {"notice_from": day, "notice_to": ends, "notice_text": "现予公示（虚构示范）。"}
    set_notice(batch, notice, actor=officer)
    step_batch(batch, "publicise", actor=officer, at=moment(day, 120))


def _named(batch: Batch, own: Province, field: str, n: int, officer: Person) -> Assessor:
    expert = own.experts["province", field][n]
    told = {"name": expert.name, "unit": expert.unit, "expert": expert}
    return name_assessor(batch, told, actor=officer)


def leave_open(course: Course, own: Province) -> None:
    """Applications that are still on their way: handed in, laid into a batch, declined."""
    if is_done("open-applications") or len(course.fates) < WAITING:
        return
    day = working(course.day - dt.timedelta(days=20))
    officer = own.officers["province", "handler"]
    mine = [_waiting(fate, n) for n, fate in enumerate(course.fates[:WAITING])]
    with transaction.atomic():
        made = [apply_for(fate, day, own) for fate in mine]
        with set_to(moment(day, 700)):
            told = {"year": day.year, "title": f"{day.year}年增补批", "call": made[0].call}
            batch = make_batch(
                told, authority=made[0].authority, actor=officer, at=moment(day, 700)
            )
            put_in(batch, made[1:2], actor=officer, at=moment(day, 710))
            step_application(
                made[2],
                "decline",
                actor=officer,
                at=moment(day, 720),
                reason="已有国家标准可以适用，建议实施国家标准。",
            )
        Piece.objects.create(name="open-applications")


def _waiting(fate: Fate, n: int) -> Fate:
    return msgspec.structs.replace(
        fate, level="province", regime="general", title=f"{words().places[n]}{fate.title}"
    )
