"""Open calls: who wants to draft, take part or comment (S010)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.call_life import APPLICATION, CALL
from biaozhun.cloud.drafting.models.project import Project


class OpenCall(Case):
    """A call that everybody may answer until its last day."""

    machine = CALL

    class Kind(models.TextChoices):
        """What is looked for."""

        DRAFTERS = "drafters"  # 起草单位
        PARTICIPANTS = "participants"  # 参与调研、试验、验证
        EXPERTS = "experts"
        COMMENTS = "comments"  # on a plan

    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="what is asked for, who may apply, how it is decided")
    caller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    project = models.ForeignKey(
        Project,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calls",
        help_text="none where the call is about a plan as a whole",
    )
    plan = models.CharField(max_length=300, blank=True, help_text="the plan it is about")
    opens = models.DateField()
    closes = models.DateField(help_text="the last day to apply")
    contact = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-opens", "-id"]
        constraints: ClassVar = [
            known_state(CALL, "a_call_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")),
                name="a_call_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CallApplication(Case):
    """Somebody answers a call; what came of it is told."""

    machine = APPLICATION

    call = models.ForeignKey(OpenCall, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="call_applications",
        help_text="the account; none where it was sent without one",
    )
    receipt = models.CharField(
        max_length=64, blank=True, help_text="digest of the code that opens it without an account"
    )
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.CharField(max_length=200)
    text = models.TextField(help_text="experience, what can be contributed; the comment")
    sent = models.DateTimeField()
    answer = models.TextField(blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-sent", "-id"]
        constraints: ClassVar = [
            known_state(APPLICATION, "an_application_to_a_call_is_in_a_known_state")
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.name}"
