"""A major change after the consultation: a further round is due until it is taken back."""

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.drafting.models import Proceeding

AFTERWARDS = ("closed", "settled")
"""The states in which a change comes after the consultation."""


@transaction.atomic
def declare_major_change(consultation: Consultation, text: str, *, actor: Person) -> None:
    """Say that the draft was changed so much since that a further round is due.

    Args:
        consultation: the latest round of its project.
        text: what was changed.
        actor: who says so.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``not_over``, ``handed_in``,
            ``already_declared``.
    """
    held = _latest(consultation, actor)
    if held.major_change:
        raise ConsultationRefusedError("already_declared")
    _write(held, text)
    facts = {"round": held.round, "text": text}
    kind = "consultations.major_change_declared"
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
    consultation.major_change = text


@transaction.atomic
def take_back_major_change(consultation: Consultation, reason: str, *, actor: Person) -> None:
    """Say why no further round is due after all.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``not_over``, ``handed_in``,
            ``nothing_declared``.
    """
    held = _latest(consultation, actor)
    if not held.major_change:
        raise ConsultationRefusedError("nothing_declared")
    facts = {"round": held.round, "text": held.major_change, "reason": reason}
    _write(held, "")
    kind = "consultations.major_change_taken_back"
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
    consultation.major_change = ""


def _latest(consultation: Consultation, actor: Person) -> Consultation:
    held = lock(Consultation, consultation.pk)
    if "desk" not in roles_in(actor, held):
        raise ConsultationRefusedError("not_for_you")
    if held.state not in AFTERWARDS:
        raise ConsultationRefusedError("not_over")
    later = held.project.consultations.filter(round__gt=held.round).exclude(state="dropped")
    if later.exists():
        raise ConsultationRefusedError("handed_in")
    return held


def _write(held: Consultation, text: str) -> None:
    """Beside the consultation and where the guards of the project ask."""
    held.major_change = text
    held.save(update_fields=["major_change"])
    Proceeding.objects.filter(consultation=held).update(asks_again=bool(text))
