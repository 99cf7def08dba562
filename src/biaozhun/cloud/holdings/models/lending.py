"""Copies in readers' hands, the queue for them, and seats of licensed texts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from biaozhun.cloud.holdings.models.acquiring import SLUG
from biaozhun.cloud.holdings.models.stock import Copy, Licence


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
