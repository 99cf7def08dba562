"""Programmes (立项计划) and the plan numbers they draw, each once and for ever."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.proposals.models.batch import Batch


class Programme(models.Model):
    """The document that puts the accepted applications of a batch into the plan, issued."""

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(db_index=True)
    ordinal = models.PositiveSmallIntegerField(
        help_text="within the year; from the second on it adds to the plan (增补)"
    )
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="programme")
    number = models.CharField(max_length=100, help_text="文号 as printed")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True, help_text="between the title and the list")
    day = models.DateField(help_text="of issue")
    issued = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "number"], name="a_programme_number_names_one_programme"
            ),
            models.UniqueConstraint(
                fields=["authority", "year", "ordinal"], name="programmes_of_a_year_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NumberForm(models.Model):
    """How an authority writes its plan numbers."""

    authority = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="plan_number_form"
    )
    prefix = models.CharField(max_length=20, help_text="what tells its numbers from others'")
    pattern = models.CharField(
        max_length=60, default="{prefix}{year}-{serial:03}", help_text="names year and serial"
    )

    def __str__(self) -> str:
        return f"{self.prefix} {self.pattern}"


class PlanNumberSeries(models.Model):
    """The last serial drawn of an authority in a year; its row is locked for a draw."""

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="plan_number_series"
    )
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "year"], name="one_series_of_plan_numbers_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.year}: {self.last}"


class PlanNumber(models.Model):
    """A plan number that was drawn; it is never drawn again, whatever becomes of its project."""

    series = models.ForeignKey(PlanNumberSeries, on_delete=models.PROTECT, related_name="numbers")
    serial = models.PositiveIntegerField()
    text = models.CharField(max_length=60, unique=True)
    drawn = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["series", "serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "serial"], name="a_serial_of_a_series_is_drawn_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
