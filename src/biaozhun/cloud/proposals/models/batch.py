"""Batches: applications argued together, the experts who score them, and the criteria."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.proposals.life import BATCH_LIFE
from biaozhun.cloud.proposals.models.call import Call


class Batch(Case):
    """Applications that are argued, made public and put into the plan together."""

    machine = BATCH_LIFE

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    year = models.PositiveSmallIntegerField(db_index=True)
    title = models.CharField(max_length=200)
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    meeting = models.DateField(null=True, blank=True, help_text="day of the argument (论证会)")
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    notice_from = models.DateField(null=True, blank=True)
    notice_to = models.DateField(null=True, blank=True, help_text="the last day")
    notice_text = models.TextField(blank=True)
    noticed = models.DateTimeField(
        null=True, blank=True, help_text="when the notice was published; empty without one"
    )
    reason = models.TextField(
        blank=True, help_text="why there was no notice, or why it ended without a programme"
    )
    argument_skipped = models.TextField(
        blank=True, help_text="why urgent applications were argued without a meeting"
    )
    argument_skipped_at = models.DateTimeField(null=True, blank=True)
    argument_skipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    notice_skipped = models.TextField(blank=True, help_text="why there was no notice")
    notice_skipped_at = models.DateTimeField(null=True, blank=True)
    notice_skipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-year", "-id"]
        constraints: ClassVar = [
            known_state(BATCH_LIFE, "a_batch_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["authority", "year", "title"], name="batches_of_a_year_have_names"
            ),
            models.CheckConstraint(
                condition=models.Q(notice_from=None)
                | models.Q(notice_to=None)
                | models.Q(notice_to__gte=models.F("notice_from")),
                name="a_notice_of_a_batch_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What experts give points for in a batch; 0 to 100 points each."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(help_text="from 1")
    name = models.CharField(max_length=60)
    meaning = models.CharField(max_length=500, blank=True)
    weight = models.PositiveSmallIntegerField(help_text="of 100")

    class Meta:
        ordering = ["batch", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="criteria_of_a_batch_are_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assessor(models.Model):
    """An expert who scores the applications of a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="assessors")
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=200, help_text="whom the expert works for")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assessments",
        help_text="the account, where there is one",
    )
    expert = models.ForeignKey(
        Expert,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assessments",
        help_text="where the expert is in the bank",
    )

    class Meta:
        ordering = ["batch", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "name", "unit"], name="an_expert_is_named_once_in_a_batch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）"


class DeclaredConflict(models.Model):
    """An expert has to do with an application beyond being of a drafting unit."""

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(
        "Application", on_delete=models.CASCADE, related_name="conflicts"
    )
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["assessor", "application"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessor", "application"], name="a_conflict_is_declared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id}: {self.application_id}"


class ScoreSheet(models.Model):
    """What an expert says of an application (专家评分表)."""

    class Advice(models.TextChoices):
        """What the expert advises."""

        ACCEPT = "accept"
        AMEND = "amend"
        DECLINE = "decline"

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="sheets")
    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="sheets")
    advice = models.CharField(max_length=8, choices=Advice.choices)
    comment = models.TextField(blank=True)
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["application", "assessor"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessor", "application"], name="an_expert_scores_an_application_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id}: {self.application_id}"


class Score(models.Model):
    """Points an expert gave for a criterion."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(help_text="0 to 100")

    class Meta:
        ordering = ["sheet", "criterion"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"], name="a_criterion_is_scored_once_on_a_sheet"
            ),
            models.CheckConstraint(
                condition=models.Q(points__lte=100), name="points_are_at_most_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.points}"
