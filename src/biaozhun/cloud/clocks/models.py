"""When warnings come, and which were given."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.clocks import Mark, Timing


class WarningTimes(models.Model):
    """When an authority warns of its due days; without a row as a new one says."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="warning_times"
    )
    first = models.PositiveSmallIntegerField(default=14, help_text="days before; 0 for none")
    second = models.PositiveSmallIntegerField(default=3, help_text="days before; 0 for none")
    every = models.PositiveSmallIntegerField(default=7, help_text="days, behind the due day")
    escalate = models.PositiveSmallIntegerField(
        default=30, help_text="more than so many days late the head is told; 0 for never"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(every__gte=1), name="warnings_behind_a_day_come_some_days_apart"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}"

    @property
    def timing(self) -> Timing:
        """As the core takes it."""
        before = tuple(one for one in (self.first, self.second) if one)
        return Timing(before=before, every=self.every, escalate=self.escalate)


class GivenWarning(models.Model):
    """A warning of a due day that was given, once."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="due_warnings")
    rule = models.CharField(max_length=20, help_text="id of the rule, or deadline")
    due = models.DateField()
    at = models.SmallIntegerField(help_text="days from the due day; before it negative")
    escalated = models.BooleanField(default=False, help_text="the head of the office was told too")
    part = models.CharField(max_length=12, help_text="whose turn it was")
    told = models.PositiveSmallIntegerField(default=0, help_text="how many people")
    given = models.DateTimeField()

    class Meta:
        ordering = ["project", "-given", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "rule", "due", "at", "escalated"],
                name="a_warning_is_given_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.rule} {self.due} {self.at:+}"

    @property
    def mark(self) -> Mark:
        """As the core takes it."""
        return Mark(self.at, self.escalated)
