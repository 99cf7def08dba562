"""The work on duties: reports with evidence, changes of date, letters of supervision."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.life import DATE_CHANGE, LETTER, REPORT
from biaozhun.cloud.plans.models.task import Duty, Task
from biaozhun.cloud.plans.storage import evidence_storage


class ProgressReport(Case):
    """What a unit says of its duty."""

    machine = REPORT

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField()
    share = models.PositiveSmallIntegerField(help_text="progress in percent, 0 to 100")
    remark = models.TextField(blank=True, help_text="of who approved it or sent it back")
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made", "-id"]
        constraints: ClassVar = [
            known_state(REPORT, "a_report_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(share__lte=100), name="a_report_is_at_most_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.share} %"


class Evidence(models.Model):
    """A file or an address that proves something."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    file = models.FileField(
        upload_to="evidence/", storage=evidence_storage, max_length=300, blank=True
    )
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    address = models.URLField(max_length=500, blank=True)
    added = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file="", address=""), name="evidence_is_a_file_or_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DateChange(Case):
    """A unit asks for another last day of a task."""

    machine = DATE_CHANGE

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="date_changes")
    asked_by = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    before = models.DateField(null=True, blank=True)
    wanted = models.DateField()
    reason = models.TextField()
    decision = models.TextField(blank=True)
    made = models.DateTimeField()

    class Meta:
        ordering = ["-made", "-id"]
        constraints: ClassVar = [
            known_state(DATE_CHANGE, "a_date_change_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state="asked"),
                name="one_change_of_date_is_asked_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.wanted}"


class Reminder(models.Model):
    """That somebody was reminded of a duty or a letter, once for each occasion of a last day."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    subject = models.CharField(max_length=60, help_text="``plans.duty:7``, ``plans.letter:3``")
    occasion = models.CharField(max_length=20, help_text="``before_7``, ``late_1`` …")
    deadline = models.DateField(help_text="the last day it was about")
    told = models.DateTimeField()
    people = models.PositiveIntegerField(help_text="how many were told")

    class Meta:
        ordering = ["-told", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "occasion", "deadline"], name="an_occasion_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.occasion}"


class SupervisionLetter(Case):
    """A letter of supervision (督办单): number, what is asked, until when, what was answered."""

    machine = LETTER

    number = models.CharField(max_length=60, unique=True)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="letters")
    addressee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    demand = models.TextField()
    due = models.DateField()
    issued = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True, help_text="of who accepted the answer or sent it back")

    class Meta:
        ordering = ["-issued", "-id"]
        constraints: ClassVar = [known_state(LETTER, "a_letter_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.number
