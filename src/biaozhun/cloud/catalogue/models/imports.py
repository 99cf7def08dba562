"""Where rows come from: sources, the runs that read them, every row as it came."""

from django.db import models


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
    thinned = models.BooleanField(
        default=False,
        db_default=False,
        help_text="too old to be taken back; what it saw is kept as far as rows need it",
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


class SourceRecord(models.Model):
    """A row of a source, kept as it came, with what was read out of it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    digest = models.CharField(max_length=32, help_text="of the row as it came")
    edition = models.ForeignKey(
        "Edition",
        on_delete=models.CASCADE,
        related_name="source_records",
        db_index=False,  # the constraint below begins with it
    )
    announcement = models.ForeignKey(
        "Announcement", null=True, blank=True, on_delete=models.PROTECT, related_name="rows"
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
