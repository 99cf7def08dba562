"""What a project went through: consultation, hearing, checks, reviews."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.drafting.models.document import ProjectDocument
from biaozhun.cloud.drafting.models.project import Project


class Proceeding(models.Model):
    """A proceeding of a project; the guards of its life cycle ask for it.

    Whoever carries it through writes it: a slice of this platform, an officer who states what was
    done on paper, or the taking over of a running project.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CONSULTATION = "consultation"
        HEARING = "hearing"
        DEPARTMENT_CHECK = "department_check"  # 行业主管部门审核
        TECHNICAL_REVIEW = "technical_review"
        FAIR_COMPETITION = "fair_competition"

    class Outcome(models.TextChoices):
        """How it ended; empty while it goes on."""

        DONE = "done"
        PASSED = "passed"
        REVISE = "revise"  # revise and review again
        FAILED = "failed"
        NOT_NEEDED = "not_needed"  # decided with a reason

    class Origin(models.TextChoices):
        """Who says so."""

        HERE = "here"  # carried through on this platform
        STATED = "stated"  # carried through on paper, stated by an officer
        TAKEN_OVER = "taken_over"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="proceedings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    round = models.PositiveSmallIntegerField(default=1)
    draft = models.ForeignKey(
        ProjectDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proceedings",
        help_text="the version it was about",
    )
    began = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    open_items = models.PositiveIntegerField(
        default=0, help_text="comments or opinions without a decided answer"
    )
    asks_again = models.BooleanField(
        default=False, help_text="the draft was changed so much since that a further round is due"
    )
    note = models.TextField(blank=True, help_text="reason or conclusion")
    papers = models.ManyToManyField(ProjectDocument, blank=True, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.HERE)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["project", "kind", "round"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "kind", "round"], name="rounds_of_a_proceeding_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(ended=None)
                | models.Q(began=None)
                | models.Q(ended__gte=models.F("began")),
                name="a_proceeding_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind} {self.round}"
