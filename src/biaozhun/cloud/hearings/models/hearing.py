"""A hearing, its seats, who registered, the lots that were drawn, and what was said."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Proceeding, Project, ProjectDocument
from biaozhun.cloud.hearings.life import HEARING, OPINION, REGISTRATION


class Group(models.TextChoices):
    """For which interest somebody takes a seat."""

    CONSUMER = "consumer"  # 消费者
    USER = "user"  # 使用者
    PRODUCER = "producer"  # 生产者
    OPERATOR = "operator"  # 经营者
    PUBLIC = "public"  # 公共利益方
    RESEARCH = "research"  # 教育科研
    TESTING = "testing"  # 检测认证
    GOVERNMENT = "government"  # 行政主管部门
    OBSERVER = "observer"  # 旁听：听而不发言


class Disposition(models.TextChoices):
    """What comes of an opinion."""

    ACCEPTED = "accepted"  # 采纳
    PARTLY = "partly"  # 部分采纳
    REJECTED = "rejected"  # 不采纳


class Hearing(Case):
    """Those concerned are heard on a draft on a day."""

    machine = HEARING

    class Way(models.TextChoices):
        """How participants are chosen where more register than there are seats."""

        LOT = "lot"
        ORDER = "order"  # as they registered
        NAMED = "named"  # by the desk, each with a reason

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="hearings")
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField(help_text="of the project, from 1")
    topic = models.CharField(max_length=300)
    notice = models.TextField(blank=True, help_text="what is asked, and who should come")
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True, help_text="in the zone of the installation")
    place = models.CharField(max_length=300, blank=True)
    online = models.URLField(max_length=500, blank=True)
    register_until = models.DateField(null=True, blank=True, help_text="the last day to register")
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.LOT)
    way_told = models.CharField(
        max_length=500, blank=True, help_text="how they are chosen, in more words"
    )
    contact = models.CharField(max_length=300, blank=True)
    papers = models.ManyToManyField(ProjectDocument, blank=True, related_name="hearings")
    announced = models.DateField(null=True, blank=True)
    chair = models.CharField(max_length=100, blank=True)
    recorder = models.CharField(max_length=100, blank=True)
    course = models.TextField(blank=True, help_text="how it went, for the minutes")
    minutes = models.ForeignKey(
        ProjectDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.TextField(blank=True, help_text="what was said and how it was handled")
    end_reason = models.TextField(blank=True, help_text="why it was cancelled")
    last_number = models.PositiveIntegerField(default=0, help_text="of its registrations")
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-id"]
        constraints: ClassVar = [
            known_state(HEARING, "a_hearing_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "number"], name="hearings_of_a_project_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state__in=["preparing", "announced", "selected", "held"]),
                name="one_hearing_of_a_project_is_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Postponement(models.Model):
    """The day of a hearing was moved."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="postponements")
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["hearing", "id"]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.before} → {self.after}"


class SeatGroup(models.Model):
    """The seats of an interest group, and the lots that were drawn for them."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="groups")
    group = models.CharField(max_length=10, choices=Group.choices)
    seats = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64, blank=True, help_text="of the draw; published with it")
    pool = models.JSONField(default=list, help_text="numbers that took part in the draw")
    drawn = models.JSONField(default=list, help_text="all of them, in the order of the lots")
    drawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["hearing", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hearing", "group"], name="a_group_of_a_hearing_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.group} {self.seats}"


class Registration(Case):
    """Somebody wants to take part."""

    machine = REGISTRATION

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="registrations")
    number = models.PositiveIntegerField(help_text="within the hearing, from 1")
    group = models.CharField(max_length=10, choices=Group.choices)
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, help_text="never public")
    view = models.TextField(blank=True, help_text="what they want to say")
    may_be_named = models.BooleanField(default=False, help_text="name and unit may be published")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hearing_registrations",
    )
    form = models.CharField(max_length=64, unique=True, help_text="hash of the form that was sent")
    receipt = models.CharField(max_length=64, unique=True, help_text="hash of the code")
    filed = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, help_text="why chosen, or why not")
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["hearing", "number"]
        constraints: ClassVar = [
            known_state(REGISTRATION, "a_registration_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["hearing", "number"], name="registrations_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["hearing", "person"],
                condition=~models.Q(state="withdrawn") & models.Q(person__isnull=False),
                name="an_account_registers_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.number}"

    @property
    def own_address(self) -> str:
        """What the addresses begin with by which the account that registered acts."""
        return f"/desk/hearings/mine/registrations/{self.pk}"


class Opinion(Case):
    """What a participant said, and how it was handled."""

    machine = OPINION

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="opinions")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="opinions"
    )
    number = models.PositiveIntegerField(help_text="within the hearing, from 1")
    place = models.CharField(max_length=100, blank=True, help_text="clause it is about")
    text = models.TextField()
    is_written = models.BooleanField(
        default=False, help_text="handed in by the participant, not taken down at the hearing"
    )
    disposition = models.CharField(max_length=10, choices=Disposition.choices, blank=True)
    answer = models.TextField(blank=True)
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["hearing", "number"]
        constraints: ClassVar = [
            known_state(OPINION, "an_opinion_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["hearing", "number"], name="opinions_of_a_hearing_are_numbered"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided") | ~models.Q(disposition=""),
                name="a_decided_opinion_has_a_disposition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.number}"
