"""Patents that a standard in the making touches (S068)."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.drafting.models.document import ProjectDocument
from biaozhun.cloud.drafting.models.project import Project


class PatentDisclosure(models.Model):
    """A patent somebody made known, and what its holder says of licences."""

    class Licence(models.TextChoices):
        """What the holder declares."""

        NONE_YET = "none_yet"  # no statement has come
        FREE = "free"  # to everybody, without fee, on reasonable and non-discriminatory terms
        FAIR = "fair"  # to everybody, for a fee, on reasonable and non-discriminatory terms
        REFUSED = "refused"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="patents")
    number = models.CharField(max_length=60, help_text="of the patent or of its application")
    title = models.CharField(max_length=300, blank=True)
    holder = models.CharField(max_length=200)
    claims = models.CharField(max_length=300, blank=True, help_text="of the patent")
    clauses = models.CharField(max_length=300, blank=True, help_text="of the draft")
    essential = models.BooleanField(
        null=True, blank=True, help_text="cannot be avoided; empty where it is not known"
    )
    essential_note = models.TextField(blank=True, help_text="why")
    licence = models.CharField(max_length=10, choices=Licence.choices, default=Licence.NONE_YET)
    statement = models.ForeignKey(
        ProjectDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the paper with the holder's declaration",
    )
    stated = models.DateField(null=True, blank=True, help_text="the day of the declaration")
    declared_by = models.CharField(max_length=200, help_text="who made it known")
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handled = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    handling = models.TextField(blank=True, help_text="how a refused licence was dealt with")

    class Meta:
        ordering = ["project", "id"]

    def __str__(self) -> str:
        return f"{self.number} {self.holder}"

    @property
    def is_open(self) -> bool:
        """Whether a refused licence still stands in the way."""
        return self.licence == self.Licence.REFUSED and self.handled is None
