"""Withdrawals that are prepared, and what the bodies that rest on the standards answer."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class WithdrawalPlan(models.Model):
    """A list of editions that are to be withdrawn, before it is done."""

    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    planned = models.DateField(help_text="the day from which they are to hold no longer")
    numbers = models.JSONField(help_text="canonical numbers of the editions, in the order given")
    due = models.DateField(help_text="the day by which answers are asked for")
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened"]

    def __str__(self) -> str:
        return self.title


class OpenItem(models.Model):
    """What one body is asked: how it goes on with what it issued and which rests on the list."""

    class Reply(models.TextChoices):
        """How a body goes on."""

        WILL_CHANGE = "will_change"
        HAS_CHANGED = "has_changed"
        NOT_AFFECTED = "not_affected"
        OBJECTS = "objects"

    plan = models.ForeignKey(WithdrawalPlan, on_delete=models.CASCADE, related_name="items")
    body = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reliants = models.JSONField(help_text="what rests on the list when the plan was opened")
    reply = models.CharField(max_length=15, choices=Reply.choices, blank=True)
    note = models.TextField(blank=True)
    replied = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["body"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "body"], name="a_body_is_asked_once"),
            models.CheckConstraint(
                condition=models.Q(reply="", replied=None)
                | (~models.Q(reply="") & models.Q(replied__isnull=False)),
                name="a_reply_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.body}"
