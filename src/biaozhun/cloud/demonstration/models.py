"""What the demonstration made, so that it goes on where it stopped and goes out again whole."""

from typing import ClassVar

from django.db import models


class Loading(models.Model):
    """The demonstration that is in, or on its way in; at most one."""

    projects = models.PositiveIntegerField(help_text="how many were asked for")
    seed = models.PositiveIntegerField()
    day = models.DateField(help_text="the day its history leads up to")
    finished = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.projects} projects until {self.day}"


class Piece(models.Model):
    """A part that is done, by its name; with the row it made, where others look for it."""

    name = models.CharField(max_length=80, unique=True, help_text="batch:3, project:17, person:…")
    key = models.PositiveBigIntegerField(null=True, blank=True, help_text="id of the row it made")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name
