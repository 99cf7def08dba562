"""A consultation on a draft, its texts, and what was read of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.consultations.life import CONSULTATION
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument


class Consultation(Case):
    """Everybody is asked for an opinion on a draft until a last day."""

    machine = CONSULTATION

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="consultations")
    proceeding = models.OneToOneField(
        Proceeding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultation",
        help_text="what the guards of the project ask for; written when it opens",
    )
    round = models.PositiveSmallIntegerField(help_text="of the project, from 1")
    draft = models.ForeignKey(
        ProjectDocument,
        on_delete=models.PROTECT,
        related_name="consultations",
        help_text="the text that is commented on now",
    )
    notice = models.TextField(help_text="what is asked for, and of whom")
    contact = models.CharField(max_length=300, blank=True)
    opens = models.DateField(
        null=True, blank=True, help_text="the first day of the period that counts"
    )
    closes = models.DateField(null=True, blank=True, help_text="the last day to comment")
    needs_account = models.BooleanField(
        default=False, help_text="only people with an account comment"
    )
    moderated = models.BooleanField(
        default=False, help_text="a comment is public after somebody has looked at it"
    )
    major_change = models.TextField(
        blank=True, help_text="what was changed afterwards that asks for a further round"
    )
    summary = models.TextField(blank=True, help_text="how the comments were handled; published")
    last_number = models.PositiveIntegerField(default=0, help_text="of its comments")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made = models.DateTimeField()

    class Meta:
        ordering = ["-opens", "-id"]
        constraints: ClassVar = [
            known_state(CONSULTATION, "a_consultation_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "round"], name="rounds_of_consultation_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(opens=None)
                | models.Q(closes=None)
                | models.Q(closes__gte=models.F("opens")),
                name="a_consultation_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.round}"


class Restart(models.Model):
    """The text was replaced while comments came in, and the period began anew (D-06)."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="restarts"
    )
    before = models.ForeignKey(ProjectDocument, on_delete=models.PROTECT, related_name="+")
    opened = models.DateField(help_text="the first day of the period that was broken off")
    closed = models.DateField(help_text="its last day, as it was announced")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["consultation", "id"]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.opened}"


class DraftPassages(models.Model):
    """A draft as passages that can be commented on, in the order of the text.

    It is read from the file and may be read again at any time: the ids of its passages stay.
    """

    document = models.OneToOneField(
        ProjectDocument, on_delete=models.CASCADE, related_name="passages"
    )
    passages = models.JSONField(
        default=list,
        help_text="id, kind, label, text, level; of a cell also row and column",
    )
    fault = models.CharField(max_length=60, blank=True, help_text="why it could not be read")
    read = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["document"]

    def __str__(self) -> str:
        return f"passages of document {self.document_id}"
