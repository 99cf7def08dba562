"""Grounds that a region adds to those of law."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation

OWN = "own-"
"""Codes of grounds of a region begin so."""


class OwnGround(models.Model):
    """A ground an authority takes by a rule of its own; retired ones keep what they meant."""

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="urgency_grounds"
    )
    name = models.CharField(max_length=100)
    meaning = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=300, help_text="the rule of the region, by its title")
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["authority", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=models.Q(retired=None),
                name="a_ground_of_a_region_stands_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What a use calls it."""
        return f"{OWN}{self.pk}"
