"""What follows of itself from a step of a consultation, in its transaction."""

import datetime as dt
from typing import Final

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import begin_period
from biaozhun.cloud.consultations.actions.announcing import tell_of_period
from biaozhun.cloud.consultations.actions.comment_table import put_comment_table
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import ConsultationFacts
from biaozhun.cloud.consultations.models import Consultation, Restart
from biaozhun.cloud.consultations.queries.consultations import open_items
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    begin_anew,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, ProjectDocument
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries.holding import rules_for
from biaozhun.core.lifecycle import Decision

PERIOD: Final = "T-01"
"""The rule whose period runs while comments come in."""
BY_THE_CASE: Final = Elsewhere(roles=frozenset({"consultation"}))
"""In which role a consultation that is over moves its project on."""


def follow(
    held: Consultation,
    decision: Decision,
    facts: ConsultationFacts,
    *,
    text: ProjectDocument,
    actor: Person | None,
    at: dt.datetime,
) -> None:
    """Let everything follow that a step brings with it.

    Args:
        held: the consultation, locked, in its new state.
        decision: the step that was taken.
        facts: what was asked before it.
        text: the draft it puts before everybody.
        actor: who took it.
        at: when.

    Raises:
        StepRefusedError: the project does not take the step that goes with it.
    """
    match decision.action:
        case "open":
            _open(held, facts, text=text, actor=actor, at=at)
        case "restart":
            _restart(held, facts, text=text, actor=actor, at=at)
            tell_of_period(held, "restart", reason=facts.reason, actor=actor, at=at)
        case "extend":
            _extend(held, facts, actor=actor, at=at)
        case "close":
            _conclude(held, "", actor=actor)
            _settle_project(held, actor=actor, at=at)
        case "settle":
            _settle(held, facts, actor=actor, at=at)
        case "reopen":
            _conclude(held, "", actor=actor)
        case _:  # what was prepared and dropped has left no trace on the project
            pass


def _open(
    held: Consultation,
    facts: ConsultationFacts,
    *,
    text: ProjectDocument,
    actor: Person | None,
    at: dt.datetime,
) -> None:
    step_project(held.project, "consult", actor=actor, at=at)
    held.draft, held.opens, held.closes = text, facts.opens, facts.closes
    held.proceeding = record_proceeding(
        held.project,
        Proceeding.Kind.CONSULTATION,
        began=held.opens,
        ended=held.closes,
        outcome="",
        note="",
        papers=_companions(held, text),
        origin=Proceeding.Origin.HERE,
        actor=actor,
        at=at,
        draft=text,
    )
    held.save(update_fields=["draft", "opens", "closes", "proceeding"])


def _restart(
    held: Consultation,
    facts: ConsultationFacts,
    *,
    text: ProjectDocument,
    actor: Person | None,
    at: dt.datetime,
) -> None:
    """The period begins anew with the new text (D-06); what was said stays."""
    if not (held.opens and held.closes and held.proceeding and facts.opens and facts.closes):
        raise ConsultationRefusedError("not_open")
    Restart.objects.create(
        consultation=held,
        before=held.draft,
        opened=held.opens,
        closed=held.closes,
        reason=facts.reason,
        at=at,
        by=actor,
    )
    held.draft, held.opens, held.closes = text, facts.opens, facts.closes
    held.save(update_fields=["draft", "opens", "closes"])
    begin_anew(held.proceeding, draft=text, began=facts.opens, ended=facts.closes, actor=actor)
    for paper in (text, *_companions(held, text)):
        show_document(paper, is_public=True, actor=actor)
    project = held.project
    rules = rules_for(project.authority, procedure=project.procedure, on=day_of(at))
    if PERIOD in rules:
        begin_period(project.case_subject, rules[PERIOD], day_of(at))


def _extend(
    held: Consultation, facts: ConsultationFacts, *, actor: Person | None, at: dt.datetime
) -> None:
    """The last day is another one, and everybody it concerns is told."""
    held.closes = facts.closes
    held.save(update_fields=["closes"])
    _conclude(held, "", actor=actor)
    tell_of_period(held, "extend", reason=facts.reason, actor=actor, at=at)


def _settle(
    held: Consultation, facts: ConsultationFacts, *, actor: Person | None, at: dt.datetime
) -> None:
    """How the comments were handled is public, and their table lies on the project."""
    held.summary = facts.summary
    held.save(update_fields=["summary"])
    table = put_comment_table(held, actor=actor, at=at)
    _conclude(held, Proceeding.Outcome.DONE, actor=actor)
    if held.proceeding is not None:
        held.proceeding.papers.add(table)


def _companions(held: Consultation, text: ProjectDocument) -> list[ProjectDocument]:
    """The explanatory note that travels with a draft, and the notice."""
    papers = held.project.documents.order_by("-version")
    note = papers.filter(kind=DocumentKind.EXPLANATORY_NOTE, accompanies=text).first()
    notice = papers.filter(kind=DocumentKind.CONSULTATION_NOTICE).first()
    return [one for one in (note, notice) if one is not None]


def _conclude(held: Consultation, outcome: str, *, actor: Person | None) -> None:
    """Bring the proceeding up to date that the guards of the project ask for."""
    if held.proceeding is None:
        raise ConsultationRefusedError("not_open")
    told = Conclusion(
        ended=held.closes,
        outcome=outcome,
        open_items=open_items(held),
        note=held.summary if outcome else "",
        asks_again=bool(held.major_change),
    )
    conclude_proceeding(held.proceeding, told, actor=actor)


def _settle_project(held: Consultation, *, actor: Person | None, at: dt.datetime) -> None:
    """The project goes on to the handling of comments, unless somebody moved it on already."""
    if held.project.state != "consulting":
        return
    if actor is None:
        step_project(held.project, "close_consultation", actor=None, at=at, elsewhere=BY_THE_CASE)
    else:
        step_project(held.project, "close_consultation", actor=actor, at=at)
