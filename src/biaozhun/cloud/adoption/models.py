"""What was decided about newer editions of international documents that standards take over."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.catalogue.models import SLUG


class Assessment(models.Model):
    """How a standard goes on now that what it adopts has a newer edition; the last word counts."""

    class Decision(models.TextChoices):
        """What is done about the newer edition."""

        ADOPT = "adopt"
        MODIFY = "modify"
        IGNORE = "ignore"

    slug = models.CharField(max_length=SLUG, db_index=True, help_text="our edition")
    number = models.CharField(max_length=SLUG)
    newer_slug = models.CharField(max_length=SLUG, help_text="the newer international edition")
    newer_number = models.CharField(max_length=SLUG)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    note = models.TextField()
    assessed = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["slug", "-assessed"]

    def __str__(self) -> str:
        return f"{self.number} ← {self.newer_number}: {self.decision}"
