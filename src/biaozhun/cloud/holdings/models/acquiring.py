"""Wishes, orders, and standards on their way into the library."""

from django.conf import settings
from django.db import models
from django.db.models import Q

SLUG = 190  # characters; as in the catalogue


class Medium(models.TextChoices):
    """What a copy is made of."""

    PAPER = "paper"
    CD = "cd"
    PDF = "pdf"
    ONLINE = "online"


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
