"""What the library holds: standards, editions, what is stated of them, what changed when."""

from django.db import models

from biaozhun.core.bibliography import Degree, Extent, RelationKind

SLUG = 190  # characters; the longest number met is 96


class Announcement(models.Model):
    """A numbered announcement (公告): the first-ranked source of dated facts."""

    class Kind(models.TextChoices):
        """What an announcement does to the standards it lists."""

        PUBLISH = "publish"
        WITHDRAW = "withdraw"
        RENUMBER = "renumber"
        AMEND = "amend"
        REVIEW = "review"
        FILING = "filing"

    slug = models.CharField(unique=True, max_length=SLUG)
    issuer = models.CharField(max_length=200)
    number = models.CharField(max_length=100)
    date = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=300, blank=True)
    address = models.URLField(blank=True, max_length=500)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["-date", "number"]

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}"


class Standard(models.Model):
    """What keeps its number through all editions; the number carries prefix and nature."""

    slug = models.CharField(unique=True, max_length=SLUG)
    number = models.CharField(max_length=SLUG)
    family = models.CharField(max_length=20)
    code = models.CharField(max_length=60, db_index=True, help_text="GB/T, DB44, T/CECS, ISO/IEC")
    sort_key = models.CharField(max_length=250)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.number


class Edition(models.Model):
    """One edition with its dated facts, as merged from the rows of its sources.

    The status is never stored: it is worked out for a date from these facts and the relations
    (:mod:`biaozhun.core.succession`).
    """

    class Kind(models.TextChoices):
        """What the publication is."""

        EDITION = "edition"
        AMENDMENT = "amendment"
        CORRIGENDUM = "corrigendum"

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="editions")
    slug = models.CharField(unique=True, max_length=SLUG)
    number = models.CharField(max_length=SLUG)
    official_number = models.CharField(max_length=SLUG)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.EDITION)
    family = models.CharField(max_length=20)
    nature = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=6, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sort_key = models.CharField(max_length=250)
    title_zh = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    title_fr = models.TextField(blank=True)
    issuing_body = models.TextField(blank=True)
    sector_department = models.TextField(blank=True)
    proposing_body = models.TextField(blank=True)
    jurisdiction_body = models.TextField(blank=True)
    committee = models.TextField(blank=True)
    drafting_units = models.JSONField(default=list, blank=True)
    drafters = models.JSONField(default=list, blank=True)
    filing_number = models.TextField(blank=True)
    ics = models.JSONField(default=list, blank=True)
    ccs = models.JSONField(default=list, blank=True)
    industry = models.JSONField(default=list, blank=True)
    published = models.DateField(null=True, blank=True)
    published_text = models.TextField(blank=True)
    in_force = models.DateField(null=True, blank=True)
    withdrawn = models.DateField(null=True, blank=True)
    suspended = models.DateField(null=True, blank=True)
    resumed = models.DateField(null=True, blank=True)
    reviewed = models.DateField(null=True, blank=True)
    statements = models.JSONField(
        default=list, blank=True, help_text="status words of the sources with the day each was seen"
    )
    natures = models.JSONField(
        default=list,
        blank=True,
        help_text="words on the nature that tell more than the number, or were decided",
    )
    stage = models.CharField(max_length=60, blank=True)
    doctype = models.TextField(blank=True)
    edition_label = models.TextField(blank=True)
    language = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    keywords = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    origins = models.JSONField(default=dict, blank=True, help_text="field → slug of its source")
    conflicting = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)
    first_recorded = models.DateField(db_index=True)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["edition", "amendment", "corrigendum"]),
                name="an_edition_has_a_known_kind",
            )
        ]
        indexes = [
            models.Index(fields=["in_force"], name="edition_in_force"),
            models.Index(fields=["published"], name="edition_published"),
            models.Index(fields=["withdrawn"], name="edition_withdrawn"),
            models.Index(fields=["id"], condition=models.Q(invented=True), name="edition_invented"),
            models.Index(
                fields=["sort_key"],
                condition=models.Q(conflicting=True),
                name="edition_conflicting",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Relation(models.Model):
    """A relation between two publications, each named by its slug, whether held or not."""

    edition = models.ForeignKey(
        Edition,
        on_delete=models.CASCADE,
        related_name="stated_relations",
        help_text="the edition whose sources state it",
    )
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=SLUG, db_index=True)
    object = models.CharField(max_length=SLUG, db_index=True)
    other_number = models.CharField(max_length=SLUG, help_text="the other publication, for reading")
    extent = models.CharField(max_length=10, blank=True)
    degree = models.CharField(max_length=3, blank=True)
    date = models.DateField(null=True, blank=True)
    basis = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "subject", "object"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "subject", "object"], name="a_relation_is_stated_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in RelationKind]),
                name="a_relation_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(extent__in=["", *(str(extent) for extent in Extent)]),
                name="a_relation_has_a_known_extent",
            ),
            models.CheckConstraint(
                condition=models.Q(degree__in=["", *(str(degree) for degree in Degree)]),
                name="a_relation_has_a_known_degree",
            ),
        ]
        indexes = [
            models.Index(
                fields=["date"], condition=models.Q(date__isnull=False), name="relation_by_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.object}"


class Document(models.Model):
    """A text of an edition: the standard itself, a translation, an illustrated guide."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    medium = models.CharField(max_length=40, blank=True)
    reading = models.CharField(max_length=10, help_text="open, metadata, closed, unknown")
    reason = models.TextField(blank=True)
    address = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "language"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


class Filing(models.Model):
    """A filing (备案) of an edition with a higher authority; no approval."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="filings")
    number = models.CharField(max_length=100)
    announcement = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.SET_NULL, related_name="filings"
    )
    date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["date", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_filing_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.number


class Conflict(models.Model):
    """Two sources that disagree about a field of an edition; shown, never overwritten."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="conflicts")
    field = models.CharField(max_length=30, db_index=True)
    chosen = models.TextField()
    chosen_source = models.CharField(max_length=60)
    other = models.TextField()
    other_source = models.CharField(max_length=60)
    decided = models.CharField(
        max_length=30, blank=True, help_text="empty while open; operator, or rule:7"
    )

    class Meta:
        ordering = ["field", "other_source"]

    def __str__(self) -> str:
        return f"{self.field}: {self.chosen} / {self.other}"


class EditionChange(models.Model):
    """That an edition was written or went, and when: one entry for each, the latest.

    The key grows strictly in the order in which transactions commit, so that a reader who goes on
    behind the greatest one received misses nothing. An edition that went keeps its entry.
    """

    sequence = models.BigAutoField(primary_key=True)
    slug = models.CharField(unique=True, max_length=SLUG)
    changed = models.DateTimeField(db_index=True)
    gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.slug}"
