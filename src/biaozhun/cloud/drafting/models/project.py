"""A drafting project: a standard from the plan to its announcement."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.life import PROJECT


class Procedure(models.TextChoices):
    """Which rule pack a project is held to."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


class Regime(models.TextChoices):
    """By which law a local standard is made; some are issued by others than the authority."""

    GENERAL = "general"
    GUIDANCE = "guidance"  # 标准化指导性技术文件
    ENVIRONMENT = "environment"
    FOOD = "food"
    CONSTRUCTION = "construction"


class Field(models.TextChoices):
    """The four fields of the sector a standard serves."""

    AGRICULTURE = "agriculture"
    INDUSTRY = "industry"
    SERVICES = "services"
    SOCIAL = "social"  # 社会事业


class Project(Case):
    """A standard in the making."""

    machine = PROJECT

    plan_number = models.CharField(max_length=60, unique=True)
    programme = models.CharField(
        max_length=300, blank=True, help_text="the document that put it into the plan"
    )
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=8, choices=[("new", "new"), ("revision", "revision")], default="new"
    )
    revises = models.CharField(
        max_length=SLUG, blank=True, db_index=True, help_text="slug of the edition it revises"
    )
    also_replaces = models.JSONField(
        default=list, blank=True, help_text="slugs of further editions"
    )
    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="projects_issued"
    )
    department = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="projects_applied_for"
    )
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="projects_handled",
        help_text="the officer in charge (承办人)",
    )
    watchers = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="projects_watched",
        help_text="member departments that are told of each stage",
    )
    regime = models.CharField(max_length=12, choices=Regime.choices, default=Regime.GENERAL)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, default=Procedure.NORMAL)
    field = models.CharField(max_length=12, choices=Field.choices, blank=True)
    scope = models.TextField(blank=True)
    ics = models.JSONField(default=list, blank=True)
    ccs = models.CharField(max_length=10, blank=True)
    planned = models.DateField(null=True, blank=True, help_text="the day of the plan")
    deadline = models.DateField(null=True, blank=True, help_text="the last day to hand it in")
    joint_group = models.CharField(
        max_length=60,
        blank=True,
        db_index=True,
        help_text="same for projects of one joint standard",
    )
    number = models.CharField(max_length=SLUG, blank=True, help_text="drawn at approval")
    approved = models.DateField(null=True, blank=True)
    announced = models.DateField(null=True, blank=True)
    in_force = models.DateField(null=True, blank=True)
    ended_from = models.CharField(max_length=20, blank=True, help_text="the state it ended in")
    taken_over = models.BooleanField(default=False)
    stated_by = models.CharField(
        max_length=200, blank=True, help_text="who vouches for what was taken over"
    )

    class Meta:
        ordering = ["-planned", "-id"]
        constraints: ClassVar = [known_state(PROJECT, "a_project_is_in_a_known_state")]

    def __str__(self) -> str:
        return f"{self.plan_number} {self.title}"
