"""The tables of the slice."""

from biaozhun.cloud.hearings.models.hearing import (
    Disposition,
    Group,
    Hearing,
    Opinion,
    Postponement,
    Registration,
    SeatGroup,
)
from biaozhun.cloud.hearings.models.need import Criterion, HearingDecision
from biaozhun.cloud.hearings.models.representative import (
    Invitation,
    PoolRun,
    Representative,
    RepresentativeKind,
    Stage,
)

__all__ = [
    "Criterion",
    "Disposition",
    "Group",
    "Hearing",
    "HearingDecision",
    "Invitation",
    "Opinion",
    "PoolRun",
    "Postponement",
    "Registration",
    "Representative",
    "RepresentativeKind",
    "SeatGroup",
    "Stage",
]
