"""Numbers: a series for each code, and every number that was ever drawn from it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.drafting.models import Project


class NumberSeries(models.Model):
    """The serial numbers under a code, whatever the nature; drawn one after the other."""

    code = models.CharField(max_length=12, unique=True, help_text="without the mark of nature")
    stock = models.PositiveIntegerField(
        default=0, help_text="the greatest serial held when the series was opened"
    )
    last = models.PositiveIntegerField(default=0, help_text="the serial drawn last")
    opened = models.DateTimeField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class DrawnNumber(models.Model):
    """A number, drawn once for ever: the number of a project that ended is never drawn again."""

    class Kind(models.TextChoices):
        """Where the serial comes from."""

        NEW = "new"
        PART = "part"  # of a standard that has its serial
        REVISION = "revision"  # keeps code and serial and takes the new year

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="drawn")
    code = models.CharField(max_length=12)
    mark = models.CharField(max_length=2, blank=True, help_text="of the nature: T, Z or none")
    serial = models.CharField(max_length=10)
    part = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField(help_text="of the announcement")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    project = models.OneToOneField(
        Project, null=True, blank=True, on_delete=models.SET_NULL, related_name="drawn_number"
    )
    plan_number = models.CharField(max_length=60, help_text="of the project it was drawn for")
    joint_group = models.CharField(max_length=60, blank=True, db_index=True)
    former_years = models.JSONField(default=list, blank=True, help_text="years it bore before")
    drawn = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-drawn", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "serial", "part"],
                condition=~models.Q(kind="revision"),
                name="a_number_is_drawn_once",
            ),
            models.UniqueConstraint(
                fields=["code", "mark", "serial", "part", "year"],
                name="a_number_of_a_year_is_drawn_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As it is printed, with a hyphen: ``DB44/T 12.1-2026``, ``DB44/ 2367-2026``."""
        part = f".{self.part}" if self.part else ""
        return f"{self.code}/{self.mark} {self.serial}{part}-{self.year}"
