"""A policy text and what is made of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.life import PLAN


class Plan(Case):
    """A policy, plan of a year or of three years, or campaign: a text with tasks and targets."""

    class Kind(models.TextChoices):
        """What it is."""

        POLICY = "policy"  # 意见、方案、规划
        ACTION_PLAN = "action_plan"  # 三年行动计划
        YEAR_PLAN = "year_plan"  # 年度计划
        IMPLEMENTATION = "implementation"  # 部门或区县的实施方案
        CAMPAIGN = "campaign"  # 专项行动、工程

    machine = PLAN

    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.POLICY)
    title = models.CharField(max_length=300, blank=True)
    notice_title = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=200, blank=True, help_text="as signed")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="whose plan it is",
    )
    number = models.CharField(max_length=100, blank=True, db_index=True)
    date_signed = models.DateField(null=True, blank=True)
    date_issued = models.DateField(null=True, blank=True)
    date_published = models.DateField(null=True, blank=True)
    date_effective = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True, help_text="first day of the period it is for")
    until = models.DateField(null=True, blank=True, help_text="last day of that period")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    text = models.TextField(help_text="the characters all places count in")
    source_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    proposal = models.JSONField(default=dict, help_text="what the reader made of it, unchanged")
    shows_history = models.BooleanField(
        default=False, help_text="every step of its tasks is public, not only how they stand"
    )
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-added", "-id"]
        constraints: ClassVar = [known_state(PLAN, "a_plan_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title or f"{gettext('（还没有标题）')} {self.pk}"


class Passage(models.Model):
    """What else was read of a plan, from its headings to the reader's remarks, with its place."""

    class Kind(models.TextChoices):
        """What it is."""

        HEADING = "heading"
        PHASE = "phase"
        GOAL = "goal"
        PRINCIPLE = "principle"
        SAFEGUARD = "safeguard"
        BASIS = "basis"
        ATTACHMENT = "attachment"
        REMARK = "remark"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    rank = models.PositiveIntegerField(help_text="order within the plan")
    level = models.PositiveSmallIntegerField(default=0, help_text="of a heading, from 1")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True, help_text="of a remark; number of a basis")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    settled = models.BooleanField(
        default=True, help_text="a person need not look at it, or has; an attachment is there"
    )

    class Meta:
        ordering = ["plan", "rank"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
