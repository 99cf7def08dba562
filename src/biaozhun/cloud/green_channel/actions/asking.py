"""Asking for the green channel."""

import datetime as dt

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Max

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.documents import Upload, add_document
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import DocumentKind, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.actions.telling import office_of, tell_of_use
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.green_channel.permissions import may_ask
from biaozhun.cloud.green_channel.queries.grounds import grounds_of


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        procedure: priority or emergency.
        ground: code of one the authority takes.
        justification: why this standard, and why now.
        wanted: by when it is needed.
        upload: a paper that shows it.
    """

    procedure: str
    ground: str
    justification: str
    wanted: dt.date | None = None
    upload: Upload | None = None


@transaction.atomic
def ask(project: Project, told: Asking, *, actor: Person, at: dt.datetime) -> Use:
    """Ask for a project to be made by a faster procedure; the officers of its authority are told.

    Raises:
        ChannelRefusedError: ``not_yours``, ``project_closed``, ``procedure_unknown``,
            ``held_already``, ``ground_unknown``, ``reason_missing``, ``day_past``, ``use_waits``.
        DraftingRefusedError: of the file (``file_empty``, ``file_too_large``).
    """
    held = lock(Project, project.pk)
    _check(held, told, actor, day_of(at))
    paper = None
    if told.upload is not None:
        paper = add_document(held, DocumentKind.OTHER, told.upload, actor=actor, at=at)
    number = next_number(held)
    try:
        with transaction.atomic():
            made = Use.objects.create(
                project=held,
                number=number,
                procedure=told.procedure,
                ground=told.ground,
                justification=told.justification.strip(),
                wanted=told.wanted,
                paper=paper,
                asked=at,
                asked_by=actor,
                asked_for=actor.organisation,
                state_since=at,
            )
    except IntegrityError as waits:
        raise ChannelRefusedError("use_waits") from waits
    record("green_channel.asked", subject=made.case_subject, actor=actor, facts=_facts(made))
    tell_of_use(made, "ask", office_of(held), actor=actor, at=at)
    return made


def _facts(made: Use) -> dict[str, object]:
    return {
        "project": made.project.plan_number,
        "procedure": made.procedure,
        "ground": made.ground,
        "reason": made.justification,
        "wanted": made.wanted.isoformat() if made.wanted else "",
    }


def next_number(project: Project) -> int:
    """The number of the next use of a project that is held."""
    last = Use.objects.filter(project=project).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _check(project: Project, told: Asking, actor: Person, today: dt.date) -> None:
    if not may_ask(actor, project):
        raise ChannelRefusedError("not_yours")
    if project.state in OVER:
        raise ChannelRefusedError("project_closed")
    if told.procedure not in Use.Procedure.values:
        raise ChannelRefusedError("procedure_unknown", field="procedure")
    if told.procedure == project.procedure:
        raise ChannelRefusedError("held_already", field="procedure")
    if told.ground not in {one.code for one in grounds_of(project.authority_id)}:
        raise ChannelRefusedError("ground_unknown", field="ground")
    if not told.justification.strip():
        raise ChannelRefusedError("reason_missing", field="justification")
    if told.wanted is not None and told.wanted <= today:
        raise ChannelRefusedError("day_past", field="wanted")
