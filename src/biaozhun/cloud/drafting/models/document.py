"""The documents of a project, by kind and version."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.drafting.models.project import Project
from biaozhun.cloud.drafting.storage import project_storage


class DocumentKind(models.TextChoices):
    """What a document is to the project (domain-rules 2.6)."""

    OUTLINE = "outline"  # 提纲
    WORKING_DRAFT = "working_draft"  # 工作组讨论稿
    DRAFT_FOR_COMMENT = "draft_for_comment"  # 征求意见稿
    DRAFT_FOR_REVIEW = "draft_for_review"  # 送审稿
    DRAFT_FOR_APPROVAL = "draft_for_approval"  # 报批稿
    STANDARD_TEXT = "standard_text"  # 发布稿
    EXPLANATORY_NOTE = "explanatory_note"  # 编制说明
    CONSULTATION_NOTICE = "consultation_notice"  # 征求意见通知
    COMMENT_TABLE = "comment_table"  # 征求意见汇总处理表
    DEPARTMENT_OPINION = "department_opinion"  # 行业主管部门意见
    TEST_REPORT = "test_report"  # 试验验证报告
    PATENT_STATEMENT = "patent_statement"  # 专利声明
    HEARING_MINUTES = "hearing_minutes"  # 听证会纪要
    REVIEW_MINUTES = "review_minutes"  # 审查会议纪要
    REVIEWER_LIST = "reviewer_list"  # 专家签名表
    REVIEW_OPINIONS = "review_opinions"  # 审查意见汇总处理表
    BALLOT = "ballot"  # 表决单
    APPROVAL_LETTER = "approval_letter"  # 报批公文
    APPROVAL_FORM = "approval_form"  # 报批审批表
    ANNOUNCEMENT = "announcement"  # 发布公告
    FILING_FORM = "filing_form"  # 备案表
    DECISION = "decision"  # 变更、终止等决定
    OTHER = "other"


class ProjectDocument(models.Model):
    """A version of a document; a newer one of its kind takes its place and it stays."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    version = models.PositiveSmallIntegerField(help_text="of its kind in the project, from 1")
    file = models.FileField(upload_to="%Y/%m", storage=project_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    accompanies = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="companions",
        help_text="the draft that an explanatory note travels with",
    )
    findings = models.JSONField(default=list, blank=True, help_text="of the checks of its text")
    is_public = models.BooleanField(default=False)
    stated_day = models.DateField(
        null=True, blank=True, help_text="of the paper itself, where it was taken over"
    )
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["project", "kind", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "kind", "version"], name="versions_of_a_document_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.kind} {self.version}"
