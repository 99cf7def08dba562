"""Applications of sector departments (立项申请), who drafts, and what asked for them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.models import Field, Procedure, Project, Regime
from biaozhun.cloud.proposals.life import APPLICATION
from biaozhun.cloud.proposals.models.batch import Batch
from biaozhun.cloud.proposals.models.call import Call
from biaozhun.cloud.proposals.models.programme import Programme


class Application(Case):
    """A sector department asks for a standard to be put into the plan."""

    machine = APPLICATION

    class Conclusion(models.TextChoices):
        """What the argument came to."""

        ACCEPT = "accept"
        AMEND = "amend"  # into the plan with the changes named
        DECLINE = "decline"

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications_received"
    )
    department = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications"
    )
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=8, choices=[("new", "new"), ("revision", "revision")], default="new"
    )
    revises = models.CharField(
        max_length=SLUG, blank=True, db_index=True, help_text="slug of the edition it revises"
    )
    field = models.CharField(max_length=12, choices=Field.choices, blank=True)
    regime = models.CharField(max_length=12, choices=Regime.choices, default=Regime.GENERAL)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, default=Procedure.NORMAL)
    urgency_ground = models.CharField(
        max_length=40, blank=True, help_text="code of the ground of another procedure"
    )
    urgency = models.TextField(blank=True, help_text="why not by the normal procedure")
    ics = models.JSONField(default=list, blank=True)
    ccs = models.CharField(max_length=10, blank=True)
    scope = models.TextField(blank=True)
    necessity = models.TextField(blank=True)
    feasibility = models.TextField(blank=True)
    special_need = models.TextField(blank=True, help_text="what is special in this place")
    relation = models.TextField(blank=True, help_text="to laws and to other standards")
    effect = models.TextField(blank=True, help_text="what is expected of it")
    work_plan = models.TextField(blank=True)
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="from the plan to handing it in"
    )
    budget = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="who answers for it")
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    submitted = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(
        blank=True, help_text="why it was sent back, declined or withdrawn last"
    )
    batch = models.ForeignKey(
        Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    conclusion = models.CharField(max_length=8, choices=Conclusion.choices, blank=True)
    conclusion_reason = models.TextField(blank=True)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    project = models.OneToOneField(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="application"
    )
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made", "-id"]
        constraints: ClassVar = [
            known_state(APPLICATION, "an_application_is_in_a_known_state"),
            models.CheckConstraint(
                condition=~models.Q(state="planned") | models.Q(project__isnull=False),
                name="a_planned_application_has_its_project",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ApplicationUnit(models.Model):
    """A unit that is to draft, in its order, and how it undertook to do so (起草单位承诺)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField(help_text="from 1; the first one leads")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undertook = models.DateTimeField(null=True, blank=True)
    undertaken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who of the unit recorded it here, or who brought its paper",
    )
    undertaking = models.TextField(blank=True, help_text="the words, as they were undertaken")
    paper = models.ForeignKey(
        "ApplicationPaper",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="undertaken",
        help_text="the signed paper, where it was not recorded here",
    )

    class Meta:
        ordering = ["application", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "position"], name="units_of_an_application_are_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Taken(models.Model):
    """A suggestion or a demand that an application takes up."""

    class Kind(models.TextChoices):
        """By which door it came."""

        SUGGESTION = "suggestion"
        DEMAND = "demand"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="taken")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.PositiveBigIntegerField(help_text="its id among those of its kind")
    title = models.CharField(max_length=300, help_text="as it was called when it was taken up")

    class Meta:
        ordering = ["application", "kind", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "kind", "key"], name="an_application_takes_up_each_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
