"""The check of the sector department before the technical review."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument
from biaozhun.cloud.technical_reviews.life import CHECK


class DepartmentCheck(Case):
    """The department in charge of the field checks a draft for review (行业主管部门审核)."""

    machine = CHECK

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checks")
    department = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proceeding = models.OneToOneField(
        Proceeding, null=True, blank=True, on_delete=models.PROTECT, related_name="check_of"
    )
    draft = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opinion = models.TextField(blank=True, help_text="what it says, with its reasons")
    paper = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["project", "id"]
        constraints: ClassVar = [
            known_state(CHECK, "a_check_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="asked"),
                name="one_check_of_a_project_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.state}"
