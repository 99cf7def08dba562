"""The bank of experts: applying, vetting, conflicts, proofs, and what an expert did."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.committees.actions.telling_values import said
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.life import EXPERT, ExpertFacts
from biaozhun.cloud.committees.models import (
    Expert,
    ExpertConflict,
    ExpertEvent,
    ExpertField,
)
from biaozhun.cloud.committees.permissions import ends_conflict, roles_of
from biaozhun.cloud.committees.wording import EXPERT_STEP
from biaozhun.cloud.foundation.clock import day_of, now
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.organisations.queries.people import officers
from biaozhun.core.classification import ics as classification
from biaozhun.core.lifecycle import open_actions

FIELDS: Final = (
    "name",
    "unit",
    "title",
    "interest",
    "fields",
    "keywords",
    "languages",
    "experience",
    "summary",
    "phone",
    "email",
    "is_public",
)
_VETTED: Final = ("unit", "interest", "fields")
"""By what experts are drawn and passed over; who changes it of oneself is vetted again."""
_PRIVATE: Final = ("phone", "email")
"""Never in an event: the journal is read by more people than the bank."""
Kind = ExpertEvent.Kind
DONE: Final = frozenset(
    {Kind.DREW, Kind.REFUSED, Kind.ATTENDED, Kind.ABSENT, Kind.WROTE, Kind.TRAINED, Kind.OTHER}
)
"""What an expert does; steps of the case are written by the steps themselves."""


@transaction.atomic
def apply(told: Mapping[str, Any], *, actor: Person, own: bool, at: dt.datetime) -> Expert:
    """Ask to be taken into the bank, or enter somebody who asked on paper.

    Args:
        told: a value for each of ``FIELDS``.
        actor: who writes it.
        own: it is about the actor.
        at: when.

    Raises:
        RefusedError: the actor stands in the bank already; only the authority enters others.
    """
    if not own and not is_authority(actor):
        raise RefusedError(_("只有主管部门可以代为登记专家。"))
    if own and Expert.objects.filter(person=actor).exists():
        raise RefusedError(_("您已经在专家库里申请过，请在自己的专家页上更改。"))
    made = Expert(
        person=actor if own else None,
        authority=None if own else actor.organisation,
        applied=at,
        state_since=at,
        entered_by=actor,
        **{name: told[name] for name in FIELDS},
    )
    made.organisation = _organisation(made.unit)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # two applications of one person at once
        raise RefusedError(_("您已经在专家库里申请过，请在自己的专家页上更改。")) from error
    _keep_fields(made)
    _write(made, Kind.APPLIED, day=day_of(at), by=actor, text="")
    _record("expert_applied", made, actor, {"after": _plain(made)})
    if own:
        _tell_of_application(made)
    return made


def _tell_of_application(expert: Expert) -> None:
    tell(
        officers(),
        Message(
            kind="committees.expert_applied",
            subject=_("{name}申请进入专家库").format(name=expert.name),
            text=_("{unit}，{title}").format(unit=expert.unit, title=expert.title),
            address=f"/experts/{expert.pk}",
            key=f"expert-applied:{expert.pk}",
        ),
    )


@transaction.atomic
def change_expert(
    expert: Expert, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> bool:
    """Correct what the bank says of an expert; tells whether anything changed.

    An expert in the bank who changes the own unit, interest or fields goes back to vetting.

    Raises:
        RefusedError: it is neither the expert nor the authority who writes.
    """
    held = lock(Expert, expert.pk)
    _permit(held, actor)
    before, secret = _plain(held), said(held, _PRIVATE)
    vetted = said(held, _VETTED)
    for name in FIELDS:
        setattr(held, name, told[name])
    after = _plain(held)
    if (before, secret) == (after, said(held, _PRIVATE)):
        return False
    held.organisation = _organisation(held.unit)
    held.save()
    _keep_fields(held)
    _record("expert_changed", held, actor, {"before": before, "after": after})
    if vetted != said(held, _VETTED):
        _vet_again(held, actor, at)
    return True


def _vet_again(held: Expert, actor: Person, at: dt.datetime) -> None:
    """Back to vetting, unless that is still to come or it is the authority that corrects."""
    roles = roles_of(actor, held)
    if Kind.VET_AGAIN not in open_actions(EXPERT, state=held.state, roles=roles):
        return
    take(held, Kind.VET_AGAIN, by=Acting(actor, roles, at), facts=ExpertFacts())
    _write(held, Kind.VET_AGAIN, day=day_of(at), by=actor, text="")
    _tell_of_step(held, Kind.VET_AGAIN, "", actor)


def _permit(expert: Expert, actor: Person) -> None:
    if not roles_of(actor, expert):
        raise RefusedError(_("只有本人和主管部门可以更改。"))


def _plain(expert: Expert) -> dict[str, str]:
    return said(expert, (name for name in FIELDS if name not in _PRIVATE))


def _keep_fields(expert: Expert) -> None:
    """The codes at every level, so that matching is one question."""
    own = set(expert.fields)
    levels = {level for code in own for level in classification.levels(code)}
    expert.field_rows.all().delete()
    ExpertField.objects.bulk_create(
        ExpertField(expert=expert, code=code, is_own=code in own) for code in sorted(levels)
    )


@transaction.atomic
def step_expert(
    expert: Expert, action: str, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> None:
    """Take a step of an expert; the expert, or the authority, is told.

    Args:
        expert: which one.
        action: a verb of the life cycle.
        told: ``reason``; for an admission and a renewal ``since`` and ``until``.
        actor: who takes the step.
        at: when.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Expert, expert.pk)
    since, until = told.get("since"), told.get("until")
    reason = str(told.get("reason", ""))
    facts = ExpertFacts(
        reason=reason,
        has_fields=bool(held.fields),
        has_term=since is not None and until is not None and since <= until,
    )
    by = Acting(actor, roles_of(actor, held), at)
    written = {
        "reason": reason,
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }
    take(held, action, by=by, facts=facts, told=written)
    if action in {"admit", "renew"}:
        held.since, held.until = since, until
        held.authority = held.authority or actor.organisation
        held.save(update_fields=["since", "until", "authority"])
    _write(held, action, day=day_of(at), by=actor, text=reason)
    _tell_of_step(held, action, reason, actor)


