"""Units and what they are called, collectives, bodies of coordination, issues before them."""

from biaozhun.cloud.organisations.models.body import Body, Membership
from biaozhun.cloud.organisations.models.issue import Issue, IssueEntry
from biaozhun.cloud.organisations.models.meeting import AgreedItem, Attendance, GroupWork, Meeting
from biaozhun.cloud.organisations.models.unit import (
    Collective,
    Kind,
    Level,
    OrganisationName,
    OrganisationPlace,
    UnitImport,
)

__all__ = [
    "AgreedItem",
    "Attendance",
    "Body",
    "Collective",
    "GroupWork",
    "Issue",
    "IssueEntry",
    "Kind",
    "Level",
    "Meeting",
    "Membership",
    "OrganisationName",
    "OrganisationPlace",
    "UnitImport",
]
