"""What the guards of applications and batches ask about, read once."""

import datetime as dt
from collections.abc import Iterator

from biaozhun.cloud.catalogue.queries.addresses import edition_at
from biaozhun.cloud.drafting.models import Procedure
from biaozhun.cloud.proposals.life import FAVOURED, ApplicationFacts, BatchFacts
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    Batch,
    Call,
    LegalityReview,
    Objection,
)
from biaozhun.cloud.proposals.queries.eligibility import why_not
from biaozhun.cloud.proposals.queries.keeping import asks_for_review, latest_kept
from biaozhun.cloud.proposals.queries.wording_of import newest_text, wording_digest
from biaozhun.cloud.screening.queries.fair_competition import latest

_TEXTS = (
    ("title", "title_missing"),
    ("field", "field_missing"),
    ("ics", "ics_missing"),
    ("scope", "scope_missing"),
    ("necessity", "necessity_missing"),
    ("feasibility", "feasibility_missing"),
    ("special_need", "special_need_missing"),
    ("relation", "relation_missing"),
    ("effect", "effect_missing"),
    ("work_plan", "work_plan_missing"),
    ("months", "months_missing"),
)


def application_facts(
    application: Application, *, on: dt.date, reason: str = ""
) -> ApplicationFacts:
    """What is asked before a step of an application; at most eight questions.

    Args:
        application: which one.
        on: the day of the step.
        reason: what was written with it.
    """
    paper = newest_text(application)
    kept = latest_kept(application)
    is_current = kept is not None and kept.wording == wording_digest(application, paper)
    signed = latest(application.case_subject)
    return ApplicationFacts(
        reason=reason,
        eligibility=why_not(application.department, application.authority),
        lacks=frozenset(_lacks(application, paper)),
        is_screened=is_current,
        needs_review=is_current and kept is not None and asks_for_review(kept),
        is_reviewed=signed is not None and signed.complies,
        is_call_open=application.call is None or is_open(application.call, on),
        conclusion=application.conclusion,
    )


def is_open(call: Call, on: dt.date) -> bool:
    """Whether a call takes applications on a day; its last day still does."""
    if call.state != "published":
        return False
    begun = call.opens is None or call.opens <= on
    return begun and (call.closes is None or on <= call.closes)


def _lacks(application: Application, paper: ApplicationPaper | None) -> Iterator[str]:
    for name, code in _TEXTS:
        value = getattr(application, name)
        if not (value.strip() if isinstance(value, str) else value):
            yield code
    if application.procedure != Procedure.NORMAL and not (
        application.urgency_ground.strip() and application.urgency.strip()
    ):
        yield "urgency_missing"
    yield from _lacks_of_revision(application)
    units = list(application.units.all())
    if not units:
        yield "no_drafting_unit"
    if any(one.undertook is None for one in units):
        yield "undertaking_missing"
    if paper is None:
        yield "draft_missing"
    yield from _lacks_of_legality(application)


def _lacks_of_revision(application: Application) -> Iterator[str]:
    if application.kind != "revision":
        return
    if not application.revises:
        yield "revised_missing"
    elif edition_at(application.revises) is None:
        yield "revised_unknown"


def _lacks_of_legality(application: Application) -> Iterator[str]:
    signed = application.legality_reviews.order_by("-id").first()
    if signed is None:
        yield "legality_missing"
    elif signed.conclusion != LegalityReview.Conclusion.LAWFUL:
        yield "legality_negative"


def batch_facts(batch: Batch, *, on: dt.date, reason: str = "", number: str = "") -> BatchFacts:
    """What is asked before a step of a batch; four questions.

    Args:
        batch: which one.
        on: the day of the step.
        reason: what was written with it.
        number: 文号 of the programme that is to be issued.
    """
    rows = list(batch.applications.order_by().values_list("pk", "state", "procedure"))
    states = {pk: state for pk, state, _procedure in rows}
    objections = list(Objection.objects.filter(batch=batch).order_by())
    favoured = {pk for pk, state in states.items() if state in FAVOURED}
    days = (batch.notice_from, batch.notice_to)
    return BatchFacts(
        reason=reason,
        today=on,
        meeting=batch.meeting,
        applications=len(states),
        assessors=batch.assessors.count(),
        weights=sum(batch.criteria.order_by().values_list("weight", flat=True)),
        waiting=sum(state == "in_batch" for state in states.values()),
        favoured=len(favoured),
        notice=(days[0], days[1]) if days[0] and days[1] else None,
        open_objections=sum(one.state == "filed" for one in objections),
        upheld=sum(one.state == "upheld" and one.application_id in favoured for one in objections),
        number=number.strip(),
        ordinary=sum(
            procedure == Procedure.NORMAL and state != "declined" for _pk, state, procedure in rows
        ),
        is_meeting_skipped=bool(batch.argument_skipped),
    )
