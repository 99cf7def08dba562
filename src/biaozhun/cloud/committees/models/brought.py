"""What became of tables that were brought."""

from django.conf import settings
from django.db import models


class TableRun(models.Model):
    """A table of committees, members, posts or contributions, with the rows not taken."""

    class Kind(models.TextChoices):
        """Of what."""

        COMMITTEES = "committees"
        MEMBERS = "members"
        POSTS = "posts"
        CONTRIBUTIONS = "contributions"

    kind = models.CharField(max_length=13, choices=Kind.choices)
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
