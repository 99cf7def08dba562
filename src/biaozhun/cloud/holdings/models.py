"""What the library holds: places, licences, copies, their acquisition, loans and seats.

Copies name an edition by its slug, as everything above the catalogue does: a copy outlives its
record and may stand for a number the catalogue does not hold. Family, code and sort key of that
number are kept with the copy, so live counts and shelf lists read one table.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

SLUG = 190  # characters; as in the catalogue


class Medium(models.TextChoices):
    """What a copy is made of."""

    PAPER = "paper"
    CD = "cd"
    PDF = "pdf"
    ONLINE = "online"


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


class PurchaseOrder(models.Model):
    """A list of acquisitions sent to one supplier on one day."""

    supplier = models.CharField(max_length=200)
    ordered = models.DateField()
    ordered_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-ordered", "-pk"]

    def __str__(self) -> str:
        return f"{self.supplier} {self.ordered:%Y-%m-%d}"


class Acquisition(models.Model):
    """A standard on its way into the library, from the wish to the parcel.

    Its states are those of :data:`biaozhun.cloud.holdings.lifecycle.ACQUISITION`; what arrives
    becomes copies, whose life goes on in :data:`biaozhun.cloud.holdings.lifecycle.COPY`.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WISHED = "wished"
        ORDERED = "ordered"
        RECEIVED = "received"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG)
    sort_key = models.CharField(max_length=250)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WISHED)
    medium = models.CharField(max_length=8, choices=Medium.choices, default=Medium.PAPER)
    language = models.CharField(max_length=10, default="zh")
    quantity = models.PositiveSmallIntegerField(default=1, help_text="copies")
    price = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="of one copy, in the smallest unit of the currency (fen)"
    )
    currency = models.CharField(max_length=3, default="CNY")
    order = models.ForeignKey(
        PurchaseOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="acquisitions"
    )
    opened = models.DateField(help_text="the day of the first wish or of the order")
    decided = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was refused or cancelled")

    class Meta:
        ordering = ["opened", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(state="wished"), name="one_wish_list_entry_a_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["wished", "ordered", "received", "refused", "cancelled"]),
                name="an_acquisition_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="an_acquisition_is_of_at_least_one_copy"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ordered", "received"]) | Q(order__isnull=False),
                name="what_is_ordered_stands_on_an_order",
            ),
        ]
        indexes = [models.Index(fields=["state", "sort_key"], name="acquisition_by_state")]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"


class Wish(models.Model):
    """A person who asked for an acquisition, and why."""

    acquisition = models.ForeignKey(Acquisition, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes"
    )
    reason = models.TextField(blank=True)
    wished = models.DateField()

    class Meta:
        ordering = ["wished", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["acquisition", "person"], name="a_person_wishes_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.acquisition}"


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
            models.Index(fields=["state", "family", "medium", "slug"], name="copy_counted"),
            models.Index(fields=["state", "acquired"], name="copy_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.number}"

    @property
    def can_be_lent(self) -> bool:
        """Whether it is a thing on a shelf; who has it now is another question."""
        return self.medium in TANGIBLE and self.state == self.State.SHELVED


class Loan(models.Model):
    """A copy in a reader's hands."""

    MOST_RENEWALS = 2

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="loans")
    medium = models.CharField(max_length=8, help_text="of the copy: only things are lent")
    borrower = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="loans"
    )
    lent = models.DateField()
    due = models.DateField(help_text="the last day")
    returned = models.DateField(null=True, blank=True)
    renewals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"], condition=Q(returned__isnull=True), name="one_open_loan_a_copy"
            ),
            models.CheckConstraint(
                condition=Q(medium__in=["paper", "cd"]), name="only_paper_and_discs_are_lent"
            ),
            models.CheckConstraint(
                condition=Q(renewals__lte=2), name="a_loan_is_renewed_at_most_twice"
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("lent")), name="a_loan_is_due_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(returned__isnull=True), name="open_loan_by_due_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.copy} → {self.borrower}"


class Reservation(models.Model):
    """A reader's place in the queue for any lendable copy of an edition."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        LENT = "lent"
        CANCELLED = "cancelled"

    slug = models.CharField(max_length=SLUG, db_index=True)
    number = models.CharField(max_length=SLUG)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reservations"
    )
    asked = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ["asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "person"],
                condition=Q(state="waiting"),
                name="a_person_waits_once_for_an_edition",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "lent", "cancelled"]),
                name="a_reservation_has_a_known_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.number}"


class Seat(models.Model):
    """A reader on one of the seats of a licence, until the end of a day.

    The seats are numbered and one holder a number is open at a time, so a licence cannot be read
    by more people than it allows, whatever the code does.
    """

    licence = models.ForeignKey(Licence, on_delete=models.CASCADE, related_name="taken")
    place_no = models.PositiveIntegerField(help_text="1 to the number of seats")
    of = models.PositiveIntegerField(help_text="the seats of the licence when it was taken")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats"
    )
    taken = models.DateTimeField()
    until = models.DateField(help_text="the last day")
    released = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-taken"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "place_no"],
                condition=Q(released__isnull=True),
                name="one_reader_a_seat",
            ),
            models.UniqueConstraint(
                fields=["licence", "person"],
                condition=Q(released__isnull=True),
                name="one_seat_a_reader",
            ),
            models.CheckConstraint(
                condition=Q(place_no__gte=1) & Q(place_no__lte=F("of")),
                name="no_seat_beyond_those_of_the_licence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licence} {self.place_no}/{self.of}"


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


class Intake(models.Model):
    """A file of copies that came in, and what became of its rows."""

    file_name = models.CharField(max_length=300)
    brought = models.DateTimeField()
    brought_by = models.CharField(max_length=150)
    stored = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()

    class Meta:
        ordering = ["-brought"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.brought:%Y-%m-%d %H:%M})"


class IntakeFault(models.Model):
    """A row that did not become a copy: the reason, and the row to be mended and sent again."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="faults")
    position = models.PositiveIntegerField(help_text="row of the table, the header is 1")
    code = models.CharField(max_length=60)
    message = models.TextField()
    cells = models.JSONField(help_text="heading → text as it came")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "position"], name="a_row_of_copies_fails_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class Stocktake(models.Model):
    """A count of what really stands at a place."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stocktakes")
    begun = models.DateTimeField()
    begun_by = models.CharField(max_length=150)
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(closed__isnull=True), name="one_open_count_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.begun:%Y-%m-%d})"


class Scan(models.Model):
    """A barcode met during a count."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="scans")
    barcode = models.CharField(max_length=60)
    copy = models.ForeignKey(
        Copy, null=True, blank=True, on_delete=models.CASCADE, related_name="scans"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stocktake", "barcode"], name="a_barcode_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return self.barcode
