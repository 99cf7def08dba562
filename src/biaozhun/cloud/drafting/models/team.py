"""Who drafts."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models.project import Project


class DraftingUnit(models.Model):
    """A unit that drafts, in the order it is printed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField(help_text="from 1; the first one leads")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["project", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "position"], name="drafting_units_are_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A person who drafts, in the order printed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    position = models.PositiveSmallIntegerField(help_text="from 1")
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="projects_drafted",
        help_text="the account, where there is one",
    )
    role = models.CharField(
        max_length=10,
        choices=[("lead", "lead"), ("drafter", "drafter"), ("clerk", "clerk")],
        default="drafter",
        help_text="a clerk works on the project and is not printed",
    )
    work = models.CharField(max_length=200, blank=True, help_text="what falls to this person")

    class Meta:
        ordering = ["project", "position", "id"]

    def __str__(self) -> str:
        return self.name
