"""What people keep an eye on: numbers and places, never the file they came from."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.core.validity import Citing


class Watch(models.Model):
    """One thing that one person keeps an eye on.

    ``seen`` is how it stood when it was last looked at; what differs from it is told. ``serial``
    grows with everything told, so that a thing told has a key of its own.
    """

    class Kind(models.TextChoices):
        """What is watched."""

        STANDARD = "standard"
        LIST = "list"
        CHECK = "check"
        SEARCH = "search"
        ICS = "ics"

    class State(models.TextChoices):
        """Whether it is looked at."""

        ACTIVE = "active"
        PAUSED = "paused"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    title = models.CharField(max_length=200)
    place = models.TextField(
        blank=True, help_text="slug of the standard, or the parameters of the search"
    )
    citing = models.CharField(
        max_length=10, choices=[(str(c), str(c)) for c in Citing], default=str(Citing.REFERENCE)
    )
    asked = models.JSONField(default=list, help_text="numbers with their places, as they were read")
    seen = models.JSONField(default=dict, help_text="what is watched → how it stood")
    changes = models.JSONField(default=list, help_text="what was told last")
    serial = models.PositiveIntegerField(default=0)
    due = models.BooleanField(default=False)
    touched = models.DateTimeField(null=True, blank=True, help_text="by a change not yet looked at")
    looked = models.DateTimeField(help_text="when it was last looked at")
    changed = models.DateTimeField(null=True, blank=True, help_text="when something was last told")
    added = models.DateTimeField()

    class Meta:
        ordering = ["-changed", "-added", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["standard", "list", "check", "search", "ics"]),
                name="a_watch_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["active", "paused"]),
                name="a_watch_has_a_known_state",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "place"],
                condition=models.Q(kind__in=["standard", "search", "ics"]),
                name="nobody_watches_a_thing_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(due=True), name="watch_to_look_at")
        ]

    def __str__(self) -> str:
        return self.title


class WatchedSlug(models.Model):
    """A standard or an edition that a watch depends on.

    ``cited`` tells those that it names from those that came in by succession.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="slugs")
    slug = models.CharField(max_length=SLUG, db_index=True)
    cited = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["watch", "slug"], name="a_watch_names_a_slug_once")
        ]

    def __str__(self) -> str:
        return self.slug


class Cursor(models.Model):
    """How far the log of changes has been read: one row."""

    sequence = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.sequence)
