"""What stands in a document, as a reader behind walls gave it."""

from typing import ClassVar

from django.db import models

from biaozhun.cloud.drafting.models.document import ProjectDocument


class DocumentText(models.Model):
    """The text of a version: what is compared, checked and carried on.

    It may be dropped and read again from the file at any time.
    """

    document = models.OneToOneField(ProjectDocument, on_delete=models.CASCADE, related_name="text")
    paragraphs = models.JSONField(default=list, help_text="in order, each a line of text")
    fault = models.CharField(
        max_length=60, blank=True, help_text="why the file could not be read, as a code"
    )
    read = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["document"]

    def __str__(self) -> str:
        return f"text of document {self.document_id}"
