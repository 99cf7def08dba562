"""Comments on a draft, where they stand, and how they are answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.consultations.life import COMMENT
from biaozhun.cloud.consultations.models.consultation import Consultation
from biaozhun.cloud.consultations.models.letter import Letter
from biaozhun.cloud.consultations.storage import comment_storage
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.core.structure.following import Outcome


class Disposition(models.TextChoices):
    """What comes of a comment."""

    ACCEPTED = "accepted"  # 采纳
    PARTLY = "partly"  # 部分采纳
    REJECTED = "rejected"  # 不采纳


class Cluster(models.Model):
    """Comments that say the same; one answer serves them all."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="clusters"
    )
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["consultation", "id"]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.pk}"


class Comment(Case):
    """What somebody says of a draft, at a place or of the whole."""

    machine = COMMENT

    class Kind(models.TextChoices):
        """What it is about."""

        TECHNICAL = "technical"  # 技术
        EDITORIAL = "editorial"  # 编辑
        GENERAL = "general"  # 一般

    class Origin(models.TextChoices):
        """How it came."""

        PAGE = "page"  # written on the page of the consultation
        LETTER = "letter"  # with the reply to a letter
        TABLE = "table"  # in a table of comments that was brought
        STATED = "stated"  # on paper or by telephone, entered by the desk

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="comments"
    )
    number = models.PositiveIntegerField(help_text="within the consultation, from 1")
    document = models.ForeignKey(
        ProjectDocument,
        on_delete=models.PROTECT,
        related_name="comments",
        help_text="the version it was made on",
    )
    passage = models.CharField(
        max_length=100, blank=True, help_text="id of the passage; empty for the whole draft"
    )
    place = models.PositiveIntegerField(
        null=True, blank=True, help_text="index of the passage in that version"
    )
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="its first character; none for the whole passage"
    )
    end = models.PositiveIntegerField(null=True, blank=True, help_text="behind its last one")
    quote = models.TextField(blank=True, help_text="the words it is about")
    clause = models.CharField(max_length=60, blank=True, help_text="as printed: 5.2, 表1, 附录A")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GENERAL)
    text = models.TextField()
    proposal = models.TextField(blank=True, help_text="the wording that is asked for")
    name = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments_on_drafts",
        help_text="the account; none where it was sent without one",
    )
    contact = models.CharField(max_length=200, blank=True, help_text="for the desk alone")
    is_named = models.BooleanField(default=False, help_text="agreed that the name is public")
    form = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="digest of the form that was sent"
    )
    receipt = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="digest of the code that opens it; one visit shares it",
    )
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.PAGE)
    letter = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    filed = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    stands_alone = models.BooleanField(
        default=False, help_text="the desk said that it is not to be put to others"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments_assigned",
    )
    proposed = models.CharField(max_length=8, choices=Disposition.choices, blank=True)
    proposed_answer = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided = models.CharField(max_length=8, choices=Disposition.choices, blank=True)
    answer = models.TextField(blank=True, help_text="the reason its author reads")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="its author was told")
    withheld = models.TextField(blank=True, help_text="why it is not public")

    class Meta:
        ordering = ["consultation", "number"]
        constraints: ClassVar = [
            known_state(COMMENT, "a_comment_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["consultation", "number"], name="comments_are_numbered"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["consultation", "state"], name="comment_by_state"),
            models.Index(fields=["consultation", "place"], name="comment_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.number}"


class CommentFile(models.Model):
    """A file sent with a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="%Y/%m", storage=comment_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")

    class Meta:
        ordering = ["comment", "id"]

    def __str__(self) -> str:
        return self.name


class CommentPlace(models.Model):
    """Where a comment stands in a later version of the draft."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="places")
    document = models.ForeignKey(
        ProjectDocument, on_delete=models.CASCADE, related_name="comment_places"
    )
    outcome = models.CharField(max_length=8, choices=[(str(one), str(one)) for one in Outcome])
    passage = models.CharField(max_length=100, blank=True)
    place = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who put it right; nobody where it was found by comparison",
    )

    class Meta:
        ordering = ["document", "comment"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["comment", "document"], name="a_comment_has_one_place_in_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} in {self.document_id}: {self.outcome}"
