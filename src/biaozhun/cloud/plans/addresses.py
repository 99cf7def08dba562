"""Where the records of the work are found, for messages and pages alike."""

from django.urls import reverse

from biaozhun.cloud.plans.models import SupervisionLetter, Task


def task_address(task: Task) -> str:
    """The page of a task."""
    return reverse("plans:task", args=[task.plan_id, task.pk])


def letter_address(letter: SupervisionLetter) -> str:
    """The page of a letter of supervision."""
    return reverse("plans:letter", args=[letter.pk])
