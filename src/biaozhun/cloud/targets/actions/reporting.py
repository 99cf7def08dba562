"""A unit reports what a target stands at; the authority accepts it or sends it back."""

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.actions.telling import officers, people_of, tell_each
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.targets.errors import TargetRefusedError
from biaozhun.cloud.targets.life import ValueFacts
from biaozhun.cloud.targets.models import ReportedValue, TargetBinding
from biaozhun.cloud.targets.permissions import may_report
from biaozhun.core.policy.standing import is_share

MOST_BYTES: Final = 50 * 1024 * 1024  # of a file of evidence
_NAME: Final = 200


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A value as it is reported."""

    day: dt.date
    value: Decimal
    evidence: str = ""
    address: str = ""
    file: "UploadedFile[bytes] | None" = None


def report(pk: int, said: Said, *, actor: Person, at: dt.datetime, today: dt.date) -> ReportedValue:
    """Report a value of a target, with evidence.

    Raises:
        DoesNotExist: there is no such target, or nobody reports of it.
        TargetRefusedError: ``target_not_yours``, ``day_to_come``, ``evidence_missing``,
            ``value_below_zero``.
    """
    binding = TargetBinding.objects.select_related("target").get(target=pk)
    if not may_report(actor, binding):
        raise TargetRefusedError("Another unit reports of it", code="target_not_yours")
    if said.day > today:
        raise TargetRefusedError("The day is still to come", code="day_to_come")
    if not (said.evidence.strip() or said.address or said.file):
        raise TargetRefusedError("Nothing proves it", code="evidence_missing")
    if said.value < 0 and not is_share(binding.target.unit):
        raise TargetRefusedError("Nothing is counted below zero", code="value_below_zero")
    made = ReportedValue(
        target=binding.target,
        organisation=actor.organisation,
        day=said.day,
        value=said.value,
        evidence=said.evidence,
        address=said.address,
        state_since=at,
        made=at,
        made_by=actor,
    )
    if said.file is not None:
        _store(made, said.file)
    try:
        _write(made, actor)
    except BaseException:
        made.file.delete(save=False)
        raise
    return made


@transaction.atomic
def _write(made: ReportedValue, actor: Person) -> None:
    made.save()
    facts = {
        "value": f"{made.value.normalize():f}",
        "day": made.day.isoformat(),
        "sha256": made.sha256,
    }
    record("targets.value_reported", subject=f"target:{made.target_id}", actor=actor, facts=facts)
    tell_each(
        officers(),
        lambda: Message(
            kind="targets.value_reported",
            subject=_("目标值待审核：{target}").format(target=made.target.indicator)[:200],
            text=_("{unit} 报送了 {day} 的数值。").format(
                unit=made.organisation, day=made.day.isoformat()
            ),
            address=reverse("targets:target", args=[made.target_id]),
            key=f"targets:reported:{made.pk}",
        ),
    )


def _store(made: ReportedValue, upload: "UploadedFile[bytes]") -> None:
    """Put the file into the store, with what proves that it is still the same."""
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    made.sha256, made.size = digest.hexdigest(), upload.size or 0
    made.name = clean(Path(upload.name or "").name)[-_NAME:] or "evidence"
    made.file.save(f"{made.sha256[:2]}/{made.sha256[:32]}", upload, save=False)


@transaction.atomic
def decide(
    pk: int, action: str, *, actor: Person, at: dt.datetime, reason: str = ""
) -> ReportedValue:
    """Accept a value (``accept``) or send it back (``send_back``), with the reason.

    Raises:
        DoesNotExist: there is no such value.
        StepRefusedError: who may not, a value that was decided, evidence or reason missing.
        TargetRefusedError: ``day_taken`` where another value of the day is accepted.
    """
    value = lock(ReportedValue, pk)
    held = Target.objects.select_for_update(of=("self",))  # one accepts at a time
    target = held.get(pk=value.target_id)
    taken = ReportedValue.objects.filter(target=value.target_id, day=value.day, state="accepted")
    if action == "accept" and taken.exclude(pk=pk).exists():
        raise TargetRefusedError("The day has a value", code="day_taken")
    by = Acting(actor, frozenset({"authority"} if is_authority(actor) else ()), at)
    facts = ValueFacts(has_evidence=value.has_evidence, reason=reason)
    told = {
        "value": f"{value.value.normalize():f}",
        "day": value.day.isoformat(),
        "reason": reason,
        "target": target.pk,
    }
    take(value, action, by=by, facts=facts, told=told)
    value.decision = reason
    value.save(update_fields=["decision"])
    _tell_unit(value, target)
    return value


def _tell_unit(value: ReportedValue, target: Target) -> None:
    accepted = value.state == "accepted"
    tell_each(
        people_of([value.organisation_id]),
        lambda: Message(
            kind="targets.value_decided",
            subject=(
                _("目标值已采纳：{target}") if accepted else _("目标值被退回：{target}")
            ).format(target=target.indicator)[:200],
            text=value.decision or _("数值已经计入目标进展。"),
            address=reverse("targets:target", args=[target.pk]),
            key=f"targets:decided:{value.pk}:{value.state}:{value.state_since.isoformat()}",
        ),
    )
