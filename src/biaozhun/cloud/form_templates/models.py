"""Templates of forms by version and day, and the sealed scans that come back."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.form_templates.storage import form_storage

FORM_NAME = 100  # characters
SUBJECT = 200


class FormTemplate(models.Model):
    """A version of a template of a form; from a day on it takes the place of those before it."""

    authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="form_templates",
        help_text="whose it is; empty for everybody without one",
    )
    form = models.CharField(max_length=FORM_NAME, db_index=True, help_text="its name: slice.form")
    version = models.PositiveSmallIntegerField(help_text="of the authority's form, from 1")
    valid_from = models.DateField()
    file = models.FileField(upload_to="templates/%Y/%m", storage=form_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    note = models.CharField(max_length=300, blank=True, help_text="what is new in it")
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, help_text="why it was withdrawn")

    class Meta:
        ordering = ["form", "authority", "-valid_from", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "form", "version"], name="versions_of_a_form_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["form", "version"],
                condition=models.Q(authority=None),
                name="versions_of_a_form_for_all_are_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=None) | ~models.Q(reason=""),
                name="a_template_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version}"


class SealedCopy(models.Model):
    """The scan of a filled form with its seal, back at the case it belongs to."""

    subject = models.CharField(max_length=SUBJECT, db_index=True, help_text="the case")
    form = models.CharField(max_length=FORM_NAME, help_text="name of the form: slice.form")
    file = models.FileField(upload_to="sealed/%Y/%m", storage=form_storage, max_length=300)
    name = models.CharField(max_length=255, help_text="of the file, as it came")
    media_type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    day = models.DateField(help_text="that stands on the paper")
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["subject", "form", "-added", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "form", "digest"], name="a_sealed_scan_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.form} {self.day}"
