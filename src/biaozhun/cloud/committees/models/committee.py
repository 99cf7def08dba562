"""Technical committees, their parts, and their members for a time."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import Level


class Interest(models.TextChoices):
    """For which interested parties somebody speaks (S-TC: no party holds more than half)."""

    PRODUCER = "producer"  # 生产者
    OPERATOR = "operator"  # 经营者
    USER = "user"  # 使用者
    CONSUMER = "consumer"  # 消费者
    PUBLIC = "public"  # 公共利益方
    RESEARCH = "research"  # 教育科研
    TESTING = "testing"  # 检测认证
    GOVERNMENT = "government"  # 行政主管部门


class Committee(models.Model):
    """A technical committee (TC), a subcommittee (SC) or a working group (WG)."""

    class Form(models.TextChoices):
        """What sort of committee it is."""

        TC = "tc"
        SC = "sc"
        WG = "wg"

    code = models.CharField(max_length=60, unique=True, help_text="as printed: SAC/TC 260/SC 1")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=2, choices=Form.choices, default=Form.TC)
    level = models.CharField(max_length=10, choices=Level.choices, db_index=True)
    international = models.BooleanField(default=False, help_text="of ISO, IEC, ITU or another")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    field = models.TextField(blank=True, help_text="what it is for")
    ics = models.JSONField(default=list, blank=True, help_text="codes of ICS, the widest first")
    authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="committees_supervised",
        help_text="the standardization authority that set it up",
    )
    secretariat = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="secretariats",
        help_text="the organisation whose people keep its secretariat",
    )
    sector = models.CharField(
        max_length=20, blank=True, help_text="of the four fields of local standards"
    )
    division = models.CharField(
        max_length=6, blank=True, help_text="where its secretariat sits (GB/T 2260)"
    )
    counterpart = models.CharField(
        max_length=200, blank=True, help_text="the international committee it answers to"
    )
    basis = models.CharField(max_length=300, blank=True, help_text="the document that set it up")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day it existed")

    class Meta:
        ordering = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(form="tc") | models.Q(parent__isnull=False),
                name="a_subcommittee_or_group_has_a_parent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Term(models.Model):
    """A term of a committee; its members are those of the same number."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(help_text="from 1")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day, as planned or held")
    basis = models.CharField(max_length=300, blank=True, help_text="the document that formed it")

    class Meta:
        ordering = ["committee", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["committee", "number"], name="terms_of_a_committee_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="a_term_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}: {self.number}"


class Member(models.Model):
    """Somebody sits in a committee, for a time."""

    class Seat(models.TextChoices):
        """As what."""

        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        SECRETARY_GENERAL = "secretary_general"
        DEPUTY_SECRETARY_GENERAL = "deputy_secretary_general"
        MEMBER = "member"
        OBSERVER = "observer"  # no vote

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=100)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="committee_seats",
        help_text="the account, where there is one",
    )
    unit = models.CharField(max_length=200, blank=True, help_text="whom the member works for")
    title = models.CharField(max_length=100, blank=True, help_text="professional title")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    seat = models.CharField(max_length=30, choices=Seat.choices, default=Seat.MEMBER)
    interest = models.CharField(max_length=12, choices=Interest.choices, blank=True)
    alternate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="alternates"
    )
    term = models.PositiveSmallIntegerField(default=1, help_text="of the committee, from 1")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day")

    class Meta:
        ordering = ["committee", "-term", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.committee_id})"
