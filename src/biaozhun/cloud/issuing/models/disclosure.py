"""What of a standard's text a region shows, by class."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Field, Regime
from biaozhun.cloud.texts.models import Text


class DisclosureRule(models.Model):
    """A rule of an authority; an empty condition fits every standard, the narrowest rule counts."""

    authority = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="disclosure_rules"
    )
    regime = models.CharField(max_length=12, choices=Regime.choices, blank=True)
    field = models.CharField(max_length=12, choices=Field.choices, blank=True)
    right = models.CharField(max_length=10, choices=Text.Right.choices)
    reason = models.TextField(blank=True, help_text="why the text is withheld")
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["authority", "regime", "field"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "regime", "field"], name="a_class_has_one_disclosure_rule"
            ),
            models.CheckConstraint(
                condition=models.Q(right="open") | ~models.Q(reason=""),
                name="a_class_is_withheld_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.regime} {self.field} {self.right}"
