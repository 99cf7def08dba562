"""Assessments and those assessed; inspections and what they find."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.assessment.life import (
    ASSESSEE,
    ASSESSMENT,
    FINDING,
    INSPECTION,
    RECTIFYING,
    SELF_ASSESSING,
)
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.models import Plan


class Assessment(Case):
    """One assessment of many units by one scheme."""

    machine = ASSESSMENT

    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    purpose = models.TextField(blank=True, help_text="what it is for, and how to count")
    scheme = models.JSONField(help_text="as core.assessment.Scheme")
    due = models.DateField(help_text="the last day of the units' own scores")
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-year", "-id"]
        constraints: ClassVar = [known_state(ASSESSMENT, "an_assessment_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title


class Assessee(Case):
    """A unit in an assessment: what it says of itself, and what the review makes of it."""

    machine = ASSESSEE

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assessees")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    own = models.JSONField(default=dict, help_text="values as the unit tells them, by key")
    evidence = models.JSONField(default=dict, help_text="what proves them, by key")
    reviewed = models.JSONField(default=dict, help_text="values that count, by key")
    evidenced = models.JSONField(default=list, help_text="keys whose evidence was accepted")
    vetoes = models.JSONField(default=list, help_text="keys of the items that veto it")
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["assessment", "organisation__name"]
        constraints: ClassVar = [
            known_state(ASSESSEE, "an_assessee_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["assessment", "organisation"], name="a_unit_is_assessed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.organisation_id}"

    @property
    def is_waited_for(self) -> bool:
        """Whether the unit still has to hand its own score in."""
        return self.state in SELF_ASSESSING


class Inspection(Case):
    """A round of inspections (督导检查)."""

    machine = INSPECTION

    title = models.CharField(max_length=200)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="inspections"
    )
    purpose = models.TextField(blank=True)
    inspectors = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField()
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-since", "-id"]
        constraints: ClassVar = [
            known_state(INSPECTION, "an_inspection_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="an_inspection_ends_last"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Finding(Case):
    """What an inspection found at a unit, and what the unit did about it."""

    machine = FINDING

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    demand = models.TextField(help_text="what is to be done about it")
    due = models.DateField()
    rectification = models.TextField(blank=True)
    evidence = models.CharField(
        max_length=500, blank=True, help_text="number or address of a proof"
    )
    reason = models.TextField(blank=True, help_text="why it was sent back or dropped")

    class Meta:
        ordering = ["inspection", "due", "id"]
        constraints: ClassVar = [known_state(FINDING, "a_finding_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_waited_for(self) -> bool:
        """Whether the unit still has to do something about it."""
        return self.state in RECTIFYING
