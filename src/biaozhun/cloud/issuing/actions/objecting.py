"""Objections to what is to be approved, and their answers."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.life import NOTICE
from biaozhun.cloud.issuing.models import Approval, Objection
from biaozhun.cloud.issuing.queries.posts import holders, is_clerk
from biaozhun.cloud.messaging.actions.telling import Message, tell

MOST_OPEN = 500  # objections without an answer on one notice


@transaction.atomic
def file_objection(
    approval: Approval, told: dict[str, str], *, actor: Person | None, at: dt.datetime
) -> Objection:
    """Object to a notice while it runs; anybody may.

    Args:
        approval: whose notice it is.
        told: ``name``, ``contact``, ``text``.
        actor: who is signed in, if anybody.
        at: when.

    Raises:
        IssuingRefusedError: ``notice_ended``, ``too_many_objections``.
    """
    held = lock(Approval, approval.pk)
    if not is_open(held, day_of(at)):
        raise IssuingRefusedError("notice_ended")
    if held.objections.filter(answered=None).count() >= MOST_OPEN:
        raise IssuingRefusedError("too_many_objections")
    made = Objection.objects.create(approval=held, filed=at, filed_by=actor, **told)
    facts = {"project": held.project.plan_number}
    record("issuing.objection_filed", subject=held.case_subject, actor=actor, facts=facts)
    people = holders(held.project.authority_id, ["handler"], day_of(at))
    tell(
        people,
        Message(
            kind="issuing.objection_filed",
            subject=_("报批公示收到异议：{title}").format(title=held.project.title),
            text=made.text[:500],
            address=f"/desk/approvals/{held.pk}",
            key=f"objection:{made.pk}",
        ),
    )
    return made


def is_open(approval: Approval, on: dt.date) -> bool:
    """Whether a notice takes objections on a day."""
    return (
        approval.state == "running"
        and approval.step == NOTICE
        and approval.notice_ends is not None
        and on <= approval.notice_ends
    )


@transaction.atomic
def answer_objection(objection: Objection, text: str, *, actor: Person, at: dt.datetime) -> None:
    """Answer an objection; the answer is published with it.

    Raises:
        IssuingRefusedError: ``not_the_clerk``, ``answer_missing``.
    """
    approval = lock(Approval, objection.approval_id)
    if not is_clerk(actor, approval.project, day_of(at)):
        raise IssuingRefusedError("not_the_clerk")
    if not text.strip():
        raise IssuingRefusedError("answer_missing", field="answer")
    objection.answer, objection.answered, objection.answered_by = text.strip(), at, actor
    objection.save(update_fields=["answer", "answered", "answered_by"])
    facts = {"project": approval.project.plan_number, "answer": objection.answer}
    record("issuing.objection_answered", subject=approval.case_subject, actor=actor, facts=facts)
    if objection.filed_by is not None:
        tell(
            [objection.filed_by],
            Message(
                kind="issuing.objection_answered",
                subject=_("您的异议有了答复：{title}").format(title=approval.project.title),
                text=objection.answer[:500],
                address=f"/issuing/notices/{approval.pk}",
                key=f"objection-answer:{objection.pk}",
            ),
        )
