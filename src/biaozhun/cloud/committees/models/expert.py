"""The bank of experts: who applied, who was vetted, in what they are versed, what they did."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.committees.life import EXPERT
from biaozhun.cloud.committees.models.committee import Interest
from biaozhun.cloud.committees.storage import proof_storage


class Expert(Case):
    """Somebody who is versed in a field and ready to review."""

    machine = EXPERT

    name = models.CharField(max_length=100)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="expert",
        help_text="the account, where there is one",
    )
    unit = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="experts"
    )
    title = models.CharField(max_length=100, help_text="professional title")
    interest = models.CharField(max_length=12, choices=Interest.choices)
    fields = models.JSONField(default=list, help_text="codes of ICS: 35.240, 13")
    keywords = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    experience = models.PositiveSmallIntegerField(help_text="years in the field")
    summary = models.TextField(blank=True, help_text="standards written, posts held")
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    is_public = models.BooleanField(
        default=False, help_text="agreed that name, unit and fields are public"
    )
    authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="whose bank it is",
    )
    applied = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateField(null=True, blank=True, help_text="admitted from this day")
    until = models.DateField(null=True, blank=True, help_text="the last day of the admission")

    class Meta:
        ordering = ["name", "id"]
        constraints: ClassVar = [known_state(EXPERT, "an_expert_is_in_a_known_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


class ExpertField(models.Model):
    """A code of ICS an expert is versed in, at every level, so that a search is one question.

    ``35.240.15`` stands as ``35``, ``35.240`` and ``35.240.15``.
    """

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="field_rows")
    code = models.CharField(max_length=12, db_index=True)
    is_own = models.BooleanField(help_text="the code itself, not one above it")

    class Meta:
        ordering = ["expert", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["expert", "code"], name="a_field_of_an_expert_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.code}"


class ExpertConflict(models.Model):
    """A unit with which an expert has a conflict of interest, for a time."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="conflicts")
    unit = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300)
    declared = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who declared it; where nobody is named the authority ends it",
    )
    until = models.DateField(null=True, blank=True, help_text="the last day it stands")

    class Meta:
        ordering = ["expert", "-declared", "id"]

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.unit}"


class ExpertProof(models.Model):
    """A file that proves what an expert says; only for the expert and the authority."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="proofs")
    file = models.FileField(upload_to="%Y/%m", storage=proof_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    added = models.DateTimeField()

    class Meta:
        ordering = ["expert", "id"]

    def __str__(self) -> str:
        return self.name


class ExpertEvent(models.Model):
    """What happened with an expert, and what the expert did."""

    class Kind(models.TextChoices):
        """What it was; the steps of the case first."""

        APPLIED = "applied"
        VET = "vet"
        ADMIT = "admit"
        DECLINE = "decline"
        SUSPEND = "suspend"
        RESUME = "resume"
        RENEW = "renew"
        APPLY_AGAIN = "apply_again"
        VET_AGAIN = "vet_again"  # the expert changed what was vetted
        LEAVE = "leave"
        DREW = "drew"  # drawn for a review
        REFUSED = "refused"
        ATTENDED = "attended"
        ABSENT = "absent"
        WROTE = "wrote"  # an opinion
        TRAINED = "trained"
        OTHER = "other"

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=190, blank=True, help_text="of what: drafting.project:7")
    text = models.TextField(blank=True)
    day = models.DateField()
    made = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["expert", "-day", "-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "day"], name="expert_event_by_day")]

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.kind} {self.day}"
