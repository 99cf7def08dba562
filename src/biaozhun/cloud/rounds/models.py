"""Schemes of reporting, their rounds, and what units return."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.rounds.life import RETURN, ROUND, WAITED_FOR
from biaozhun.core.questionnaire import Rhythm


class Scheme(models.Model):
    """What is asked of whom, and how often."""

    class Comes(models.TextChoices):
        """How often, as :class:`biaozhun.core.questionnaire.Rhythm`."""

        ONCE = Rhythm.ONCE.value
        MONTH = Rhythm.MONTH.value
        QUARTER = Rhythm.QUARTER.value
        HALF_YEAR = Rhythm.HALF_YEAR.value
        YEAR = Rhythm.YEAR.value

    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="schemes"
    )
    rhythm = models.CharField(max_length=10, choices=Comes.choices, default=Comes.ONCE)
    days = models.PositiveSmallIntegerField(
        default=10, help_text="days units have, counted from the day after the round opens"
    )
    fields = models.JSONField(help_text="what is asked, as core.questionnaire.Field")
    addressees = models.ManyToManyField(Organisation, related_name="+", blank=True)
    is_active = models.BooleanField(default=True, help_text="rounds open by the calendar")
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class Round(Case):
    """One time that a scheme asks; the questions are those of the day it opened."""

    machine = ROUND

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=20, help_text="``2026-Q2``; the day it opened, if once")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    due = models.DateField(help_text="the last day on which answers are in time")
    fields = models.JSONField()
    comment = models.TextField(blank=True, help_text="what the authority says of the answers")
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-opened", "-id"]
        constraints: ClassVar = [
            known_state(ROUND, "a_round_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["scheme", "period"], name="a_scheme_asks_once_for_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}: {self.period}"


class Return(Case):
    """What one unit is asked in a round, and what it answered."""

    machine = RETURN

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="returns")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="as typed, by the key of the field")
    reason = models.TextField(blank=True, help_text="why it was sent back or excused")
    submitted = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["round", "organisation__name"]
        constraints: ClassVar = [
            known_state(RETURN, "a_return_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["round", "organisation"], name="a_unit_is_asked_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.organisation_id}"

    @property
    def is_waited_for(self) -> bool:
        """Whether the unit still has to hand it in."""
        return self.state in WAITED_FOR


class Chase(models.Model):
    """That a silent unit was reminded; once for each occasion."""

    asked = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="chases")
    occasion = models.CharField(max_length=20)
    told = models.DateTimeField()

    class Meta:
        ordering = ["-told", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "occasion"], name="an_occasion_of_a_round_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.occasion}"
