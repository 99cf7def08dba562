"""What was found about an application: the overlap search, and the review of its legality."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.proposals.models.application import Application


class KeptScreening(models.Model):
    """An overlap search (查新) as it came out, with the wording it was run on."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="screenings"
    )
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    wording = models.CharField(max_length=64, help_text="SHA-256 of what was searched with")
    result = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the result")

    class Meta:
        ordering: ClassVar = ["application", "-made", "-id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.made:%Y-%m-%d}"


class LegalityReview(models.Model):
    """The department's review of the legality (合法性审查), signed by one of its people."""

    class Conclusion(models.TextChoices):
        """What it came to."""

        LAWFUL = "lawful"
        NOT_LAWFUL = "not_lawful"

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="legality_reviews"
    )
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices)
    text = models.TextField()
    signed = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signer = models.CharField(max_length=100, help_text="the name, as it was signed")

    class Meta:
        ordering: ClassVar = ["application", "-signed", "-id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.conclusion}"
