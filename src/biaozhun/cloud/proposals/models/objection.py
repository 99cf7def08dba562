"""Objections to what a public notice says is to be planned."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.proposals.life import OBJECTION
from biaozhun.cloud.proposals.models.application import Application
from biaozhun.cloud.proposals.models.batch import Batch


class Objection(Case):
    """Somebody says why something should not be planned as the notice has it."""

    machine = OBJECTION

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="objections")
    application = models.ForeignKey(
        Application,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="objections",
        help_text="which row of the notice; none for all of it",
    )
    name = models.CharField(max_length=100, blank=True, help_text="never shown to the public")
    unit = models.CharField(max_length=200, blank=True, help_text="likewise")
    contact = models.CharField(max_length=200, blank=True, help_text="likewise")
    text = models.TextField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    receipt = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the receipt code")
    filed = models.DateTimeField(db_index=True)
    answer = models.TextField(blank=True, help_text="and why, where it was set aside")
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["batch", "filed", "id"]
        constraints: ClassVar = [known_state(OBJECTION, "an_objection_is_in_a_known_state")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.text[:40]}"
