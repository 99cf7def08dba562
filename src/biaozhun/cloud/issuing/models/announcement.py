"""Announcements that are issued here, and the rows they carry."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.life import ANNOUNCEMENT


class AnnouncementSeries(models.Model):
    """The numbers of an authority's announcements in a year."""

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["authority", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "year"], name="a_year_has_one_series_of_announcements"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.year}"


class Announcement(Case):
    """One announcement with many standards; all of its rows go out, or none."""

    machine = ANNOUNCEMENT

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="announcements_issued"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="what stands before the list")
    day = models.DateField(null=True, blank=True)
    in_force = models.DateField(null=True, blank=True, help_text="of rows that name no other day")
    short_reason = models.CharField(
        max_length=300, blank=True, help_text="why the transition is shorter than usual"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True, help_text="drawn when signed")
    number = models.CharField(max_length=100, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issued = models.DateTimeField(null=True, blank=True)
    slug = models.CharField(
        max_length=SLUG, blank=True, db_index=True, help_text="in the catalogue"
    )

    class Meta:
        ordering = ["-day", "-id"]
        constraints: ClassVar = [
            known_state(ANNOUNCEMENT, "an_announcement_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["authority", "year", "serial"],
                condition=~models.Q(serial=None),
                name="an_announcement_number_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class AnnouncementRow(models.Model):
    """One standard of an announcement."""

    class Kind(models.TextChoices):
        """What is done to it."""

        PUBLISH = "publish"
        WITHDRAW = "withdraw"
        CORRECT = "correct"  # 修改单

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField(help_text="from 1")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="announced_in"
    )
    number = models.CharField(
        max_length=SLUG, blank=True, help_text="of what is withdrawn, or of the amendment"
    )
    title = models.CharField(max_length=300, blank=True)
    in_force = models.DateField(null=True, blank=True, help_text="where it is another day")
    expires = models.DateField(null=True, blank=True, help_text="of a guidance document")
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["announcement", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["announcement", "position"], name="rows_of_an_announcement_are_numbered"
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="publish") & ~models.Q(project=None))
                | (~models.Q(kind="publish") & ~models.Q(number="")),
                name="a_row_names_a_project_or_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}: {self.position}"
