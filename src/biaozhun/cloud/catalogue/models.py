"""Tables of the catalogue: Standard → Edition → Document, and where each fact came from.

Two rules shape them. A row of a source is kept as it came (:class:`SourceRecord`), and an
:class:`Edition` is what is merged from its rows; it can always be merged again. Publications are
named by *slugs*, the writing of a number in an address, so a relation may point to an edition that
is not held yet and needs no repair when it arrives.
"""

from django.db import models

from biaozhun.core.bibliography import Degree, Extent, RelationKind

SLUG = 190  # characters; the longest number met is 96


class Source(models.Model):
    """Where rows come from: an issuing body's list, another catalogue, an operator."""

    class Schedule(models.TextChoices):
        """How often its file is fetched."""

        BY_HAND = "by_hand"
        DAILY = "daily"
        WEEKLY = "weekly"
        MONTHLY = "monthly"

    slug = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField(
        default=50, help_text="precedence in a merge; 0 is strongest (announcements)"
    )
    licence = models.CharField(max_length=200, blank=True)
    redistributable = models.BooleanField(default=False)
    address = models.URLField(blank=True, max_length=500)
    invented = models.BooleanField(default=False)
    harvest_address = models.CharField(
        max_length=500, blank=True, help_text="where its file or its OAI-PMH service is fetched"
    )
    schedule = models.CharField(max_length=10, choices=Schedule.choices, default=Schedule.BY_HAND)

    class Meta:
        ordering = ["rank", "slug"]

    def __str__(self) -> str:
        return self.title


class ImportRun(models.Model):
    """One reading of one file; it can be interrupted and goes on where it stood."""

    class State(models.TextChoices):
        """How far the run has come."""

        RUNNING = "running"
        DONE = "done"
        UNDONE = "undone"  # taken back: the catalogue is as if it had never been

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    file_name = models.CharField(max_length=300)
    file_digest = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    mapping = models.TextField(blank=True)
    seen = models.DateField(help_text="the day the source was read")
    announcement = models.ForeignKey(
        "Announcement", null=True, blank=True, on_delete=models.SET_NULL, related_name="runs"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    position = models.PositiveBigIntegerField(default=0, help_text="rows of the input behind us")
    stored = models.PositiveBigIntegerField(default=0, help_text="rows that made a new edition")
    merged = models.PositiveBigIntegerField(default=0, help_text="rows that joined an edition")
    rejected = models.PositiveBigIntegerField(default=0)
    ordered_by = models.CharField(max_length=150, blank=True, help_text="who ordered it")
    traced = models.BooleanField(
        default=False, help_text="every row it saw is noted, so that it can be taken back"
    )
    told = models.JSONField(
        default=dict, blank=True, help_text="what it told of its source and its announcement"
    )

    class Meta:
        ordering = ["-started"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "file_digest"],
                condition=models.Q(state="running"),
                name="one_live_run_of_a_file",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["running", "done", "undone"]),
                name="a_run_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    position=models.F("stored") + models.F("merged") + models.F("rejected")
                ),
                name="every_row_is_accounted_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.started:%Y-%m-%d %H:%M})"


class RejectedRow(models.Model):
    """A row that could not go in, with the reason; it can be mended and sent again."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejected_rows")
    position = models.PositiveBigIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField()
    fragment = models.TextField(blank=True)
    raw = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="a_row_is_rejected_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class RunFinding(models.Model):
    """A kind of value that was not taken during a run, with its count and one example."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    field = models.CharField(max_length=100)
    count = models.PositiveBigIntegerField()
    example = models.TextField(blank=True)
    example_position = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["code", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "code", "field"], name="a_finding_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.field}: {self.count}"


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
        help_text="words of sources on the nature that tell more than the number",
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


class SourceRecord(models.Model):
    """A row of a source, kept as it came, with what was read out of it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    digest = models.CharField(max_length=32, help_text="of the row as it came")
    edition = models.ForeignKey(
        Edition,
        on_delete=models.CASCADE,
        related_name="source_records",
        db_index=False,  # the constraint below begins with it
    )
    announcement = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="rows"
    )
    position = models.PositiveBigIntegerField()
    raw = models.TextField()
    facts = models.TextField(help_text="BibliographicRecord as JSON")
    first_seen = models.DateField()
    last_seen = models.DateField()
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="records")

    class Meta:
        ordering = ["edition", "source", "position"]
        constraints = [
            # Begins with the edition: entries of new rows then come one behind the other, where
            # digests alone would be written all over the index.
            models.UniqueConstraint(
                fields=["edition", "source", "digest"], name="a_row_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.position}"


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


class Sighting(models.Model):
    """That a later run saw a row which an earlier one had brought.

    The run that brought a row stands in the row itself, so a file of new rows writes nothing here.
    The state of a row follows from its runs in their order, so one of them can be taken away.
    """

    record = models.ForeignKey(
        SourceRecord,
        on_delete=models.CASCADE,
        related_name="sightings",
        db_index=False,  # the constraint below begins with it
    )
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="sightings")
    seen = models.DateField()
    position = models.PositiveBigIntegerField()
    announcement = models.ForeignKey(
        "Announcement", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    facts = models.TextField(
        blank=True, help_text="what the run read out of it; empty where the row holds the same"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "run"], name="a_run_sees_a_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.run_id}"


class RunUndo(models.Model):
    """The order to take a run back, and how far that has come."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="undo")
    person = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    ordered = models.DateTimeField()
    editions = models.PositiveBigIntegerField(help_text="that it speaks of")
    done = models.PositiveBigIntegerField(default=0, help_text="editions behind us")
    gone = models.PositiveBigIntegerField(default=0, help_text="editions that went with it")
    finished = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.run_id}: {self.done} / {self.editions}"


class PrecedenceRule(models.Model):
    """Of a field, one source is believed over another, consulted whenever editions are merged."""

    field = models.CharField(max_length=30)
    preferred = models.CharField(max_length=60, help_text="slug of the source that is believed")
    over = models.CharField(max_length=60, blank=True, help_text="slug; empty for any other")
    prefix = models.CharField(max_length=60, blank=True, help_text="how the code begins; or any")
    reason = models.TextField()
    person = models.CharField(max_length=150)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    candidates = models.PositiveBigIntegerField(default=0, help_text="editions to merge again")
    done = models.PositiveBigIntegerField(default=0, help_text="of those, behind us")
    applied = models.DateTimeField(
        null=True, blank=True, help_text="when what is held followed it, or its withdrawal"
    )

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"{self.field}: {self.preferred} > {self.over or '*'}"


class NumberDecision(models.Model):
    """Rows of one number are read as another: all of them (a merge), or one row (a split)."""

    from_slug = models.CharField(max_length=SLUG, db_index=True)
    to_slug = models.CharField(max_length=SLUG, db_index=True)
    to_number = models.CharField(max_length=SLUG)
    source = models.CharField(max_length=60, blank=True, help_text="of the one row; empty for all")
    row = models.CharField(
        max_length=250, blank=True, help_text="digest of the row as it came, or id: and its key"
    )
    reason = models.TextField()
    person = models.CharField(max_length=150)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_slug", "source", "row"],
                condition=models.Q(until=None),
                name="a_number_is_read_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_slug} → {self.to_slug}"
