"""What was read of a policy text as one JSON object; the names are part of the public interface.

``text`` of a task is its item as printed, without the bracket that names the units: where number
and title stand in the same paragraph as the body, they begin it; where they stand on a line of
their own, they do not. ``body`` is the same without number and title in either case.
"""

import datetime as dt
from decimal import Decimal

import msgspec

from biaozhun.core.policy.value import (
    ONGOING,
    Attachment,
    BasisDocument,
    Diagnostic,
    Goal,
    Heading,
    Mode,
    Operator,
    Per,
    Phase,
    PolicyDocument,
    PolicyReading,
    Script,
    Statement,
    Target,
    Task,
    UnitMention,
)


class PublishedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The policy itself; null for what the text does not say."""

    title: str | None
    notice_title: str | None
    issuer: str | None
    number: str | None
    date_signed: dt.date | None
    date_issued: dt.date | None
    date_published: dt.date | None
    date_effective: dt.date | None
    script: Script
    attachments: tuple[Attachment, ...]
    basis: tuple[BasisDocument, ...]


class PublishedTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task; units by role as written, and once more with their places.

    Attributes:
        deadline: a day in ISO form, ``ongoing``, or null.
        since: the first day of a period named.
    """

    path: tuple[str, ...]
    title: str
    text: str
    leads: tuple[str, ...]
    cooperators: tuple[str, ...]
    mode: Mode | None
    open_ended: bool
    deadline: str | None
    deadline_text: str | None
    start: int
    end: int
    body: str
    since: dt.date | None
    units: tuple[UnitMention, ...]
    responsibility: str
    group: int
    groups: int


class PublishedTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A number that is a goal; values are JSON numbers with the digits that are printed."""

    indicator: str
    operator: Operator
    value: msgspec.Raw
    value_max: msgspec.Raw
    unit: str
    year: int | None
    per: Per | None
    text: str
    start: int
    end: int
    baseline: msgspec.Raw
    baseline_year: int | None
    path: tuple[str, ...]


class PublishedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read of one policy text."""

    document: PublishedDocument
    tasks: tuple[PublishedTask, ...]
    targets: tuple[PublishedTarget, ...]
    phases: tuple[Phase, ...]
    diagnostics: tuple[Diagnostic, ...]
    outline: tuple[Heading, ...]
    goals: tuple[Goal, ...]
    principles: tuple[Statement, ...]
    safeguards: tuple[Statement, ...]


def published(reading: PolicyReading) -> PublishedPlan:
    """A reading in the shape of the interface."""
    return PublishedPlan(
        document=_document(reading.document),
        tasks=tuple(_task(task, _run_in(task, reading)) for task in reading.tasks),
        targets=tuple(map(_target, reading.targets)),
        phases=reading.phases,
        diagnostics=reading.diagnostics,
        outline=reading.outline,
        goals=reading.goals,
        principles=reading.principles,
        safeguards=reading.safeguards,
    )


def _document(document: PolicyDocument) -> PublishedDocument:
    return PublishedDocument(
        title=document.title or None,
        notice_title=document.notice_title or None,
        issuer=document.issuer or None,
        number=document.number or None,
        date_signed=document.date_signed,
        date_issued=document.date_issued,
        date_published=document.date_published,
        date_effective=document.date_effective,
        script=document.script,
        attachments=document.attachments,
        basis=document.basis,
    )


def _run_in(task: Task, reading: PolicyReading) -> str:
    """Number and title of an item whose body follows them in the same paragraph; else nothing."""
    above = [heading for heading in reading.outline if heading.start <= task.start]
    if task.group > 1 or not above:
        return ""
    heading = above[-1]
    if task.start < heading.end or not heading.title:
        return heading.label  # the sentence that might be its title is the body
    between = reading.text[heading.end : task.start]
    if between.strip() or "\n" in between:
        return ""
    closing = reading.text[heading.start : task.start].rstrip()[-1]
    return heading.label + heading.title + ("" if closing.isalnum() else closing)


def _task(task: Task, run_in: str) -> PublishedTask:
    deadline = task.deadline
    return PublishedTask(
        path=task.path,
        title=task.title,
        text=run_in + task.text,
        leads=task.leads,
        cooperators=task.cooperators,
        mode=task.mode,
        open_ended=task.open_ended,
        deadline=deadline_of(task),
        deadline_text=deadline.text if deadline else None,
        start=task.start,
        end=task.end,
        body=task.text,
        since=deadline.since if deadline else None,
        units=task.units,
        responsibility=task.responsibility,
        group=task.group,
        groups=task.groups,
    )


def deadline_of(task: Task) -> str | None:
    """The day in ISO form, ``ongoing``, or None where no time is said."""
    if task.deadline is None:
        return None
    return task.deadline.day.isoformat() if task.deadline.day else ONGOING


def _target(target: Target) -> PublishedTarget:
    return PublishedTarget(
        indicator=target.indicator,
        operator=target.operator,
        value=_number(target.value),
        value_max=_number(target.value_max),
        unit=target.unit,
        year=target.year,
        per=target.per,
        text=target.text,
        start=target.start,
        end=target.end,
        baseline=_number(target.baseline),
        baseline_year=target.baseline_year,
        path=target.path,
    )


def _number(value: Decimal | None) -> msgspec.Raw:
    """A JSON number with all its digits, or null."""
    return msgspec.Raw(b"null" if value is None else format(value, "f").encode())
