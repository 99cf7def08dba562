"""The steps of a consultation, taken together with those of its project."""

import datetime as dt
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Count, Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.consultations.actions.consequences import follow
from biaozhun.cloud.consultations.actions.following import follow_into
from biaozhun.cloud.consultations.actions.reading import read_once
from biaozhun.cloud.consultations.life import (
    CALENDAR,
    UNDECIDED,
    WAITING,
    ConsultationFacts,
)
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.drafts import draft_for_comment
from biaozhun.cloud.consultations.queries.passages import has_text
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries.holding import rules_for
from biaozhun.core.lifecycle import Circumstances, Decision

TAKES_TEXT: Final = frozenset({"open", "restart"})
"""The steps that put the newest draft for comment before everybody."""
BEGINS: Final = TAKES_TEXT
"""The steps with which a period begins."""
RUNNING: Final = "settling"
"""The state of a project in which the answers of a round are still taken back."""


class ConsultationStep(msgspec.Struct, frozen=True, kw_only=True):
    """What is told with a step.

    Attributes:
        reason: why it is dropped, extended, begun anew or taken up again.
        closes: the last day to comment, where the step sets it.
        summary: how the comments were handled, published when it is settled.
    """

    reason: str = ""
    closes: dt.date | None = None
    summary: str = ""


def step_consultation(
    consultation: Consultation,
    action: str,
    told: ConsultationStep,
    *,
    actor: Person | None,
    at: dt.datetime,
) -> Decision:
    """Take a step of a consultation; its project takes the step that goes with it.

    Args:
        consultation: which one; it is brought up to date as well.
        action: a verb of its life cycle.
        told: what is told with it.
        actor: who takes it; nobody where the last day is over.
        at: when.

    Raises:
        StepRefusedError: something stands against it, or against the step of the project.
        ConsultationRefusedError: ``no_draft``.
    """
    text = consultation.draft
    if action in TAKES_TEXT:
        text = draft_for_comment(consultation.project)
        read_once(text, at=at)  # before anything is locked: it takes seconds
    decision = _step(consultation.pk, action, told, text=text, actor=actor, at=at)
    if action == "restart":
        follow_into(text)  # what was said of the text before stands beside the new one at once
    consultation.refresh_from_db()
    return decision


@transaction.atomic
def _step(
    pk: int,
    action: str,
    told: ConsultationStep,
    *,
    text: ProjectDocument,
    actor: Person | None,
    at: dt.datetime,
) -> Decision:
    held = lock(Consultation, pk)
    project, today = held.project, day_of(at)
    facts = _facts(held, action, told, text=text, today=today)
    rules = rules_for(project.authority, procedure=project.procedure, on=today)
    decision = take(
        held,
        action,
        by=Acting(actor, CALENDAR if actor is None else roles_in(actor, held), at),
        facts=facts,
        told=_kept(held, told, facts),
        circumstances=Circumstances(rules=rules),
    )
    follow(held, decision, facts, text=text, actor=actor, at=at)
    return decision


def _facts(
    held: Consultation,
    action: str,
    told: ConsultationStep,
    *,
    text: ProjectDocument,
    today: dt.date,
) -> ConsultationFacts:
    counts = held.comments.aggregate(
        waiting=Count("pk", filter=Q(state=WAITING)),
        undecided=Count("pk", filter=Q(state__in=UNDECIDED)),
    )
    later = held.project.consultations.filter(round__gt=held.round).exclude(state="dropped")
    return ConsultationFacts(
        today=today,
        opens=today if action in BEGINS else held.opens,
        closes=told.closes or (None if action == "restart" else held.closes),
        closes_now=held.closes,
        reason=told.reason,
        has_text=has_text(text),
        is_new_text=text.digest != held.draft.digest,
        summary=told.summary,
        has_moved_on=held.project.state != RUNNING or later.exists(),
        **counts,
    )


def _kept(
    held: Consultation, told: ConsultationStep, facts: ConsultationFacts
) -> dict[str, object]:
    """What the event keeps."""
    days = {
        "opens": facts.opens.isoformat() if facts.opens else "",
        "closes": facts.closes.isoformat() if facts.closes else "",
    }
    words = {"reason": told.reason, "summary": told.summary}
    return {
        "project": held.project.plan_number,
        "round": held.round,
        **{name: value for name, value in {**days, **words}.items() if value},
    }
