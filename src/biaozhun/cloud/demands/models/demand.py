"""A demand: what somebody needs a standard for."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.cases.models import known_state
from biaozhun.cloud.demands.life import DEMAND
from biaozhun.cloud.demands.models.filed import Filed
from biaozhun.cloud.drafting.models import Project


class Wished(models.TextChoices):
    """Which level the standard should be of, as far as who needs it can tell."""

    UNSURE = "unsure"
    LOCAL = "local"
    NATIONAL = "national"
    SECTOR = "sector"
    ASSOCIATION = "association"


class Demand(Filed):
    """A need, told by whoever has it."""

    machine = DEMAND

    text = models.TextField(help_text="what goes wrong without a standard")
    concerned = models.TextField(blank=True, help_text="whom it concerns")
    level = models.CharField(max_length=12, choices=Wished.choices, default=Wished.UNSURE)
    division = models.CharField(
        max_length=4, blank=True, db_index=True, help_text="code of the place (GB/T 2260)"
    )
    suggestion = models.ForeignKey(
        "demands.Suggestion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="demands_met",
        help_text="what it was turned into",
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )

    class Meta(Filed.Meta):
        constraints: ClassVar = [known_state(DEMAND, "a_demand_is_in_a_known_state")]


class Support(models.Model):
    """Somebody with an account needs the same; once each."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="demands_supported"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["demand", "person"], name="somebody_supports_a_demand_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.demand_id}"
