"""What demands and suggestions have in common: somebody filed them, a department has them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.drafting.models import Field


class Filed(Case):
    """Something that was filed through the door for everybody.

    Who filed it without an account is known by a receipt alone, and what they say of themselves
    stands apart (:class:`.beside.Contact`), so that no public page ever reads it.
    """

    title = models.CharField(max_length=200)
    field = models.CharField(max_length=12, choices=Field.choices, blank=True, db_index=True)
    ics = models.JSONField(default=list, blank=True, help_text="codes")
    known = models.TextField(blank=True, help_text="existing standards, as they were told")
    standards = models.JSONField(default=list, blank=True, help_text="slugs of the numbers in it")
    filed = models.DateTimeField(db_index=True)
    published = models.DateTimeField(
        null=True, blank=True, help_text="since when everybody may read it; empty for nobody"
    )
    filer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss_filed",
    )
    receipt = models.CharField(
        max_length=64, null=True, blank=True, unique=True, help_text="SHA-256 of the code"
    )
    form = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        help_text="SHA-256 of the form it was filed by: sent twice, it stands once",
    )
    department = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text="the one that has it in hand",
    )
    answer = models.TextField(blank=True, help_text="the latest word on it, for everybody")
    answered = models.DateTimeField(
        null=True, blank=True, help_text="when the first word on it was given"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["-filed", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def days_to_answer(self) -> int | None:
        """Whole days between filing and the first word on it; none before there is one."""
        return None if self.answered is None else (self.answered - self.filed).days
