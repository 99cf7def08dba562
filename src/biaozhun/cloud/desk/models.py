"""What an operator brings to the desk: uploads, the mappings made for them, work on sources."""

from typing import Final

from django.db import models

NAME: Final = 150  # characters of a person's name that are kept


class Upload(models.Model):
    """A file on its way into the catalogue.

    Attributes:
        place: its folder and name below the folder of uploads.
        look: what it was recognised as (``importers.looking.Look``).
        mapping: what its columns are, as a mapping file; empty where the importer knows them.
        mends: the run whose rejected rows it brings back.
        account: what the dry run found (``queries.plans.Account``).
        rows: rows behind the dry run or the run that goes on.
        share: share of the file behind it, where that is known.
        fault: why it could not go on: a code, a colon, and the text that is to blame.
        removed: when its file was removed because of its age.
    """

    class State(models.TextChoices):
        """How far it has come; ``actions.moving`` holds the ways between them."""

        UNMAPPED = "unmapped"  # nobody has said what its columns are
        READY = "ready"
        CHECKING = "checking"
        CHECKED = "checked"
        RUNNING = "running"
        INTERRUPTED = "interrupted"
        DONE = "done"
        REFUSED = "refused"

    file_name = models.CharField(max_length=300)
    place = models.CharField(max_length=300, unique=True)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    uploaded = models.DateTimeField(db_index=True)
    uploaded_by = models.CharField(max_length=NAME)
    state = models.CharField(max_length=12, choices=State.choices, db_index=True)
    look = models.JSONField(default=dict)
    mapping = models.TextField(blank=True)
    mends = models.ForeignKey(
        "catalogue.ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_slug = models.CharField(max_length=60, blank=True)
    source_title = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    seen = models.DateField(null=True, blank=True)
    account = models.JSONField(default=dict)
    rows = models.PositiveBigIntegerField(default=0)
    share = models.FloatField(null=True, blank=True)
    began = models.DateTimeField(null=True, blank=True)
    ordered_by = models.CharField(max_length=NAME, blank=True)
    fault = models.TextField(blank=True)
    removed = models.DateTimeField(null=True, blank=True, db_index=True)
    run = models.ForeignKey(
        "catalogue.ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-uploaded", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "unmapped",
                        "ready",
                        "checking",
                        "checked",
                        "running",
                        "interrupted",
                        "done",
                        "refused",
                    ]
                ),
                name="an_upload_has_a_known_state",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class PlannedChange(models.Model):
    """A fact that a dry run found it would change; ``before`` is null for a new edition."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="changes")
    number = models.CharField(max_length=190)
    field = models.CharField(max_length=40)
    before = models.TextField(null=True)  # noqa: DJ001  -- nothing held is not an empty value
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["upload", "field"], name="planned_change_by_field")]

    def __str__(self) -> str:
        return f"{self.number} {self.field}"


class SavedMapping(models.Model):
    """What the columns of a table are, kept to be offered for the next one with the same."""

    name = models.CharField(max_length=40, unique=True)
    columns = models.CharField(max_length=64, db_index=True, help_text="digest of the names")
    text = models.TextField(help_text="the mapping file")
    made = models.DateTimeField()
    made_by = models.CharField(max_length=NAME)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MendedRow(models.Model):
    """A rejected row of a run that was sent again, and whether it went in."""

    run = models.ForeignKey(
        "catalogue.ImportRun", on_delete=models.CASCADE, related_name="mended_rows"
    )
    position = models.PositiveBigIntegerField(help_text="in the run that rejected it")
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="mended_rows")
    went_in = models.BooleanField()

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "run", "position"], name="a_row_is_sent_once_in_a_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.position}"


class SourceWork(models.Model):
    """Work on a whole source that goes on in the background."""

    class Kind(models.TextChoices):
        """What is done."""

        MERGE = "merge"  # its rank changed: every edition it speaks of is merged again
        REMOVE = "remove"

    slug = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField()
    ordered = models.DateTimeField()
    ordered_by = models.CharField(max_length=NAME)
    total = models.PositiveBigIntegerField(default=0, help_text="editions it speaks of")
    done = models.PositiveBigIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0, help_text="edition behind which it goes on")
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-ordered", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["merge", "remove"]),
                name="work_on_a_source_has_a_known_kind",
            ),
            models.UniqueConstraint(
                fields=["slug", "kind"],
                condition=models.Q(finished=None),
                name="one_work_of_a_kind_on_a_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
