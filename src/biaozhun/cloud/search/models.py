"""The one table of search: which documents the index has yet to look at."""

from django.db import models
from django.db.models.functions import Now


class Outbox(models.Model):
    """A document that changed. A row that is there is work left; nothing else is recorded.

    Rows are written in the transaction that changes the document and deleted once the index has
    committed it. There is no position to remember: where transactions commit in another order
    than they drew their numbers, a late row is simply found by the next look.
    """

    seq = models.BigAutoField(primary_key=True)
    document_id = models.BigIntegerField()
    queued_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "search_outbox"

    def __str__(self) -> str:
        return f"{self.seq}: {self.document_id}"
