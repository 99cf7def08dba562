"""Where copies are, on what terms, the copies themselves, and what is to be reached."""

from django.db import models
from django.db.models import F, Q

from biaozhun.cloud.holdings.models.acquiring import SLUG, Acquisition, Medium

TANGIBLE = (Medium.PAPER, Medium.CD)  # what can be carried home
DIGITAL = (Medium.PDF, Medium.ONLINE)  # what is read on a seat


class Place(models.Model):
    """Where copies stand: a room, a shelf in it, an address."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        ROOM = "room"
        SHELF = "shelf"
        ONLINE = "online"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SHELF)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Licence(models.Model):
    """On what terms copies may be read."""

    class Kind(models.TextChoices):
        """How the right to read came about."""

        BOUGHT = "bought"
        SUBSCRIPTION = "subscription"
        OPEN = "open"
        EXCHANGE = "exchange"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seats = models.PositiveIntegerField(
        null=True, blank=True, help_text="who may read at the same time; empty is without limit"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="its last day")
    terms = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="a_licence_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AccessionCounter(models.Model):
    """The last accession number given out in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Copy(models.Model):
    """One copy of an edition, or of a number the catalogue does not hold."""

    class State(models.TextChoices):
        """Where it is in its life."""

        RECEIVED = "received"
        SHELVED = "shelved"
        WITHDRAWN = "withdrawn"
        LOST = "lost"

    accession = models.CharField(max_length=40, unique=True)
    barcode = models.CharField(max_length=60, unique=True)
    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG, help_text="canonical")
    family = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=250)
    title = models.TextField(blank=True, help_text="as on the cover, where no record tells it")
    medium = models.CharField(max_length=8, choices=Medium.choices)
    language = models.CharField(max_length=10, default="zh")
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    licence = models.ForeignKey(
        Licence, null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    acquisition = models.ForeignKey(
        Acquisition, null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    price = models.PositiveBigIntegerField(null=True, blank=True, help_text="in fen, cents")
    currency = models.CharField(max_length=3, default="CNY")
    supplier = models.CharField(max_length=200, blank=True)
    acquired = models.DateField(null=True, blank=True)
    acquired_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="of the day above, counted by an index"
    )
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.TextField(blank=True, help_text="why it left the stock")

    class Meta:
        ordering = ["sort_key", "accession"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "shelved", "withdrawn", "lost"]),
                name="a_copy_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="shelved") | Q(place__isnull=False),
                name="a_shelved_copy_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(medium__in=["paper", "cd", "pdf", "online"]),
                name="a_copy_has_a_known_medium",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "accession"], name="copy_in_order"),
            models.Index(fields=["place", "sort_key"], name="copy_on_shelf"),
            models.Index(fields=["state", "family", "slug"], name="copy_by_family"),
            models.Index(fields=["state", "medium", "slug"], name="copy_by_medium"),
            models.Index(fields=["state", "acquired_year", "slug"], name="copy_by_year"),
            models.Index(fields=["id"], condition=~Q(title=""), name="copy_with_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.number}"

    @property
    def can_be_lent(self) -> bool:
        """Whether it is a thing on a shelf; who has it now is another question."""
        return self.medium in TANGIBLE and self.state == self.State.SHELVED


class Goal(models.Model):
    """A number the library is to reach by the end of a year."""

    class Measure(models.TextChoices):
        """What is counted against it."""

        RECORDS = "records"  # in the catalogue
        EDITIONS = "editions"  # of which a copy is held
        COPIES = "copies"

    year = models.PositiveSmallIntegerField()
    target = models.PositiveBigIntegerField()
    measure = models.CharField(max_length=10, choices=Measure.choices, default=Measure.RECORDS)
    family = models.CharField(max_length=20, blank=True, help_text="empty is all of them")
    basis = models.CharField(max_length=300, help_text="the plan it comes from, with the place")

    class Meta:
        ordering = ["-year", "family", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "measure", "family"], name="one_goal_a_year_and_measure"
            ),
            models.CheckConstraint(condition=Q(target__gte=1), name="a_goal_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.measure} {self.family}: {self.target}"
