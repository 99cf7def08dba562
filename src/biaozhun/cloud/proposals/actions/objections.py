"""Objections to a public notice: filed by anybody, each answered before the plan is issued."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.proposals.actions.telling import officers_of, tell_each
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import ObjectionFacts
from biaozhun.cloud.proposals.models import Batch, Objection
from biaozhun.cloud.proposals.permissions import roles_in_batch
from biaozhun.cloud.proposals.wording import OBJECTION_ACTION


@transaction.atomic
def file_objection(
    batch: Batch,
    told: Mapping[str, Any],
    *,
    form: str,
    person: Person | None,
    at: dt.datetime,
) -> str:
    """File an objection; the code of its receipt. A form sent twice stands once.

    Args:
        batch: whose notice.
        told: ``application`` (or none for all), ``text``, ``name``, ``unit``, ``contact``.
        form: names the form that was sent.
        person: who is signed in, if anybody.
        at: when.

    Raises:
        RefusedError: ``notice_not_open``.
    """
    held = lock(Batch, batch.pk)
    if not is_notice_open(held, day_of(at)):
        raise RefusedError("notice_not_open")
    code = code_of(form)
    fields = {name: told[name] for name in ("application", "text", "name", "unit", "contact")}
    made, is_new = Objection.objects.get_or_create(
        receipt=kept(code),
        defaults={**fields, "batch": held, "person": person, "filed": at, "state_since": at},
    )
    if is_new:
        facts = {"batch": held.title, "title": str(made.application or "")}
        record("proposals.objection_filed", subject=made.case_subject, actor=person, facts=facts)
        _tell_office(held, made)
    return code


def is_notice_open(batch: Batch, on: dt.date) -> bool:
    """Whether objections are taken on a day; the last day of the notice still does."""
    if batch.state != "publicised" or batch.notice_from is None or batch.notice_to is None:
        return False
    return batch.notice_from <= on <= batch.notice_to


def _tell_office(batch: Batch, objection: Objection) -> None:
    tell_each(
        officers_of(batch.authority_id),
        lambda: Message(
            kind="proposals.objection_filed",
            subject=_("收到立项公示异议：{title}").format(title=batch.title),
            text=objection.text[:500],
            address=f"/desk/batches/{batch.pk}#objections",
            key=objection.case_subject,
        ),
    )


@transaction.atomic
def step_objection(
    objection: Objection, action: str, answer: str, *, actor: Person, at: dt.datetime
) -> None:
    """Answer an objection, or set it aside; who filed it with an account is told.

    Raises:
        StepRefusedError: something stands against it.
        RefusedError: ``batch_closed``: the plan is issued.
    """
    held = lock(Objection, objection.pk)
    batch = lock(Batch, held.batch_id)
    if batch.state not in {"publicised", "decided"}:
        raise RefusedError("batch_closed")
    by = Acting(actor, roles_in_batch(actor, batch), at)
    told = {"batch": batch.title, "answer": answer}
    take(held, action, by=by, facts=ObjectionFacts(reason=answer), told=told)
    held.answer, held.answered = answer, at
    held.save(update_fields=["answer", "answered"])
    if held.person is not None:
        tell_each(
            [held.person],
            lambda: Message(
                kind="proposals.objection_answered",
                subject=_("您对立项公示的异议有了答复：{answer}").format(
                    answer=OBJECTION_ACTION[action]
                ),
                text=answer,
                address=f"/proposals/notices/{batch.pk}",
                key=f"{held.case_subject}:{action}:{at.isoformat()}",
            ),
        )
    objection.refresh_from_db()
