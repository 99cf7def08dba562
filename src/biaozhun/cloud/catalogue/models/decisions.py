"""What keepers decided for all rows to come: which source is believed, which number is meant.

A decision that is taken back keeps its row with the day, so that the history can be told.
"""

from django.db import models

from biaozhun.cloud.catalogue.models.editions import SLUG


class PrecedenceRule(models.Model):
    """Of a field, one source is believed over another, consulted whenever editions are merged."""

    field = models.CharField(max_length=30)
    preferred = models.CharField(max_length=60, help_text="slug of the source that is believed")
    over = models.CharField(max_length=60, blank=True, help_text="slug; empty for any other")
    prefix = models.CharField(max_length=60, blank=True, help_text="how the code begins; or any")
    reason = models.TextField()
    person = models.CharField(max_length=150)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    candidates = models.PositiveBigIntegerField(default=0, help_text="editions to merge again")
    done = models.PositiveBigIntegerField(default=0, help_text="of those, behind us")
    applied = models.DateTimeField(
        null=True, blank=True, help_text="when what is held followed it, or its withdrawal"
    )

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"{self.field}: {self.preferred} > {self.over or '*'}"


class NumberDecision(models.Model):
    """Rows of one number are read as another: all of them (a merge), or one row (a split)."""

    from_slug = models.CharField(max_length=SLUG, db_index=True)
    to_slug = models.CharField(max_length=SLUG, db_index=True)
    to_number = models.CharField(max_length=SLUG)
    source = models.CharField(max_length=60, blank=True, help_text="of the one row; empty for all")
    row = models.CharField(
        max_length=250, blank=True, help_text="digest of the row as it came, or id: and its key"
    )
    reason = models.TextField()
    person = models.CharField(max_length=150)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_slug", "source", "row"],
                condition=models.Q(until=None),
                name="a_number_is_read_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_slug} → {self.to_slug}"
