"""An officer compared a rule with the official text."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.core.lifecycle.rules import Level


class RuleSignature(models.Model):
    """An officer's word that a rule says what the official text says.

    None is ever changed; a later one of the same rule and level takes its place, or takes it back.
    """

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="rule_signatures"
    )
    rule = models.CharField(max_length=20, help_text="its id")
    level = models.CharField(max_length=8, choices=[(str(one), str(one)) for one in Level])
    value = models.CharField(max_length=20, help_text="as it stood then")
    text = models.TextField(blank=True, help_text="of the official article, as compared")
    day = models.DateField(db_index=True, help_text="the day of the comparison")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    officer_name = models.CharField(max_length=300, help_text="name and organisation, then")
    revokes = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True, help_text="why it is taken back")
    made = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(revokes=True) | ~models.Q(text=""),
                name="a_signature_says_what_was_compared",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} = {self.value}: {self.officer_name}"
