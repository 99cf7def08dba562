"""Files of copies that came in, and counts of what stands at a place."""

from django.db import models
from django.db.models import Q

from biaozhun.cloud.holdings.models.stock import Copy, Place


class Intake(models.Model):
    """A file of copies that came in, and what became of its rows."""

    file_name = models.CharField(max_length=300)
    brought = models.DateTimeField()
    brought_by = models.CharField(max_length=150)
    stored = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()

    class Meta:
        ordering = ["-brought"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.brought:%Y-%m-%d %H:%M})"


class IntakeFault(models.Model):
    """A row that did not become a copy: the reason, and the row to be mended and sent again."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="faults")
    position = models.PositiveIntegerField(help_text="row of the table, the header is 1")
    code = models.CharField(max_length=60)
    message = models.TextField()
    cells = models.JSONField(help_text="heading → text as it came")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "position"], name="a_row_of_copies_fails_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class Stocktake(models.Model):
    """A count of what really stands at a place."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stocktakes")
    begun = models.DateTimeField()
    begun_by = models.CharField(max_length=150)
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(closed__isnull=True), name="one_open_count_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.begun:%Y-%m-%d})"


class Scan(models.Model):
    """A barcode met during a count."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="scans")
    barcode = models.CharField(max_length=60)
    copy = models.ForeignKey(
        Copy, null=True, blank=True, on_delete=models.CASCADE, related_name="scans"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stocktake", "barcode"], name="a_barcode_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return self.barcode
