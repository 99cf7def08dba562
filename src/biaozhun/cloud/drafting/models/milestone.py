"""The timetable of a project: what is to be reached by when."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.drafting.models.project import Project


class Milestone(models.Model):
    """Something a project is to reach, with the day planned and the day it was reached."""

    class Kind(models.TextChoices):
        """What is reached, in the order of the course; ``OTHER`` is named by its title."""

        TEAM = "team"  # 成立起草组
        SURVEY = "survey"  # 调研、试验验证
        WORKING_DRAFT = "working_draft"  # 工作组讨论稿
        FOR_COMMENT = "for_comment"  # 征求意见稿公开
        CONSULTED = "consulted"  # 征求意见结束
        SUBMITTED = "submitted"  # 送审
        REVIEWED = "reviewed"  # 通过技术审查
        REPORTED = "reported"  # 报批
        ANNOUNCED = "announced"  # 发布
        OTHER = "other"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True, help_text="of what is no kind of its own")
    planned = models.DateField(null=True, blank=True, help_text="the last day")
    done = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["project", "planned", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                condition=~models.Q(kind="other"),
                name="a_milestone_stands_once_in_a_timetable",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind} {self.planned}"
