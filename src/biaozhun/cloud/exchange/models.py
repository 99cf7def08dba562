"""Tables of the exchange: partners and agreements, every run in and out, and where rows come from.

An import (``catalogue.ImportRun``) is not written down here a second time: a run of the exchange
points to the imports it ended in, and the log shows both side by side.
"""

from django.db import models

from biaozhun.cloud.catalogue.models import ImportRun


class Direction(models.TextChoices):
    """Which way rows go."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Installation(models.Model):
    """This installation's own name among those it exchanges with; one row, made at random."""

    identifier = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return self.identifier


class Partner(models.Model):
    """A body with which information on standards is exchanged (S008)."""

    class Kind(models.TextChoices):
        """What the partner is."""

        INTERNATIONAL = "international"  # ISO, IEC, ITU
        FOREIGN = "foreign"  # a standards body of another country or region
        PROVINCE = "province"  # an authority or platform of a province or city
        LIBRARY = "library"
        OTHER = "other"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    country = models.CharField(max_length=60, blank=True)
    address = models.URLField(blank=True, max_length=500)
    contact = models.CharField(max_length=300, blank=True)
    user_agent = models.CharField(
        max_length=80, blank=True, help_text="how its harvester names itself"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["international", "foreign", "province", "library", "other"]
                ),
                name="a_partner_has_a_known_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """What was agreed with a partner: what goes which way, under which licence, how long."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=300)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    scope = models.TextField(blank=True)
    licence = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=500, blank=True, help_text="where the text is kept")

    class Meta:
        ordering = ["-begins", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("begins")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=["in", "out", "both"]),
                name="an_agreement_has_a_direction",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExchangeRun(models.Model):
    """One run in or out: a harvest, a bulk file made."""

    class Protocol(models.TextChoices):
        """By what way."""

        OAI_PMH = "oai-pmh"
        DOWNLOAD = "download"
        FILE = "file"
        BULK = "bulk"

    class State(models.TextChoices):
        """How it stands."""

        RUNNING = "running"
        DONE = "done"
        UNCHANGED = "unchanged"  # the other side had nothing new
        FAILED = "failed"

    direction = models.CharField(max_length=4, choices=Direction.choices)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs"
    )
    source = models.CharField(max_length=60, blank=True, help_text="slug of the source")
    protocol = models.CharField(max_length=10, choices=Protocol.choices)
    address = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=40, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started = models.DateTimeField(db_index=True)
    finished = models.DateTimeField(null=True, blank=True)
    received = models.PositiveBigIntegerField(default=0, help_text="records received or written")
    stored = models.PositiveBigIntegerField(default=0)
    merged = models.PositiveBigIntegerField(default=0)
    rejected = models.PositiveBigIntegerField(default=0)
    dropped = models.PositiveBigIntegerField(default=0, help_text="rows the other side took back")
    own = models.PositiveBigIntegerField(default=0, help_text="rows of ours that came back")
    bytes = models.PositiveBigIntegerField(default=0)
    error = models.TextField(blank=True)
    ordered_by = models.CharField(max_length=150, blank=True)
    imports = models.ManyToManyField(ImportRun, blank=True, related_name="exchanges")

    class Meta:
        ordering = ["-started", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["running", "done", "unchanged", "failed"]),
                name="an_exchange_has_a_known_state",
            )
        ]

    def __str__(self) -> str:
        return f"{self.address or self.source} ({self.started:%Y-%m-%d %H:%M})"


class ServedHarvest(models.Model):
    """What was handed to a harvester on a day, counted; nobody's address is kept."""

    day = models.DateField()
    agent = models.CharField(max_length=80, help_text="first word of the User-Agent")
    prefix = models.CharField(max_length=20)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.SET_NULL, related_name="served"
    )
    requests = models.PositiveBigIntegerField(default=0)
    records = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-day", "agent", "prefix"]
        constraints = [
            models.UniqueConstraint(fields=["day", "agent", "prefix"], name="a_day_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.agent}"


class HarvestPoint(models.Model):
    """How far the harvest of a source has come, so that the next one asks for what is new."""

    source = models.CharField(max_length=60)
    address = models.CharField(max_length=500)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    until = models.DateTimeField(
        null=True, blank=True, help_text="what changed there before this instant has come"
    )
    harvested = models.DateTimeField(help_text="when it was last asked with success")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "address"], name="a_point_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.address


class ForeignSource(models.Model):
    """A source of another installation: its name there, and by whom its rows come.

    ``via`` is the installation its rows are taken from, the only one that may take them back.
    """

    slug = models.CharField(max_length=60, unique=True, help_text="of the source here")
    installation = models.CharField(max_length=16)
    origin = models.CharField(max_length=60, help_text="slug of the source there")
    via = models.CharField(max_length=16)
    rank = models.PositiveSmallIntegerField(help_text="precedence as last told")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "origin"], name="a_foreign_source_is_known_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin}@{self.installation}"
