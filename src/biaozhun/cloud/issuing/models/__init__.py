"""Powers, approvals, numbers, announcements, disclosure and filings."""

from biaozhun.cloud.issuing.models.announcement import (
    Announcement,
    AnnouncementRow,
    AnnouncementSeries,
)
from biaozhun.cloud.issuing.models.approval import (
    Approval,
    ApprovalSettings,
    ApprovalStep,
    Objection,
    Step,
)
from biaozhun.cloud.issuing.models.disclosure import DisclosureRule
from biaozhun.cloud.issuing.models.filing import Filing
from biaozhun.cloud.issuing.models.number import DrawnNumber, NumberSeries
from biaozhun.cloud.issuing.models.power import IssuedElsewhere, IssuingPower

__all__ = [
    "Announcement",
    "AnnouncementRow",
    "AnnouncementSeries",
    "Approval",
    "ApprovalSettings",
    "ApprovalStep",
    "DisclosureRule",
    "DrawnNumber",
    "Filing",
    "IssuedElsewhere",
    "IssuingPower",
    "NumberSeries",
    "Objection",
    "Step",
]
