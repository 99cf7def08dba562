"""The journal of what was done, by whom, to what."""

from typing import NoReturn

from django.conf import settings
from django.db import models


class EventIsFixedError(Exception):
    """Something tried to change or drop an event: what was written down stays as it is."""

    def __init__(self) -> None:
        super().__init__("events are written once; neither they nor their seals are changed")


class Events(models.QuerySet["Event"]):
    """Events are added and sealed; nothing else happens to them."""

    def update(self, **_: object) -> NoReturn:
        """Refuse: an event is not changed.

        Raises:
            EventIsFixedError: always.
        """
        raise EventIsFixedError

    def delete(self) -> NoReturn:
        """Refuse: an event is not dropped.

        Raises:
            EventIsFixedError: always.
        """
        raise EventIsFixedError

    def seal(self, event: "Event", *, place: int, seal: str) -> None:
        """Give an event its place in the chain; it has none yet.

        Raises:
            EventIsFixedError: it has one.
        """
        if not models.QuerySet.update(self.filter(pk=event.pk, place=None), place=place, seal=seal):
            raise EventIsFixedError


class Event(models.Model):
    """One thing that was done; written in the transaction that did it, never changed."""

    kind = models.CharField(max_length=60, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who has done something stays known; accounts are disabled
        related_name="+",
    )
    actor_name = models.CharField(max_length=150, help_text="as it was called then")
    subject = models.CharField(max_length=200, db_index=True, help_text="what it was done to")
    facts = models.JSONField(default=dict)
    happened = models.DateTimeField(db_index=True)
    place = models.BigIntegerField(
        null=True, unique=True, help_text="in the chain of seals, from 1; none until sealed"
    )
    seal = models.CharField(
        max_length=64, blank=True, help_text="hash over this event and the seal before it"
    )

    objects = Events.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place=None, seal="")
                | (models.Q(place__gte=1) & ~models.Q(seal="")),
                name="an_event_has_place_and_seal_together",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(place=None), name="events_not_yet_sealed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write a new event; one that is written is not written again.

        Raises:
            EventIsFixedError: it is written already.
        """
        if not self._state.adding:
            raise EventIsFixedError
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Refuse: an event is not dropped.

        Raises:
            EventIsFixedError: always.
        """
        raise EventIsFixedError
