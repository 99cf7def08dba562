"""The days off and worked weekends of a year, as a notice of the State Council says them."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class HolidayYear(models.Model):
    """A year whose notice was loaded here; it takes the place of what is shipped for it."""

    year = models.PositiveSmallIntegerField(unique=True)
    notice = models.CharField(max_length=100, help_text="number of the document")
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    loaded = models.DateTimeField()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class HolidayDay(models.Model):
    """A day that the notice takes out of the usual week."""

    of = models.ForeignKey(HolidayYear, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=[("off", "off"), ("work", "work")])
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["day"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["off", "work"]), name="a_day_is_off_or_worked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
