"""Meetings of bodies, who came, what was agreed on, and the work of working groups."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.organisations.life import ITEM, MEETING
from biaozhun.cloud.organisations.models.body import Body


class Meeting(Case):
    """A meeting of a body."""

    machine = MEETING

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    day = models.DateField(db_index=True)
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints: ClassVar = [known_state(MEETING, "a_meeting_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody was asked to a meeting, and came or not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.CharField(max_length=100, blank=True)
    came = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(organisation=None, person=""), name="somebody_attends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.organisation_id or self.person}"


class AgreedItem(Case):
    """Something a meeting agreed on, with the organisation it falls to and its last day."""

    machine = ITEM

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(help_text="order within the meeting")
    text = models.TextField()
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreed_items",
        help_text="whom it falls to",
    )
    due = models.DateField(null=True, blank=True, db_index=True, help_text="the last day")
    outcome = models.TextField(blank=True, help_text="what was done, as told when it was")

    class Meta:
        ordering = ["meeting", "number"]
        constraints: ClassVar = [
            known_state(ITEM, "an_agreed_item_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="agreed_items_of_a_meeting_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class GroupWork(models.Model):
    """What a body, above all a working group, did or takes on in its field."""

    class Kind(models.TextChoices):
        """What it is."""

        PLAN = "plan"
        STANDARD = "standard"
        PROMOTION = "promotion"
        SUPERVISION = "supervision"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="work")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    text = models.CharField(max_length=500)
    standard = models.CharField(max_length=190, blank=True, db_index=True, help_text="its slug")
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["body", "-day", "-id"]

    def __str__(self) -> str:
        return self.text
