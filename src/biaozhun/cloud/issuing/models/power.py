"""Who may issue local standards, under which code, since when and by which document."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Project, Regime


class IssuingPower(models.Model):
    """An organisation may issue local standards of a regime under a code, for a time."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="issuing_powers"
    )
    regime = models.CharField(max_length=12, choices=Regime.choices, default=Regime.GENERAL)
    code = models.CharField(max_length=12, help_text="without the mark of nature: DB44, DB4403")
    basis = models.CharField(max_length=300, help_text="law, or the document of the province")
    scope = models.TextField(blank=True, help_text="which standards, as the document says")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the last day")

    class Meta:
        ordering = ["code", "regime", "since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_power_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["organisation", "regime", "since"], name="a_power_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.regime} {self.organisation_id}"


class IssuedElsewhere(models.Model):
    """A project ended since another body issued the standard: its number, day and place."""

    project = models.OneToOneField(
        Project, on_delete=models.CASCADE, related_name="issued_elsewhere"
    )
    body = models.CharField(max_length=200, help_text="who issued it")
    number = models.CharField(max_length=190, help_text="as stated, with its year")
    day = models.DateField(help_text="of its publication")
    address = models.URLField(max_length=500, blank=True, help_text="where it can be read")
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    stated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} {self.body}"
