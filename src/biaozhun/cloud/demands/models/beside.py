"""What stands beside a demand or a suggestion: who filed it, files, and what became of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.models.demand import Demand
from biaozhun.cloud.demands.models.suggestion import Suggestion
from biaozhun.cloud.demands.storage import filed_storage
from biaozhun.core.lifecycle import Visibility


def _one(name: str) -> models.CheckConstraint:
    """It belongs to a demand or to a suggestion, never to both or neither."""
    both = models.Q(demand=None) ^ models.Q(suggestion=None)
    return models.CheckConstraint(condition=both, name=name)


class Beside(models.Model):
    """Something that belongs to one demand or one suggestion."""

    demand = models.ForeignKey(
        Demand, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    suggestion = models.ForeignKey(
        Suggestion, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True


def beside(case: Demand | Suggestion) -> dict[str, Any]:
    """The field that says what something belongs to."""
    return {"demand": case} if isinstance(case, Demand) else {"suggestion": case}


class Contact(Beside):
    """What a filer says of themselves, for who has the case in hand; taken out on request."""

    name = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="telephone or e-mail address")

    class Meta:
        constraints: ClassVar = [
            _one("a_contact_belongs_to_one"),
            models.UniqueConstraint(fields=["demand"], name="a_demand_has_one_contact"),
            models.UniqueConstraint(fields=["suggestion"], name="a_suggestion_has_one_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"  # never what it holds: it would stand in logs


class Attachment(Beside):
    """A file that was sent with it."""

    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="filed/", storage=filed_storage, max_length=300)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    added = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [_one("a_file_belongs_to_one")]

    def __str__(self) -> str:
        return self.name


class Entry(Beside):
    """A step of it, as its history tells it."""

    action = models.CharField(max_length=20)
    role = models.CharField(max_length=12, help_text="in what role the step was taken")
    at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="for the desk alone",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="to whom it was given with this step",
    )
    text = models.TextField(blank=True)
    is_text_public = models.BooleanField(default=False)
    visibility = models.CharField(
        max_length=12,
        choices=[(str(one), str(one)) for one in Visibility],
        help_text="who may see that it happened",
    )

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [_one("a_step_belongs_to_one")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d}"
