"""The chain of approval: its steps as an authority switched them on, and what was decided."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Officer, Project
from biaozhun.cloud.issuing.life import APPROVAL


class Step(models.TextChoices):
    """A step of the chain; those named like posts are taken by who holds the post."""

    HANDLER = "handler"
    SECTION_HEAD = "section_head"
    LEGAL = "legal"
    DEPUTY_DIRECTOR = "deputy_director"
    NOTICE = "notice"  # 报批公示
    COLLECTIVE = "collective"  # 集体讨论
    DIRECTOR = "director"


SWITCHED: Final = {Step.LEGAL: "legal", Step.NOTICE: "notice", Step.COLLECTIVE: "collective"}
"""Steps an authority may switch off, and the field of its settings that does it."""


class ApprovalSettings(models.Model):
    """Which steps the chain of an authority has; one row for each authority."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="approval_settings"
    )
    legal = models.BooleanField(default=True, help_text="legal review")
    notice = models.BooleanField(default=False, help_text="public notice before approval")
    notice_days = models.PositiveSmallIntegerField(default=10, help_text="whole days of the notice")
    collective = models.BooleanField(default=False, help_text="collective decision in a meeting")
    transition_days = models.PositiveSmallIntegerField(
        default=30, help_text="between announcement and entry into force, without a reason"
    )
    announcement_form = models.CharField(
        max_length=60, default="{year}年第{serial}号", help_text="number of announcements"
    )

    def __str__(self) -> str:
        return f"{self.organisation_id}"

    def steps(self) -> list[str]:
        """The steps that are on, in their order."""
        return [str(one) for one in Step if one not in SWITCHED or getattr(self, SWITCHED[one])]


class Approval(Case):
    """A project goes through the chain once; sent back and handed in again, it goes anew."""

    machine = APPROVAL

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="approvals")
    round = models.PositiveSmallIntegerField()
    steps = models.JSONField(help_text="codes of the steps, as they were switched on at the start")
    position = models.PositiveSmallIntegerField(default=0, help_text="whose turn it is, from 0")
    materials = models.JSONField(default=list, blank=True, help_text="kinds confirmed as complete")
    part = models.CharField(max_length=10, blank=True, help_text="number of the part")
    part_of = models.CharField(
        max_length=190, blank=True, help_text="slug of the standard it is a part of"
    )
    agreed_serial = models.CharField(
        max_length=10, blank=True, help_text="agreed on with other regions for a joint standard"
    )
    started = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended = models.DateTimeField(null=True, blank=True)
    notice_began = models.DateField(null=True, blank=True)
    notice_ends = models.DateField(null=True, blank=True, help_text="the last day for objections")

    class Meta:
        ordering = ["-started", "-id"]
        constraints: ClassVar = [
            known_state(APPROVAL, "an_approval_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="running"),
                name="a_project_has_one_running_approval",
            ),
            models.UniqueConstraint(fields=["project", "round"], name="approvals_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.round}"

    @property
    def step(self) -> str:
        """The step whose turn it is; empty once all are done."""
        return str(self.steps[self.position]) if self.position < len(self.steps) else ""

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.position == len(self.steps) - 1


class ApprovalStep(models.Model):
    """What was decided at a step, by whom, and in whose stead."""

    class Decision(models.TextChoices):
        """What was decided."""

        AGREE = "agree"
        RETURN = "return"
        MINUTED = "minuted"  # a meeting decided; the person entered it
        OPENED = "opened"  # the notice was published
        CLOSED = "closed"  # the notice ended without an open objection

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="taken")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=16, choices=Step.choices)
    decision = models.CharField(max_length=8, choices=Decision.choices)
    opinion = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    instead_of = models.ForeignKey(
        Officer,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the officer who delegated",
    )
    meeting = models.CharField(max_length=100, blank=True, help_text="number of the minutes")
    meeting_day = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["approval", "at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["approval", "person"],
                condition=models.Q(decision="agree"),
                name="nobody_agrees_twice_in_a_chain",
            )
        ]

    def __str__(self) -> str:
        return f"{self.approval_id}: {self.step} {self.decision}"


class Objection(models.Model):
    """Somebody objects to what a notice before approval says; it is answered before approval."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="objections")
    name = models.CharField(max_length=200, help_text="of the person or unit")
    contact = models.CharField(max_length=200, help_text="for the answer; never published")
    text = models.TextField()
    filed = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["approval", "filed", "id"]

    def __str__(self) -> str:
        return f"{self.approval_id}: {self.name}"
