"""Where an organisation stands, what it was called when, and what stands for many of them."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class Level(models.TextChoices):
    """How high in the administration something stands."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"


class Kind(models.TextChoices):
    """What an organisation is."""

    GOVERNMENT = "government"  # the people's government of a place
    DEPARTMENT = "department"  # of a government
    ZONE = "zone"  # functional zone: a unit, but no administrative division
    INSTITUTION = "institution"  # public institution, research institute
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    OTHER = "other"


class OrganisationPlace(models.Model):
    """Where an organisation stands in the administration; one a organisation."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="place"
    )
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    division = models.CharField(
        max_length=6, blank=True, help_text="code of the administrative division (GB/T 2260)"
    )
    is_authority = models.BooleanField(
        default=False, help_text="the standardization authority that runs this installation"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day it existed")
    successor = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="an_organisation_is_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.level} {self.kind}"


class OrganisationName(models.Model):
    """A name an organisation is or was called by in policy texts: full, short, former."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200, help_text="as the texts write it")
    folded = models.CharField(max_length=200, db_index=True, help_text="Simplified, without blanks")
    key = models.CharField(max_length=200, db_index=True, help_text="with customary short forms")
    local = models.CharField(
        max_length=200, db_index=True, help_text="the same with the bare level for the place"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the last day it was its name")
    basis = models.CharField(max_length=300, blank=True, help_text="where that is said")

    class Meta:
        ordering = ["organisation", "since", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="a_name_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Collective(models.Model):
    """A name that stands for many: 各区县政府, 联席会议各成员单位.

    Its members on a day are those of a body, or all organisations of a kind at some levels.
    """

    name = models.CharField(max_length=200)
    folded = models.CharField(
        max_length=200, unique=True, help_text="what its spellings have in common"
    )
    body = models.ForeignKey(
        "Body", null=True, blank=True, on_delete=models.CASCADE, related_name="collectives"
    )
    levels = models.JSONField(default=list, help_text="at which levels; none is every one")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(body=None) & ~models.Q(kind=""))
                | (~models.Q(body=None) & models.Q(kind="")),
                name="a_collective_is_of_a_body_or_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitImport(models.Model):
    """What became of a table of organisations, with the rows that were not taken."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200, help_text="of the file")
    made = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    heading = models.JSONField(default=list)
    rejected = models.JSONField(default=list, help_text="line, row and reason of each")

    class Meta:
        ordering = ["-made"]

    def __str__(self) -> str:
        return self.name
