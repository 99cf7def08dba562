"""Uses of the green channel, the steps they leave out, and what an audit found of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.green_channel.life import OPEN, SKIP, USE


class Use(Case):
    """A project is asked to be made by a faster procedure, and is, or is not."""

    machine = USE

    class Procedure(models.TextChoices):
        """Which one; the normal one is no use."""

        PRIORITY = "priority"
        EMERGENCY = "emergency"

    class Origin(models.TextChoices):
        """How it came about."""

        REQUEST = "request"  # asked for while the project was under way
        PLAN = "plan"  # the application said so and the programme took it
        TAKEOVER = "takeover"  # stated of a project that was taken over

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="channel_uses")
    number = models.PositiveSmallIntegerField(help_text="of the project, from 1")
    procedure = models.CharField(max_length=10, choices=Procedure.choices)
    ground = models.CharField(
        max_length=40, blank=True, help_text="code; empty where nobody stated one"
    )
    justification = models.TextField(blank=True)
    wanted = models.DateField(null=True, blank=True, help_text="by when the standard is needed")
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.REQUEST)
    paper = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", help_text="who asks"
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opinion = models.TextField(blank=True, help_text="the reasons of the decision")
    paper_number = models.CharField(max_length=100, blank=True, help_text="文号 of the decision")
    ended = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_reason = models.TextField(blank=True)
    confirmed = models.DateField(
        null=True, blank=True, help_text="an emergency standard was found to be still in use"
    )
    disused = models.DateField(
        null=True, blank=True, help_text="it was found to be no longer in use"
    )
    disused_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked", "-id"]
        constraints: ClassVar = [
            known_state(USE, "a_use_of_the_channel_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "number"], name="uses_of_a_project_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="asked"),
                name="one_use_of_a_project_is_asked_for",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="granted"),
                name="one_use_of_a_project_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.procedure}"


class LeftOutStep(Case):
    """A step of the making of a standard that is to be left out."""

    machine = SKIP

    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="skips")
    step = models.CharField(max_length=20, help_text="code in core.urgency")
    reason = models.TextField()
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opinion = models.TextField(blank=True)

    class Meta:
        ordering = ["use", "id"]
        constraints: ClassVar = [
            known_state(SKIP, "a_step_left_out_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["use", "step"],
                condition=models.Q(state__in=OPEN),
                name="a_step_of_a_use_is_left_out_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use_id}: {self.step}"


class Finding(models.TextChoices):
    """What an audit found of a use."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"
    REMEDIED = "remedied"  # it was unjustified, and what was missed has been made up for


class Check(models.Model):
    """Somebody who did not decide it looked at a use after the fact; the latest one counts."""

    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="checks")
    finding = models.CharField(max_length=12, choices=Finding.choices)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["use", "id"]

    def __str__(self) -> str:
        return f"{self.use_id}: {self.finding}"
