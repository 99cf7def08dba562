"""Whose turn it is while a draft is consulted on: everybody's, until the last day."""

import datetime as dt
from collections.abc import Sequence

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.holders import Holder, Part, register
from biaozhun.cloud.drafting.models import Project


def _asking_everybody(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:
    """One question."""
    consulted = [one.pk for one in projects if one.state == "consulting"]
    rows = Consultation.objects.filter(project__in=consulted, state="open", closes__gte=today)
    return {
        one.project_id: Holder(part=Part.PUBLIC, doing="comment", since=one.opens, until=one.closes)
        for one in rows.order_by("round")
        if one.opens is not None
    }


register("consultations", _asking_everybody)
