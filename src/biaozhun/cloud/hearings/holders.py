"""Whose turn it is while a hearing is open: who keeps it, since a project waits for its report."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from biaozhun.cloud.drafting.holders import Holder, Part, register
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.models import Hearing

_OPEN: Final = ("preparing", "announced", "selected", "held")


def _hearing(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:  # noqa: ARG001  -- the registry's form
    """Of projects that passed their review, which a hearing keeps from approval; one question."""
    reviewed = [one.pk for one in projects if one.state == "reviewed"]
    rows = Hearing.objects.filter(project__in=reviewed, state__in=_OPEN).order_by("number")
    return {
        one.project_id: Holder(
            part=Part.HANDLER,
            doing="hear",
            since=day_of(one.state_since),
            until=one.day if one.state in {"announced", "selected"} else None,
        )
        for one in rows
    }


register("hearings", _hearing)
