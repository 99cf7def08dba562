"""What became of a table of running projects."""

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation


class TakeoverRun(models.Model):
    """A table of projects was taken over, as somebody states."""

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stated_by = models.CharField(max_length=200, help_text="who vouches for it")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200, help_text="of the file")
    made = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0, help_text="rows whose project was here already")
    files = models.PositiveIntegerField(default=0)
    heading = models.JSONField(default=list)
    rejected = models.JSONField(default=list, help_text="line, row and reasons of each")
    unclaimed = models.JSONField(default=list, help_text="files that no row or no kind claims")

    class Meta:
        ordering = ["-made", "-id"]

    def __str__(self) -> str:
        return self.name