def _tell_of_step(expert: Expert, action: str, reason: str, actor: Person) -> None:
    own = expert.person
    people = [own] if own is not None and own != actor else []
    if own == actor:
        people = officers()
    tell(
        people,
        Message(
            kind="committees.expert_moved",
            subject=_("专家库：{name}，{step}").format(name=expert.name, step=EXPERT_STEP[action]),
            text=reason,
            address=f"/experts/{expert.pk}",
            key=f"expert:{expert.pk}:{expert.events.count()}",
        ),
    )


@transaction.atomic
def note(
    expert: Expert,
    kind: str,
    subject: str,
    day: dt.date,
    *,
    text: str = "",
    actor: Person | None = None,
) -> ExpertEvent:
    """Write into an expert's log what was done: drew, refused, attended, wrote.

    Args:
        expert: who.
        kind: one of ``DONE``.
        subject: of what, as events name it: ``drafting.project:7``.
        day: when it was.
        text: more about it.
        actor: who writes it; nobody where a draw did.

    Raises:
        ValueError: the kind is a step of the case, or none at all.
        RefusedError: the actor is not the authority, or writes of oneself.
    """
    if kind not in DONE:
        raise ValueError(f"{kind} is nothing an expert does")
    if actor is not None and "authority" not in roles_of(actor, expert):
        raise RefusedError(_("专家活动由主管部门登记，不能给自己登记。"))
    made = _write(expert, kind, day=day, by=actor, text=text, subject=subject)
    facts = {"kind": kind, "subject": subject, "day": day.isoformat(), "text": text}
    _record("expert_noted", expert, actor, facts)
    return made


def _write(
    expert: Expert,
    kind: str,
    *,
    day: dt.date,
    by: Person | None,
    text: str,
    subject: str = "",
) -> ExpertEvent:
    return ExpertEvent.objects.create(
        expert=expert, kind=kind, subject=subject[:190], text=text, day=day, made=now(), by=by
    )


@transaction.atomic
def declare_conflict(expert: Expert, told: Mapping[str, Any], *, actor: Person) -> ExpertConflict:
    """Declare a conflict of interest with a unit.

    Args:
        expert: whose.
        told: ``unit``, ``reason``, ``declared``, ``until``.
        actor: the expert, or the authority.

    Raises:
        RefusedError: it is neither of them.
    """
    _permit(expert, actor)
    made = ExpertConflict.objects.create(
        expert=expert, organisation=_organisation(told["unit"]), by=actor, **told
    )
    facts = {"unit": made.unit, "reason": made.reason, "day": made.declared.isoformat()}
    _record("conflict_declared", expert, actor, facts)
    return made


@transaction.atomic
def end_conflict(conflict: ExpertConflict, until: dt.date, *, actor: Person) -> None:
    """Say up to which day a conflict stood; it stays on record.

    Raises:
        RefusedError: it is neither the authority nor the expert who declared it; it ends before it
            was declared.
    """
    if not ends_conflict(actor, conflict):
        raise RefusedError(_("这项利益关系由主管部门登记，只能由主管部门终止。"))
    if until < conflict.declared:
        raise RefusedError(_("最后一天不能早于申报的那一天。"), field="until")
    conflict.until = until
    conflict.save(update_fields=["until"])
    facts = {"unit": conflict.unit, "until": until.isoformat()}
    _record("conflict_ended", conflict.expert, actor, facts)


def _organisation(name: str) -> Organisation | None:
    return Organisation.objects.filter(name=name).first()


def _record(verb: str, expert: Expert, actor: Person | None, facts: Mapping[str, object]) -> None:
    record(f"committees.{verb}", subject=expert.case_subject, actor=actor, facts=facts)
