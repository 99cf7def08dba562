"""Consultations in lists, and what is counted of one."""

from biaozhun.cloud.consultations.life import UNDECIDED, WAITING
from biaozhun.cloud.consultations.models import Consultation


def open_items(consultation: Consultation) -> int:
    """Comments without a decided answer; one question."""
    return consultation.comments.filter(state__in=[WAITING, *UNDECIDED]).count()
