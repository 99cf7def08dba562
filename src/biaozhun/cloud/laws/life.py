"""How a law stands on a day: worked out from its dates, never stored."""

import datetime as dt
from enum import StrEnum

from django.db.models import Q

from biaozhun.cloud.laws.models import Law


class LawState(StrEnum):
    """Draft and in force, amended and abolished (立改废释)."""

    DRAFT = "draft"  # known not to be published on that day
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    ABOLISHED = "abolished"
    UNKNOWN = "unknown"  # the days known do not tell


def state_on(law: Law, day: dt.date) -> LawState:
    """How a law stands on a day."""
    if law.abolished and law.abolished <= day:
        return LawState.ABOLISHED
    if law.in_force and law.in_force <= day:
        return LawState.IN_FORCE
    if law.published and law.published <= day:
        return LawState.UPCOMING if law.in_force else LawState.UNKNOWN
    return LawState.DRAFT if law.published or law.is_draft else LawState.UNKNOWN


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
            nothing_told = Q(published=None, is_draft=False) & ~holds
            return (out & Q(in_force=None) | nothing_told) & ~ended
        case LawState.DRAFT:
            told = Q(published__isnull=False) | Q(is_draft=True)
            return told & ~out & ~holds & ~ended
