"""Files of calls and applications, with what proves that they are still the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.proposals.models.application import Application
from biaozhun.cloud.proposals.models.call import Call
from biaozhun.cloud.proposals.storage import paper_storage


class PaperKind(models.TextChoices):
    """What a paper is to an application (domain-rules 2.6)."""

    DRAFT = "draft"  # 标准草案
    OUTLINE = "outline"  # 标准提纲
    UNDERTAKING = "undertaking"  # 起草单位承诺
    DEPARTMENT_OPINION = "department_opinion"  # 行业主管部门意见
    FEASIBILITY = "feasibility"  # 必要性可行性论证
    SCREENING = "screening"  # 查新报告
    OTHER = "other"


class Paper(models.Model):
    """A stored file."""

    file = models.FileField(upload_to="%Y/%m", storage=paper_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class CallPaper(Paper):
    """An annex of a call, for everybody."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="papers")

    class Meta:
        ordering = ["call", "id"]


class ApplicationPaper(Paper):
    """A paper of an application; a newer draft or outline takes the place of the one before."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    text = models.TextField(
        blank=True, help_text="what a draft or outline says, for the overlap search"
    )

    class Meta:
        ordering: ClassVar = ["application", "kind", "-id"]
