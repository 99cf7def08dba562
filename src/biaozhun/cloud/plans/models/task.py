"""Tasks, and the duties of units in them."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.life import DUTY, TASK
from biaozhun.cloud.plans.models.plan import Plan


class Task(Case):
    """A piece of work of a plan."""

    machine = TASK

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    rank = models.PositiveIntegerField(help_text="order within the plan")
    path = models.JSONField(default=list, help_text="the headings above, outermost first")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    mode = models.CharField(
        max_length=12, blank=True, help_text="lead, joint, division, collective"
    )
    open_ended = models.BooleanField(default=False, help_text="the units listed end in 等")
    responsibility = models.TextField(blank=True, help_text="the bracket as written")
    starts = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True, db_index=True)
    ongoing = models.BooleanField(default=False, help_text="it goes on without end")
    deadline_text = models.CharField(max_length=100, blank=True)
    done_on = models.DateField(
        null=True,
        blank=True,
        help_text="the day its lead said it was done, else that of closing",
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    proposed = models.JSONField(
        null=True, blank=True, help_text="as the reader read it; none where a person added it"
    )
    made_from = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="made_into", help_text="split or merged"
    )
    serves = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="served_by", help_text="of other plans"
    )

    class Meta:
        ordering = ["plan", "rank", "id"]
        constraints: ClassVar = [
            known_state(TASK, "a_task_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(ongoing=False) | models.Q(deadline=None),
                name="what_goes_on_has_no_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Duty(Case):
    """What one unit has to do in a task; a part of it may be handed on to a unit below."""

    class Role(models.TextChoices):
        """As what."""

        LEAD = "lead"
        COOPERATE = "cooperate"

    machine = DUTY

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="duties")
    named = models.CharField(max_length=200, help_text="the unit as the text writes it")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    rank = models.PositiveIntegerField(default=0, help_text="order within the task")
    of_collective = models.BooleanField(
        default=False, help_text="``named`` stands for many, and this is one of them"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    part = models.TextField(blank=True, help_text="which part was handed on")
    deadline = models.DateField(null=True, blank=True, help_text="where it differs from the task's")
    share = models.PositiveSmallIntegerField(default=0, help_text="last approved progress, percent")

    class Meta:
        ordering = ["task", "rank", "id"]
        constraints: ClassVar = [
            known_state(DUTY, "a_duty_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(share__lte=100), name="progress_is_at_most_the_whole"
            ),
            models.UniqueConstraint(
                fields=["task", "organisation"],
                condition=models.Q(parent=None, organisation__isnull=False),
                name="a_unit_has_one_duty_in_a_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named}: {self.task_id}"
