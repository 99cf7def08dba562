"""Questions that departments keep, and the dated reports made of them."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class Schedule(models.TextChoices):
    """How often a question is answered; always as of the last day of the period behind."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class SavedQuestion(models.Model):
    """A metric with what it is asked with, kept by a department to be answered again and again."""

    title = models.CharField(max_length=200)
    key = models.CharField(max_length=60, help_text="of the metric")
    arguments = models.JSONField(default=dict)
    schedule = models.CharField(max_length=10, choices=Schedule.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(db_index=True, help_text="the day the next report is of")
    stopped = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(
        max_length=300, blank=True, help_text="why its last report could not be made"
    )

    class Meta:
        ordering = ["-made", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schedule__in=Schedule.values),
                name="a_question_has_a_known_schedule",
            )
        ]

    def __str__(self) -> str:
        return self.title


class FigureReport(models.Model):
    """A figure as it was told on a day: what is cited stays as it is, with its data."""

    number = models.CharField(unique=True, max_length=30, help_text="BZM-2026-000123")
    question = models.ForeignKey(
        SavedQuestion, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True, help_text="as it was called then")
    key = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    as_of = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    part = models.PositiveBigIntegerField(null=True, blank=True)
    whole = models.PositiveBigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    rows = models.PositiveBigIntegerField(help_text="behind the figure, in all")
    kept = models.PositiveBigIntegerField(help_text="of them in the file of rows")
    data = models.BinaryField(help_text="the rows as CSV, deflated")
    sha256 = models.CharField(max_length=64, help_text="of the CSV")
    size = models.PositiveBigIntegerField(help_text="bytes of the CSV")
    made = models.DateTimeField()

    class Meta:
        ordering = ["-made", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "as_of"], name="a_question_is_answered_once_for_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.number
