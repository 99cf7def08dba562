"""How a law stands on a day: worked out from its dates, never stored."""

import datetime as dt
from enum import StrEnum

from django.db.models import Q

from biaozhun.cloud.laws.models import Law


class LawState(StrEnum):
    """Draft and in force, amended and abolished (立改废释)."""

    DRAFT = "draft"  # not published on that day, or no date of publication is known
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    ABOLISHED = "abolished"
    UNKNOWN = "unknown"  # published, and nobody says from when it holds


def state_on(law: Law, day: dt.date) -> LawState:
    """How a law stands on a day."""
    if law.abolished and law.abolished <= day:
        return LawState.ABOLISHED
    if law.in_force and law.in_force <= day:
        return LawState.IN_FORCE
    if law.published and law.published <= day:
        return LawState.UPCOMING if law.in_force else LawState.UNKNOWN
    return LawState.DRAFT


def in_state(state: LawState, day: dt.date) -> Q:
    """The laws that stand so on a day; the same rule as :func:`state_on`."""
    ended, holds, out = Q(abolished__lte=day), Q(in_force__lte=day), Q(published__lte=day)
    match state:
        case LawState.ABOLISHED:
            return ended
        case LawState.IN_FORCE:
            return holds & ~ended
        case LawState.UPCOMING:
            return out & Q(in_force__gt=day) & ~ended
        case LawState.UNKNOWN:
            return out & Q(in_force=None) & ~ended
        case LawState.DRAFT:
            return ~out & ~holds & ~ended
