"""What serves a target, and the values that units report of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.plans.storage import evidence_storage
from biaozhun.cloud.targets.life import VALUE


class Serving(models.TextChoices):
    """How a target gets its value."""

    METRIC = "metric"  # it counts itself
    REPORTED = "reported"  # a unit says it, with evidence
    LATER = "later"  # a part of the platform that is not there yet will count it


class Part(models.TextChoices):
    """The parts of the platform that will count what is not counted yet."""

    DRAFTING = "drafting"
    COMMITTEES = "committees"
    DECLARATIONS = "declarations"
    PROGRAMMES = "programmes"
    TRAINING = "training"
    INTERNATIONAL = "international"
    ASSOCIATIONS = "associations"


class TargetBinding(models.Model):
    """What serves a target; a target without one is served by nothing yet."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="binding")
    serving = models.CharField(max_length=10, choices=Serving.choices)
    key = models.CharField(max_length=60, blank=True, help_text="of the metric")
    arguments = models.JSONField(default=dict, blank=True)
    reporter = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(max_length=15, choices=Part.choices, blank=True)
    note = models.CharField(
        max_length=500, blank=True, help_text="why, and what the figure does not tell"
    )
    bound = models.DateTimeField()
    bound_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    (models.Q(serving="metric", reporter=None, part="") & ~models.Q(key=""))
                    | models.Q(serving="reported", reporter__isnull=False, key="", part="")
                    | (models.Q(serving="later", reporter=None, key="") & ~models.Q(part=""))
                ),
                name="a_target_is_served_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.serving} {self.key or self.part or self.reporter_id}"


class ReportedValue(Case):
    """What a unit says a target stood at on a day, with evidence."""

    machine = VALUE

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="reported_values")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, help_text="in the target's unit")
    evidence = models.TextField(blank=True, help_text="where the value comes from, in words")
    address = models.URLField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True, help_text="of the file")
    file = models.FileField(
        upload_to="values/", storage=evidence_storage, max_length=300, blank=True
    )
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    decision = models.CharField(max_length=500, blank=True, help_text="why it was sent back")
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-id"]
        constraints: ClassVar = [
            known_state(VALUE, "a_reported_value_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["target", "day"],
                condition=models.Q(state="accepted"),
                name="one_value_is_accepted_for_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value} ({self.day})"

    @property
    def has_evidence(self) -> bool:
        """Whether anything proves it."""
        return bool(self.evidence.strip() or self.address or self.file)
