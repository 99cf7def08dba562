"""Whether a standard needs a hearing: the criteria of a region, and what was decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Proceeding, Project


class Criterion(models.Model):
    """A reason for a hearing, as a region has it; one without rows has the platform's own."""

    authority = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="hearing_criteria"
    )
    name = models.CharField(max_length=100)
    meaning = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["authority", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "name"], name="a_criterion_of_a_region_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class HearingDecision(models.Model):
    """It was decided that a hearing is needed for a standard, or that it is not."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="hearing_decisions")
    is_needed = models.BooleanField()
    criteria = models.JSONField(default=list, help_text="names of those that were found to hold")
    petitioners = models.PositiveIntegerField(
        default=0, help_text="people and units who asked for a hearing"
    )
    reasons = models.TextField(help_text="published")
    proceeding = models.ForeignKey(
        Proceeding,
        on_delete=models.PROTECT,
        related_name="hearing_decisions",
        help_text="what the guards of the project read",
    )
    decided = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["project", "-decided", "-id"]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.is_needed}"
