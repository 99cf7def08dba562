"""Bodies of coordination: joint conferences, leading and working groups, and who sits in them."""

from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class Body(models.Model):
    """A body in which units work together."""

    class Form(models.TextChoices):
        """What sort of body it is."""

        JOINT_CONFERENCE = "joint_conference"  # 联席会议
        LEADING_GROUP = "leading_group"  # 领导小组
        COMMISSION = "commission"  # 标准化委员会
        WORKING_GROUP = "working_group"  # 专项工作组

    name = models.CharField(max_length=200, unique=True)
    form = models.CharField(max_length=20, choices=Form.choices)
    field = models.CharField(max_length=100, blank=True, help_text="what a working group is for")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="groups"
    )
    office = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the organisation that keeps its office",
    )
    basis = models.CharField(max_length=300, blank=True, help_text="the document that set it up")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    purpose = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organisation or a person sits in a body, for a time."""

    class Seat(models.TextChoices):
        """As what."""

        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        LEAD = "lead"
        MEMBER = "member"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.CharField(max_length=100, blank=True, help_text="who sits there, by name")
    seat = models.CharField(max_length=10, choices=Seat.choices, default=Seat.MEMBER)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day")

    class Meta:
        ordering = ["body", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(organisation=None, person=""), name="somebody_sits_in_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.organisation_id or self.person}"
