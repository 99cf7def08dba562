"""A rule as a region states it, stricter than the ones above it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.core.lifecycle.rules import Procedure


class RuleOverride(models.Model):
    """The value an authority sets for a rule, from a day on.

    One that was entered is never changed, only ended; so every day can be told what held on it.
    """

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="overrides")
    procedure = models.CharField(
        max_length=10,
        choices=[(str(one), str(one)) for one in Procedure],
        default=str(Procedure.NORMAL),
    )
    rule = models.CharField(max_length=20, help_text="id of a rule of the shipped packs")
    value = models.CharField(max_length=20, help_text="as written: 45 or 2/3")
    basis = models.CharField(max_length=300, help_text="the document of the region that says so")
    since = models.DateField(help_text="the first day")
    until = models.DateField(null=True, blank=True, help_text="the last day")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered = models.DateTimeField()

    class Meta:
        ordering = ["authority", "rule", "-since", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="an_override_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["authority", "procedure", "rule"],
                condition=models.Q(until=None),
                name="one_override_of_a_rule_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.rule} = {self.value}"
