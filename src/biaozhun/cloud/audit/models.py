"""The journal of what was done, by whom, to what."""

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that was done; written in the transaction that did it, never changed."""

    kind = models.CharField(max_length=60, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=150, help_text="as it was called then")
    subject = models.CharField(max_length=200, db_index=True, help_text="what it was done to")
    facts = models.JSONField(default=dict)
    happened = models.DateTimeField(db_index=True)
    seal = models.CharField(
        max_length=64, blank=True, help_text="hash over this event and the seal before it"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
