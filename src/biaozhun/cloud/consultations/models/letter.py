"""Letters that ask named units for an opinion, and tables of comments that were brought."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.consultations.models.consultation import Consultation
from biaozhun.cloud.consultations.storage import comment_storage


class Letter(models.Model):
    """A unit is asked for its opinion by letter (函), and answers or keeps silent."""

    class Group(models.TextChoices):
        """For whom the unit speaks; the law names those to be asked."""

        DEPARTMENT = "department"  # 行政主管部门
        ENTERPRISE = "enterprise"
        ASSOCIATION = "association"  # 社会团体
        CONSUMERS = "consumers"  # 消费者组织
        EDUCATION = "education"  # 教育科研机构
        TESTING = "testing"
        DISABLED = "disabled"  # 残疾人组织（无障碍环境建设法第五十二条）
        ELDERLY = "elderly"  # 老年人组织
        OTHER = "other"

    class Reply(models.TextChoices):
        """What the unit answered; empty while it is silent."""

        COMMENTS = "comments"  # 有意见
        NONE = "none"  # 无意见

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="letters")
    unit = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    group = models.CharField(max_length=12, choices=Group.choices, default=Group.OTHER)
    email = models.EmailField(blank=True)
    receipt = models.CharField(
        max_length=64, db_index=True, help_text="digest of the code by which the unit replies"
    )
    sent = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True, help_text="the unit opened its page")
    reply = models.CharField(max_length=8, choices=Reply.choices, blank=True)
    replied = models.DateTimeField(null=True, blank=True)
    replied_by = models.CharField(max_length=100, blank=True, help_text="who signs for the unit")
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who entered a reply that came on paper",
    )
    chased = models.DateField(null=True, blank=True, help_text="the unit was reminded")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["consultation", "group", "unit"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "unit"], name="a_unit_gets_one_letter_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.unit}"


class BroughtTable(models.Model):
    """A table of comments in Word or Excel as it came, and what became of its rows."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="tables")
    letter = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="tables"
    )
    file = models.FileField(upload_to="%Y/%m", storage=comment_storage, max_length=300)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    unit = models.CharField(
        max_length=200, blank=True, help_text="whose comments they are, where a row names nobody"
    )
    entered = models.DateTimeField(
        null=True, blank=True, help_text="its rows went in; empty while it is only looked at"
    )
    taken = models.PositiveIntegerField(default=0, help_text="rows that became comments")
    rejected = models.JSONField(
        default=list, blank=True, help_text="place, code and beginning of each row"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["consultation", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "digest"],
                condition=models.Q(letter=None),
                name="a_table_of_comments_comes_once",
            ),
            models.UniqueConstraint(
                fields=["letter", "digest"], name="a_table_comes_once_for_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return self.name
