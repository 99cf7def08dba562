"""The check of the sector department (行业主管部门审核): asked for, passed or sent back."""

import datetime as dt

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.documents import Upload, add_document
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project, ProjectDocument
from biaozhun.cloud.drafting.permissions import DECIDES, roles_in
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.actions.telling import tell_of_answer, tell_of_check
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.life import CheckFacts
from biaozhun.cloud.technical_reviews.models import DepartmentCheck
from biaozhun.cloud.technical_reviews.permissions import roles_in_check
from biaozhun.core.lifecycle import Decision

PAPER = "technical_reviews.department_opinion"
"""The form of the department's opinion."""


@transaction.atomic
def ask_for_check(project: Project, *, actor: Person, at: dt.datetime) -> DepartmentCheck:
    """Ask the department in charge of the field to check what was handed in.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_submitted``, ``draft_missing``, ``check_open``.
    """
    held = lock(Project, project.pk)
    if not roles_in(actor, held) & DECIDES:
        raise ReviewRefusedError("not_for_you")
    if held.state != "submitted":
        raise ReviewRefusedError("not_submitted")
    draft = documents_of(held).get(DocumentKind.DRAFT_FOR_REVIEW)
    if draft is None:
        raise ReviewRefusedError("draft_missing")
    _withdraw_older(held, draft, actor=actor, at=at)
    made = _open(held, draft, actor=actor, at=at)
    facts = {"project": held.plan_number, "department": made.department.name}
    record("technical_reviews.check_asked", subject=made.case_subject, actor=actor, facts=facts)
    tell_of_check(made)
    return made


def _open(
    project: Project, draft: ProjectDocument, *, actor: Person, at: dt.datetime
) -> DepartmentCheck:
    """A check of a draft, and the proceeding of the project that it is."""
    proceeding = record_proceeding(
        project,
        Proceeding.Kind.DEPARTMENT_CHECK,
        began=day_of(at),
        ended=None,
        outcome="",
        note="",
        papers=(),
        origin=Proceeding.Origin.HERE,
        actor=actor,
        at=at,
        draft=draft,
    )
    try:
        with transaction.atomic():
            return DepartmentCheck.objects.create(
                project=project,
                department=project.department,
                draft=draft,
                proceeding=proceeding,
                asked=at,
                asked_by=actor,
                state_since=at,
            )
    except IntegrityError as error:
        raise ReviewRefusedError("check_open") from error


def _withdraw_older(
    project: Project, draft: ProjectDocument, *, actor: Person, at: dt.datetime
) -> None:
    """A check of an older draft that nobody answered is taken back."""
    for one in project.checks.filter(state="asked").exclude(draft=draft):
        by = Acting(actor, roles_in_check(actor, one), at)
        take(one, "withdraw", by=by, facts=CheckFacts())
        if one.proceeding is not None:
            ended = Conclusion(ended=day_of(at), outcome=Proceeding.Outcome.DONE)
            conclude_proceeding(one.proceeding, ended, actor=actor)


@transaction.atomic
def answer_check(
    check: DepartmentCheck,
    action: str,
    opinion: str,
    *,
    actor: Person,
    at: dt.datetime,
    upload: Upload | None = None,
) -> Decision:
    """The department says yes, or sends it back to the drafters, with its opinion as a paper.

    The paper that was brought goes on the project, else one is written from the opinion.

    Args:
        check: which one; it is given its new state as well.
        action: ``pass_check`` or ``send_back``.
        opinion: what it says, with its reasons.
        actor: who says it for the department.
        at: when.
        upload: its own paper (行业主管部门意见), where it has one.

    Raises:
        StepRefusedError: something stands against it.
        DraftingRefusedError: the paper cannot be taken.
    """
    held = lock(DepartmentCheck, check.pk)
    held.project = lock(Project, held.project_id)
    decision = take(
        held,
        action,
        by=Acting(actor, roles_in_check(actor, held), at),
        facts=CheckFacts(opinion=opinion, has_draft=_is_of_the_newest_draft(held)),
        told={"opinion": opinion.strip()},
    )
    _conclude(held, opinion.strip(), upload, actor=actor, at=at)
    if action == "send_back":
        _send_back(held, actor=actor, at=at)
    tell_of_answer(held, actor)
    check.state, check.state_since = held.state, held.state_since
    return decision


def _is_of_the_newest_draft(check: DepartmentCheck) -> bool:
    return documents_of(check.project).get(DocumentKind.DRAFT_FOR_REVIEW) == check.draft


def _send_back(check: DepartmentCheck, *, actor: Person, at: dt.datetime) -> None:
    """The project goes back to its drafters, unless it went back before."""
    if check.project.state != "submitted":
        return
    step_project(
        check.project,
        "return_submission",
        actor=actor,
        at=at,
        reason=check.opinion,
        elsewhere=Elsewhere(roles=frozenset({"handler"})),  # the department's no is the officer's
    )


def _paper(
    check: DepartmentCheck, upload: Upload | None, *, actor: Person, at: dt.datetime
) -> ProjectDocument:
    if upload is None:
        made = filled(PAPER, check.pk, check.department, day_of(at))
        upload = (made.name, made.content)
    return add_document(check.project, DocumentKind.DEPARTMENT_OPINION, upload, actor=actor, at=at)


def _conclude(
    check: DepartmentCheck, opinion: str, upload: Upload | None, *, actor: Person, at: dt.datetime
) -> None:
    """The opinion lies on the project as a paper, and the proceeding of the project is over."""
    assert check.proceeding is not None  # noqa: S101  -- written when it was asked for
    check.opinion, check.decided, check.decided_by = opinion, at, actor
    check.save(update_fields=["opinion", "decided", "decided_by"])  # the paper is filled from it
    check.paper = _paper(check, upload, actor=actor, at=at)
    check.save(update_fields=["paper"])
    outcome = Proceeding.Outcome.PASSED if check.state == "passed" else Proceeding.Outcome.REVISE
    told = Conclusion(ended=day_of(at), outcome=outcome, note=check.opinion, papers=(check.paper,))
    conclude_proceeding(check.proceeding, told, actor=actor)
