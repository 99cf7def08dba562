"""Guides with every version they ever had, and notices.

A guide is written for one language. Those that come with the platform are files of the package
(:mod:`.shipped`); a row exists once an operator has touched one, and the text that was shipped is
then kept as version 0.
"""

from django.db import models
from django.db.models import F, Q


class Language(models.TextChoices):
    """Languages guides are written in; Traditional readers get the Simplified text."""

    CHINESE = "zh"
    ENGLISH = "en"


class Page(models.Model):
    """A guide in one language, as far as it is not its text."""

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)
    section = models.CharField(max_length=60)
    rank = models.PositiveSmallIntegerField(default=50, help_text="smaller is further up")
    published = models.BooleanField(default=True)
    version = models.PositiveIntegerField(help_text="number of the version that is shown")
    updated = models.DateTimeField()
    updated_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["rank", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "language"], name="one_guide_a_language"),
            models.CheckConstraint(
                condition=Q(language__in=["zh", "en"]), name="a_guide_has_a_known_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.language})"


class PageVersion(models.Model):
    """What a guide said from some moment on; never changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="0 is the text that was shipped")
    title = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown")
    note = models.CharField(max_length=300, blank=True, help_text="what was changed and why")
    written = models.DateTimeField()
    written_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="a_version_has_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"


class Notice(models.Model):
    """Something to take part in: training, exchange, drafting, a call for experts."""

    class Kind(models.TextChoices):
        """What it is about (requirement S001: training, exchange and drafting notices)."""

        TRAINING = "training"
        EXCHANGE = "exchange"
        DRAFTING = "drafting"
        EXPERTS = "experts"
        OTHER = "other"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="Markdown")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True, help_text="its last day")
    place = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    published = models.DateTimeField(null=True, blank=True, help_text="empty while it is a draft")
    version = models.PositiveIntegerField(default=1)
    updated = models.DateTimeField()
    updated_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["training", "exchange", "drafting", "experts", "other"]),
                name="a_notice_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_notice_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["starts"], name="notice_by_first_day")]

    def __str__(self) -> str:
        return self.title
