"""Issues that no department can settle alone, and what was said and done about them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.organisations.life import ISSUE
from biaozhun.cloud.organisations.models.body import Body


class Issue(Case):
    """A matter across departments, before a body."""

    machine = ISSUE

    title = models.CharField(max_length=200)
    text = models.TextField()
    raised = models.DateTimeField()
    raised_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="issues_raised"
    )
    concerns = models.ManyToManyField(Organisation, blank=True, related_name="issues_of_concern")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="issues")
    answerer = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="issues_to_answer",
        help_text="whom it is assigned to",
    )
    due = models.DateField(null=True, blank=True, db_index=True, help_text="the last day")

    class Meta:
        ordering = ["-raised", "-id"]
        constraints: ClassVar = [known_state(ISSUE, "an_issue_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title


class IssueEntry(models.Model):
    """A step of an issue with what was said at it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="entries")
    action = models.CharField(max_length=20, help_text="the verb of its life cycle, or raise")
    at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", help_text="then")
    answerer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["issue", "at", "id"]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.action}"
