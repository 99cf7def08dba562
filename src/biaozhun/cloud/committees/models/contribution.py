"""Who led or took part in which edition, each entry citable and verifiable."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class Contribution(models.Model):
    """A unit or a person took part in drafting an edition.

    The edition is named by slug, number and title, which stay even where it is not held.
    """

    class Party(models.TextChoices):
        """Who."""

        UNIT = "unit"
        PERSON = "person"

    class Kind(models.TextChoices):
        """What was made."""

        NEW = "new"
        REVISION = "revision"

    class Share(models.TextChoices):
        """What the part was: printed first, or behind."""

        LEAD = "lead"  # 为主、主导
        PART = "part"  # 参与

    class Origin(models.TextChoices):
        """Where the entry comes from."""

        ANNOUNCEMENT = "announcement"  # a standard issued here
        CATALOGUE = "catalogue"  # the drafting units of a record, confirmed by somebody
        IMPORT = "import"
        STATED = "stated"  # entered by the authority on evidence

    code = models.CharField(max_length=12, unique=True, help_text="what it is cited by, for ever")
    slug = models.CharField(max_length=190, db_index=True)
    number = models.CharField(max_length=190)
    title = models.TextField(blank=True)
    level = models.CharField(max_length=20, db_index=True, help_text="a family of numbers")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    party = models.CharField(max_length=6, choices=Party.choices)
    name = models.CharField(max_length=200, help_text="of the unit or of the person")
    unit = models.CharField(max_length=200, blank=True, help_text="whom the person works for")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
        help_text="the unit, or the person's, where it is on record",
    )
    position = models.PositiveSmallIntegerField(help_text="in the printed order, from 1")
    share = models.CharField(max_length=4, choices=Share.choices)
    published = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(db_index=True)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    source = models.CharField(max_length=300, blank=True, help_text="which announcement, file, row")
    evidence = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what the entry says")
    withdrawn = models.DateField(null=True, blank=True, help_text="it was a mistake, since then")
    reason = models.CharField(max_length=300, blank=True, help_text="why it was withdrawn")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["-year", "slug", "party", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug", "party", "name", "unit"], name="a_contribution_is_recorded_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["party", "name"], name="contribution_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name} {self.number}"


class ContributionVersion(models.Model):
    """What an entry said from an instant on; printed certificates are compared with it."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="versions"
    )
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    since = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["contribution", "-since", "-id"]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.digest[:16]}"
