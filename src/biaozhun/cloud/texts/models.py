"""Full texts that this library holds of editions, and their clauses.

A text names its edition by slug: the edition may not be held yet, or be taken out and come again.
The file is kept as it came; what a reader sees is made from the clauses, never from its markup.
"""

from django.conf import settings
from django.db import models

from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.texts.storage import text_storage

ANCHOR = 60  # characters; numbers of clauses have up to 30


class Text(models.Model):
    """A text of an edition: a file, and its clauses where they could be read."""

    class Kind(models.TextChoices):
        """What the text is to the edition."""

        TEXT = "text"
        TRANSLATION = "translation"
        ILLUSTRATED_GUIDE = "illustrated_guide"
        INTERPRETATION = "interpretation"
        EXPLANATORY_NOTE = "explanatory_note"

    class Form(models.TextChoices):
        """How it is read: clause by clause on a page, or as the file it came in."""

        CLAUSES = "clauses"
        FILE = "file"

    class Right(models.TextChoices):
        """Who may read it."""

        OPEN = "open"
        METADATA = "metadata"
        CLOSED = "closed"

    class State(models.TextChoices):
        """Where it stands: looked at by a keeper, shown, replaced by a newer file, taken down."""

        DRAFT = "draft"
        SHOWN = "shown"
        REPLACED = "replaced"
        TAKEN_DOWN = "taken_down"

    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG, help_text="the edition's number in its one spelling")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.TEXT)
    language = models.CharField(max_length=10, default="zh")
    title = models.TextField(blank=True)
    form = models.CharField(max_length=10, choices=Form.choices)
    media_type = models.CharField(max_length=100)
    file = models.FileField(upload_to="%Y/%m", storage=text_storage, max_length=300)
    file_name = models.CharField(max_length=200, help_text="as it was called when it came")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    size = models.PositiveBigIntegerField(help_text="bytes of the file")
    pages = models.PositiveIntegerField(null=True, blank=True)
    clause_count = models.PositiveIntegerField(default=0)
    has_text_layer = models.BooleanField()
    level = models.PositiveSmallIntegerField(help_text="SMART level that its reading proved")
    right = models.CharField(max_length=10, choices=Right.choices)
    reason = models.TextField(blank=True, help_text="why it may not be read")
    basis = models.TextField(blank=True, help_text="law or agreement the right rests on")
    read_at = models.URLField(blank=True, max_length=500, help_text="where it may be read instead")
    licence = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=300, blank=True, help_text="where the file came from")
    translator = models.CharField(max_length=200, blank=True)
    findings = models.JSONField(default=list, blank=True)
    citations_read = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text="by which version of the reading its citations were found",
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added = models.DateTimeField()
    changed = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["slug", "kind", "language", "-added"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "kind", "language", "form"],
                condition=models.Q(state="shown", kind__in=["text", "translation"]),
                name="one_text_of_a_kind_is_shown",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "shown", "replaced", "taken_down"]),
                name="a_text_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(right__in=["open", "metadata", "closed"]),
                name="a_text_has_a_known_right",
            ),
            models.CheckConstraint(
                condition=models.Q(right="open") | ~models.Q(reason=""),
                name="a_text_is_withheld_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(level__lte=3), name="a_text_has_a_known_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.kind}, {self.language})"

    @property
    def is_read_by_all(self) -> bool:
        """Whether anybody may have its content."""
        return self.state == self.State.SHOWN and self.right == self.Right.OPEN


class Clause(models.Model):
    """A division of a text. Its content is our own tree, from which pages are made."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    anchor = models.CharField(max_length=ANCHOR)
    title = models.TextField(blank=True)
    kind = models.CharField(max_length=8)
    level = models.PositiveSmallIntegerField()
    tree = models.TextField(help_text="blocks as JSON (core.structure)")
    words = models.TextField(blank=True, help_text="what can be read in it, for search")

    class Meta:
        ordering = ["text", "position"]
        constraints = [
            models.UniqueConstraint(fields=["text", "position"], name="a_clause_has_one_place"),
            models.UniqueConstraint(fields=["text", "anchor"], name="an_anchor_names_one_clause"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class TextCitation(models.Model):
    """That a clause of a text cites a standard, by its edition or without a year."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="citations")
    anchor = models.CharField(max_length=ANCHOR)
    slug = models.CharField(max_length=SLUG, db_index=True, help_text="of the edition or standard")
    dated = models.BooleanField()
    clauses = models.CharField(max_length=200, blank=True, help_text="of the cited one, as printed")

    class Meta:
        ordering = ["text", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "anchor", "slug", "clauses"], name="a_clause_cites_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.anchor} → {self.slug}"


class FormerAnchor(models.Model):
    """An anchor that a text had once, and where it leads now: addresses of clauses do not die."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="former_anchors")
    anchor = models.CharField(max_length=ANCHOR)
    leads_to = models.CharField(max_length=ANCHOR)

    class Meta:
        ordering = ["text", "anchor"]
        constraints = [
            models.UniqueConstraint(fields=["text", "anchor"], name="a_former_anchor_leads_once")
        ]

    def __str__(self) -> str:
        return f"{self.anchor} → {self.leads_to}"
