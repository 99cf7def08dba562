"""What a case has in common with every other: a state, its instant, and the periods that run."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models

from biaozhun.core.lifecycle import Direction, Machine


class Case(models.Model):
    """A record that moves through the life cycle of its class.

    A class of cases names its ``machine`` and puts :func:`known_state` among its constraints. Only
    :func:`biaozhun.cloud.cases.actions.take` assigns ``state``.
    """

    machine: ClassVar[Machine[Any]]

    state = models.CharField(max_length=20, db_index=True)
    state_since = models.DateTimeField()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's own
        """A new record begins in the first state of its life cycle."""
        if not args:
            kwargs.setdefault("state", self.machine.initial)
        super().__init__(*args, **kwargs)

    @property
    def case_subject(self) -> str:
        """What its events are about: ``plans.task:17``."""
        return f"{self.machine.name}:{self.pk}"


def known_state(machine: Machine[Any], name: str) -> models.CheckConstraint:
    """The last invariant, held by the database: a state is one of the life cycle's."""
    return models.CheckConstraint(condition=models.Q(state__in=machine.states), name=name)


class Period(models.Model):
    """A period that a rule sets, running for a case or over; of one rule one runs at a time."""

    subject = models.CharField(
        max_length=120, db_index=True, help_text="of the case, as its events have it"
    )
    rule = models.CharField(max_length=20, help_text="id of the rule")
    direction = models.CharField(
        max_length=8,
        choices=[(str(one), str(one)) for one in Direction],
        help_text="at_least: the due day is the earliest one; at_most: the last",
    )
    amount = models.PositiveIntegerField(default=0, help_text="how long, in its unit")
    unit = models.CharField(max_length=12, default="days", help_text="of time")
    began = models.DateField(help_text="the day of the event; not counted")
    due = models.DateField(db_index=True)
    promised = models.BooleanField(help_text="the holidays of every year it touches were loaded")
    binding = models.BooleanField(help_text="the rule was signed when it began")
    ended = models.DateField(null=True, blank=True, help_text="the day of the event that ended it")

    class Meta:
        ordering = ["subject", "began", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "rule"],
                condition=models.Q(ended=None),
                name="a_period_of_a_case_runs_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.rule} → {self.due}"

    def is_late(self, on: dt.date) -> bool:
        """Whether what had to be done by the due day is not, or was done after it."""
        return self.direction == Direction.AT_MOST and (self.ended or on) > self.due

    def days_left(self, on: dt.date) -> int:
        """Calendar days from a day to the due day; negative behind it."""
        return (self.due - on).days
