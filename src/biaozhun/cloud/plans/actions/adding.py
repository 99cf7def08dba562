"""Taking in a policy text with what was read of it, for a person to confirm."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.plans.actions.charging import Charge, charge, day_of_plan
from biaozhun.cloud.plans.errors import AlreadyHereError
from biaozhun.cloud.plans.models import Passage, Plan, Target, Task
from biaozhun.core.policy import PolicyReading
from biaozhun.core.policy import Target as ReadTarget
from biaozhun.core.policy import Task as ReadTask

STEP: Final = 100  # between the ranks of two tasks as read, so that others fit in
_WIDEST: Final = Decimal(10) ** 18  # what a target's value can hold, of either sign
_INFORMS: Final = frozenset({"lead_stated_once"})  # nothing is left to a person


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a text besides its words.

    Attributes:
        kind: a :class:`Plan.Kind`.
        source: the name of its file, if it came as one.
        parent: the plan it is a part of.
    """

    kind: str
    source: str = ""
    parent: Plan | None = None


@transaction.atomic
def add_plan(reading: PolicyReading, named: Named, *, actor: Person, at: dt.datetime) -> Plan:
    """Keep a text as a draft, with all that was read of it.

    Raises:
        AlreadyHereError: the same text is there, and was not withdrawn.
    """
    sha256 = hashlib.sha256(reading.text.encode("utf-8", "replace")).hexdigest()
    same = Plan.objects.filter(sha256=sha256).exclude(state="withdrawn").first()
    if same is not None:
        raise AlreadyHereError(same.pk)
    plan = _plan(reading, named)
    plan.sha256 = sha256
    plan.added, plan.added_by, plan.state_since = at, actor, at
    plan.save()
    remarks = _add_targets(plan, reading)
    _add_tasks(plan, reading, at)
    passages = [*_passages(reading), *remarks]
    for rank, passage in enumerate(passages, start=1):
        passage.plan, passage.rank = plan, rank
    Passage.objects.bulk_create(passages)
    facts = {
        "title": str(plan),
        "kind": plan.kind,
        "file": plan.source_name,
        "tasks": len(reading.tasks),
        "targets": len(reading.targets),
        "remarks": len(reading.diagnostics),
    }
    record("plans.plan_added", subject=plan.case_subject, actor=actor, facts=facts)
    return plan


def _plan(reading: PolicyReading, named: Named) -> Plan:
    said = reading.document
    return Plan(
        kind=named.kind,
        title=said.title[:300],
        notice_title=said.notice_title[:300],
        issuer=said.issuer[:200],
        number=said.number[:100],
        date_signed=said.date_signed,
        date_issued=said.date_issued,
        date_published=said.date_published,
        date_effective=said.date_effective,
        parent=named.parent,
        text=reading.text,
        source_name=named.source[:255],
        proposal=msgspec.to_builtins(reading),
    )


def _add_tasks(plan: Plan, reading: PolicyReading, at: dt.datetime) -> None:
    made = [_task(plan, one, place, at) for place, one in enumerate(reading.tasks, start=1)]
    Task.objects.bulk_create(made)
    charges = [
        (task, [Charge(unit.text, str(unit.role)) for unit in one.units])
        for task, one in zip(made, reading.tasks, strict=True)
    ]
    charge(charges, on=day_of_plan(plan), at=at)


def _task(plan: Plan, one: ReadTask, place: int, at: dt.datetime) -> Task:
    until = one.deadline
    return Task(
        plan=plan,
        rank=place * STEP,
        path=list(one.path),
        title=(one.title or one.text)[:300],
        text=one.text,
        mode=str(one.mode or ""),
        open_ended=one.open_ended,
        responsibility=one.responsibility,
        starts=until.since if until else None,
        deadline=until.day if until else None,
        ongoing=bool(until and until.day is None),
        deadline_text=until.text[:100] if until else "",
        start=one.start,
        end=one.end,
        proposed=msgspec.to_builtins(one),
        state_since=at,
    )


def _add_targets(plan: Plan, reading: PolicyReading) -> list[Passage]:
    """Keep the targets; one whose number is beyond all measure becomes a remark."""
    made, remarks = [], []
    for place, one in enumerate(reading.targets, start=1):
        if all(abs(value) < _WIDEST for value in _values(one)):
            made.append(_target(plan, one, place))
        else:
            remarks.append(_remark("value_out_of_range", one.text, one.start, one.end))
    Target.objects.bulk_create(made)
    return remarks


def _values(one: ReadTarget) -> Iterator[Decimal]:
    yield from (v for v in (one.value, one.value_max, one.baseline) if v is not None)


def _target(plan: Plan, one: ReadTarget, place: int) -> Target:
    return Target(
        plan=plan,
        rank=place * STEP,
        path=list(one.path),
        indicator=one.indicator[:300],
        operator=str(one.operator),
        value=one.value,
        value_max=one.value_max,
        unit=one.unit[:30],
        year=one.year,
        per=str(one.per or ""),
        baseline=one.baseline,
        baseline_year=one.baseline_year,
        text=one.text,
        start=one.start,
        end=one.end,
        proposed=msgspec.to_builtins(one),
    )


def _passages(reading: PolicyReading) -> Iterator[Passage]:
    """Everything read besides tasks and targets, by kinds and in the order of the text."""
    kind = Passage.Kind
    for heading in reading.outline:
        title = f"{heading.label}{heading.title}"
        yield _passage(kind.HEADING, title, heading.start, heading.end, level=heading.level)
    for phase in reading.phases:
        made = _passage(kind.PHASE, phase.title, phase.start, phase.end, text=phase.text)
        made.since, made.until = phase.since, phase.until
        yield made
    for goal in reading.goals:
        title = f"{goal.indicator}{goal.claim}" if goal.indicator != goal.claim else goal.claim
        yield _passage(kind.GOAL, title, goal.start, goal.end, text=goal.text)
    for one in reading.principles:
        yield _passage(kind.PRINCIPLE, one.title, one.start, one.end, text=one.text)
    for one in reading.safeguards:
        yield _passage(kind.SAFEGUARD, one.title, one.start, one.end, text=one.text)
    for basis in reading.document.basis:
        made = _passage(kind.BASIS, basis.title, basis.start, basis.end)
        made.code = basis.number[:60]
        yield made
    for one_of in reading.document.attachments:
        made = _passage(kind.ATTACHMENT, one_of.title, one_of.start, one_of.end)
        made.settled = one_of.present
        yield made
    for said in reading.diagnostics:
        yield _remark(said.code, said.fragment, said.start, said.end, said.hint)


def _passage(
    kind: str, title: str, start: int, end: int, *, text: str = "", level: int = 0
) -> Passage:
    return Passage(kind=kind, title=title[:500], text=text, level=level, start=start, end=end)


def _remark(code: str, fragment: str, start: int, end: int, hint: str = "") -> Passage:
    made = _passage(Passage.Kind.REMARK, fragment, start, end, text=hint)
    made.code, made.settled = code, code in _INFORMS
    return made
