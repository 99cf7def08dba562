"""What a case has in common with every other: a state and the instant it came to it."""

from typing import Any, ClassVar

from django.db import models

from biaozhun.core.lifecycle import Machine


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
