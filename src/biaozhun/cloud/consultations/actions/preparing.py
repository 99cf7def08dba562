"""A consultation is prepared: what is asked, until when, and who may answer."""

import datetime as dt
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.permissions import roles_on
from biaozhun.cloud.consultations.queries.drafts import draft_for_comment
from biaozhun.cloud.consultations.tasks import read_draft
from biaozhun.cloud.drafting.models import Project

STAGES: Final = ("planned", "drafting", "settling")
"""The states of a project in which a consultation is prepared."""
UNFINISHED: Final = ("preparing", "open", "closed")
"""The states of a round before which no further one begins."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a consultation before it opens.

    Attributes:
        notice: what is asked for, and of whom.
        contact: who answers questions, as printed.
        closes: the last day to comment; it may be told when it opens.
        needs_account: only people with an account comment.
        moderated: a comment is public after somebody has looked at it.
    """

    notice: str
    contact: str = ""
    closes: dt.date | None = None
    needs_account: bool = False
    moderated: bool = False


@transaction.atomic
def prepare(project: Project, told: Prepared, *, actor: Person, at: dt.datetime) -> Consultation:
    """Prepare a round of consultation on the newest draft for comment.

    Raises:
        ConsultationRefusedError: ``not_for_you``; ``not_this_stage`` of the project;
            ``round_unfinished`` where the round before is not settled; ``no_draft``.
    """
    if "desk" not in roles_on(actor, project):
        raise ConsultationRefusedError("not_for_you")
    held = lock(Project, project.pk)
    if held.state not in STAGES:
        raise ConsultationRefusedError("not_this_stage", fragment=held.state)
    rounds = Consultation.objects.filter(project=held)
    if rounds.filter(state__in=UNFINISHED).exists():
        raise ConsultationRefusedError("round_unfinished")
    made = Consultation.objects.create(
        project=held,
        round=rounds.count() + 1,
        draft=draft_for_comment(held),
        made_by=actor,
        made=at,
        state_since=at,
        **msgspec.structs.asdict(told),
    )
    facts = {"project": held.plan_number, "round": made.round}
    record("consultations.prepared", subject=made.case_subject, actor=actor, facts=facts)
    read_draft.later(made.draft_id)
    return made


@transaction.atomic
def change(consultation: Consultation, told: Prepared, *, actor: Person) -> Consultation:
    """Change what was prepared, before it opens; the newest draft is taken again.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``not_preparing``, ``no_draft``.
    """
    if "desk" not in roles_on(actor, consultation.project):
        raise ConsultationRefusedError("not_for_you")
    held = lock(Consultation, consultation.pk)
    if held.state != "preparing":
        raise ConsultationRefusedError("not_preparing")
    for name, value in msgspec.structs.asdict(told).items():
        setattr(held, name, value)
    draft = draft_for_comment(held.project)
    if draft.pk != held.draft_id:
        held.draft = draft
        read_draft.later(draft.pk)
    held.save()
    facts = {"project": held.project.plan_number, "round": held.round}
    record("consultations.changed", subject=held.case_subject, actor=actor, facts=facts)
    return held
