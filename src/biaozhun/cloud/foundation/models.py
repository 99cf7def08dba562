"""The tables all slices share: background work, and values that every process sees."""

from django.db import models


class QueuedTask(models.Model):
    """Work that is left to do, or that was given up; what is done is deleted.

    A row on the timetable (``cron``) stays and is due again at its next time.

    Attributes:
        due: when it may be taken. Whoever takes it moves this on by the length of a lease, and goes
            on moving it while the work lasts, so that what a killed process held is due again.
        holder: who holds the lease; empty while nobody does.
        failures: how often in a row it raised.
        losses: how often in a row whoever held it went away without a word.
        error: what it raised last, with the traceback; empty where it never did.
        given_up: when it was put among the dead; on the timetable it comes again all the same.
    """

    name = models.CharField(max_length=120)
    arguments = models.JSONField(default=list, help_text="[positional, by name]")
    cron = models.CharField(max_length=100, blank=True)
    queued = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    holder = models.CharField(max_length=64, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    given_up = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=~models.Q(cron=""),
                name="a_task_stands_on_the_timetable_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.arguments}"


class SharedValue(models.Model):
    """What one process keeps for all of them, for a while (see :mod:`.shared_cache`).

    Nobody reads it through this model. With SQLite the values stand in a file of their own and the
    table stays empty.
    """

    name = models.CharField(max_length=250, primary_key=True)
    kept = models.TextField(help_text="JSON")
    ends = models.FloatField(db_index=True, help_text="seconds since 1970")

    def __str__(self) -> str:
        return self.name
