"""Calls for applications (立项指南): of a year, or a special one."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.proposals.life import CALL


class Call(Case):
    """What an authority asks the departments to apply for, and until when."""

    machine = CALL

    class Kind(models.TextChoices):
        """How often it comes."""

        YEARLY = "yearly"
        SPECIAL = "special"

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="calls_for_applications"
    )
    year = models.PositiveSmallIntegerField(db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.YEARLY)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    priorities = models.JSONField(
        default=list, blank=True, help_text="fields asked for first, one line each"
    )
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True, help_text="the last day")
    published = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=2000, blank=True, help_text="why it ended early")

    class Meta:
        ordering = ["-year", "-id"]
        constraints: ClassVar = [
            known_state(CALL, "a_call_for_applications_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(opens=None)
                | models.Q(closes=None)
                | models.Q(closes__gte=models.F("opens")),
                name="a_call_for_applications_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title
