"""What has changed since somebody last looked."""

from biaozhun.cloud.catalogue.models import EditionChange


def changes_since(sequence: int, *, limit: int) -> list[EditionChange]:
    """The changes behind a place in the log, in their order.

    Of an edition that changed several times there is only the last. Whoever goes on from the
    ``sequence`` of the last one received misses nothing: a transaction that commits later has
    greater numbers.

    Args:
        sequence: the number of the last change known; 0 for all.
        limit: how many at most.
    """
    return list(EditionChange.objects.filter(sequence__gt=sequence).order_by("sequence")[:limit])


def last_sequence() -> int:
    """The number of the latest change, 0 where there is none."""
    last = EditionChange.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    return last or 0
