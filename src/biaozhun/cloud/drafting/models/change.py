"""Changes of a project after its plan, and its termination."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.change_life import CHANGE
from biaozhun.cloud.drafting.models.document import ProjectDocument
from biaozhun.cloud.drafting.models.project import Project


class Change(Case):
    """A change that was asked for, and what the authority decided."""

    machine = CHANGE

    class Kind(models.TextChoices):
        """What is to change."""

        DEADLINE = "deadline"
        TITLE = "title"
        UNITS = "units"
        SCOPE = "scope"
        PROCEDURE = "procedure"
        TERMINATE = "terminate"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    before = models.TextField(blank=True, help_text="as it stood when it was decided")
    wanted = models.TextField(blank=True, help_text="day, title, units by line, scope, procedure")
    wanted_en = models.CharField(max_length=300, blank=True, help_text="English title")
    reason = models.TextField()
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_for = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the unit that asks",
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opinion = models.TextField(blank=True, help_text="what was written with the decision")
    paper_number = models.CharField(max_length=100, blank=True, help_text="of the decision")
    paper = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-asked", "-id"]
        constraints: ClassVar = [
            known_state(CHANGE, "a_change_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=models.Q(state="asked"),
                name="one_open_change_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind}"
