"""Deputies, CPPCC members and consumers who take part in making standards."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.hearings.life import INVITATION
from biaozhun.cloud.hearings.models.hearing import Disposition, Hearing


class RepresentativeKind(models.TextChoices):
    """Whom somebody represents."""

    DEPUTY = "deputy"  # 人大代表
    CPPCC = "cppcc"  # 政协委员
    CONSUMER = "consumer"  # 消费者代表


class Stage(models.TextChoices):
    """The part of the work that representatives are invited to."""

    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    HEARING = "hearing"
    REVIEW = "review"
    IMPLEMENTATION = "implementation"
    SUPERVISION = "supervision"
    EVALUATION = "evaluation"


class Representative(models.Model):
    """Somebody of the pool of a region."""

    class Level(models.TextChoices):
        """Of the congress, the conference or the consumers' body."""

        NATION = "nation"
        PROVINCE = "province"
        CITY = "city"
        COUNTY = "county"

    authority = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="representatives",
        help_text="whose pool it is",
    )
    kind = models.CharField(max_length=10, choices=RepresentativeKind.choices)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=10, choices=Level.choices)
    division = models.CharField(max_length=6, blank=True, help_text="code of the place")
    unit = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=list, blank=True, help_text="codes of ICS: 35.240, 13")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day of the term")
    may_be_named = models.BooleanField(
        default=False, help_text="agreed that name, class and unit are public"
    )
    contact = models.CharField(max_length=200, blank=True, help_text="never public")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="represents",
        help_text="the account, where there is one",
    )
    left = models.DateField(null=True, blank=True, help_text="the last day in the pool")
    left_reason = models.CharField(max_length=300, blank=True)
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "kind", "name", "unit"],
                condition=models.Q(left=None),
                name="a_representative_stands_once_in_the_pool",
            ),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="a_term_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"


class Invitation(Case):
    """A representative is asked to take part in a stage of a project."""

    machine = INVITATION

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="representatives_invited"
    )
    stage = models.CharField(max_length=14, choices=Stage.choices)
    hearing = models.ForeignKey(
        Hearing, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    representative = models.ForeignKey(
        Representative, on_delete=models.PROTECT, related_name="invitations"
    )
    kind = models.CharField(
        max_length=10, choices=RepresentativeKind.choices, help_text="as it was when invited"
    )
    text = models.TextField(blank=True, help_text="to what, where, when")
    day = models.DateField(null=True, blank=True, help_text="of the meeting or visit")
    answer_until = models.DateField(null=True, blank=True)
    nonce = models.CharField(max_length=32, help_text="what its code is made of")
    receipt = models.CharField(max_length=64, unique=True, help_text="hash of the code")
    invited = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered = models.DateField(
        null=True, blank=True, help_text="of the answer; what the desk notes may be of earlier"
    )
    reason = models.CharField(max_length=500, blank=True, help_text="of a refusal")
    opinion = models.TextField(blank=True)
    opinion_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=10, choices=Disposition.choices, blank=True)
    answer = models.TextField(blank=True)
    handled = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited", "-id"]
        constraints: ClassVar = [
            known_state(INVITATION, "an_invitation_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "stage", "representative"],
                condition=~models.Q(state="cancelled") & ~models.Q(stage="hearing"),
                name="a_representative_is_invited_once_to_a_stage",
            ),
            models.UniqueConstraint(
                fields=["hearing", "representative"],
                condition=~models.Q(state="cancelled"),
                name="a_representative_is_invited_once_to_a_hearing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.stage} {self.representative_id}"

    @property
    def own_address(self) -> str:
        """What the addresses begin with by which the account of the representative acts."""
        return f"/desk/hearings/mine/invitations/{self.pk}"


class PoolRun(models.Model):
    """A table of representatives that was brought, with the rows that were not taken."""

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200, help_text="of the file")
    made = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    heading = models.JSONField(default=list)
    rejected = models.JSONField(default=list, help_text="line, row and reason of each")

    class Meta:
        ordering = ["-made"]

    def __str__(self) -> str:
        return self.name
