"""Policies, tasks, duties, targets, and the work on them."""

from biaozhun.cloud.plans.models.campaign import CampaignFact, CampaignStandard, Milestone
from biaozhun.cloud.plans.models.plan import Passage, Plan
from biaozhun.cloud.plans.models.target import Target
from biaozhun.cloud.plans.models.task import Duty, Task
from biaozhun.cloud.plans.models.work import (
    DateChange,
    Evidence,
    ProgressReport,
    Reminder,
    SupervisionLetter,
)

__all__ = [
    "CampaignFact",
    "CampaignStandard",
    "DateChange",
    "Duty",
    "Evidence",
    "Milestone",
    "Passage",
    "Plan",
    "ProgressReport",
    "Reminder",
    "SupervisionLetter",
    "Target",
    "Task",
]
