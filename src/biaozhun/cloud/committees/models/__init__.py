"""Committees and who sits in them, posts held elsewhere, experts, contributions."""

from biaozhun.cloud.committees.models.brought import TableRun
from biaozhun.cloud.committees.models.committee import Committee, Interest, Member, Term
from biaozhun.cloud.committees.models.contribution import Contribution, ContributionVersion
from biaozhun.cloud.committees.models.expert import (
    Expert,
    ExpertConflict,
    ExpertEvent,
    ExpertField,
    ExpertProof,
)
from biaozhun.cloud.committees.models.post import PostHeld

__all__ = [
    "Committee",
    "Contribution",
    "ContributionVersion",
    "Expert",
    "ExpertConflict",
    "ExpertEvent",
    "ExpertField",
    "ExpertProof",
    "Interest",
    "Member",
    "PostHeld",
    "TableRun",
    "Term",
]
