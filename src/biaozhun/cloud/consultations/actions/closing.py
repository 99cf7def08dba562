"""Consultations whose last day is over are closed by the calendar."""

import datetime as dt

import structlog

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.foundation.clock import day_of

log = structlog.get_logger(__name__)


def close_over(at: dt.datetime) -> list[Consultation]:
    """Close what is over; one that is refused stays open for its desk to see to, and takes nothing.

    Returns:
        Those that were closed.
    """
    closed = []
    due = Consultation.objects.filter(state="open", closes__lt=day_of(at)).order_by("closes", "pk")
    for one in due:
        try:
            step_consultation(one, "close", ConsultationStep(), actor=None, at=at)
        except StepRefusedError as refused:
            log.warning("consultation_not_closed", pk=one.pk, codes=refused.refusal.codes)
        else:
            closed.append(one)
    return closed
