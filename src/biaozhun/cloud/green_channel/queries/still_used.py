"""Standards made by the emergency procedure: when to ask whether they are still in use."""

import datetime as dt

from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.rules.queries import calendar
from biaozhun.core.lifecycle import Unit


def due_of(use: Use) -> dt.date | None:
    """The day to ask: a year after the announcement, or after it was found in use last.

    Nothing for a use that is no emergency, does not hold, is not announced or no longer in use.
    """
    announced = use.project.announced
    if use.procedure != Use.Procedure.EMERGENCY or use.state != "granted":
        return None
    if announced is None or use.disused:
        return None
    began = max(announced, use.confirmed or announced)
    return calendar().ends(began, 1, Unit.YEARS, rolls=False).day


def to_confirm(on: dt.date) -> list[tuple[Use, dt.date]]:
    """Those whose day has come, the longest waiting first; one question and the calendar's."""
    rows = Use.objects.filter(
        procedure=Use.Procedure.EMERGENCY,
        state="granted",
        disused=None,
        project__announced__isnull=False,
    ).select_related("project__authority", "project__handler", "project__department")
    found = [(one, due) for one in rows if (due := due_of(one)) is not None and due <= on]
    return sorted(found, key=lambda pair: (pair[1], pair[0].pk))
