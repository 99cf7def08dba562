"""Filing of issued standards with the authority above: city, province, nation."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case, known_state
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.life import FILING


class Filing(Case):
    """A standard is filed with one authority above."""

    class With(models.TextChoices):
        """Which authority."""

        PROVINCE = "province"
        NATION = "nation"

    machine = FILING

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="filings")
    number = models.CharField(max_length=190, help_text="of the standard")
    filer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="filings_made")
    filed_with = models.CharField(max_length=8, choices=With.choices)
    recipient = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="filings_received",
        help_text="where it works on this installation",
    )
    rule = models.CharField(max_length=5, help_text="T-03, T-04 or T-07")
    began = models.DateField(help_text="the day of publication")
    due = models.DateField(null=True, blank=True, help_text="the last day, where a rule names one")
    submitted = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    batch = models.CharField(
        max_length=60, blank=True, db_index=True, help_text="handed in together"
    )
    filing_number = models.CharField(max_length=100, blank=True)
    accepted = models.DateField(null=True, blank=True)
    announcement = models.CharField(
        max_length=100, blank=True, help_text="number of the announcement of filings"
    )
    announcement_day = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="why it was sent back")

    class Meta:
        ordering = ["due", "id"]
        constraints: ClassVar = [
            known_state(FILING, "a_filing_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["project", "filed_with"], name="a_standard_is_filed_once_with_each"
            ),
            models.UniqueConstraint(
                fields=["recipient", "filing_number"],
                condition=~models.Q(filing_number="") & models.Q(recipient__isnull=False),
                name="an_authority_gives_a_filing_number_once",
            ),
            models.UniqueConstraint(
                fields=["filing_number"],
                condition=~models.Q(filing_number="") & models.Q(filed_with="nation"),
                name="the_nation_gives_a_filing_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.filed_with}"
