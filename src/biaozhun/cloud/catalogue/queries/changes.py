"""What has changed since somebody last looked."""

import datetime as dt

import msgspec

from biaozhun.cloud.catalogue.models import EditionChange, Relation
from biaozhun.core.bibliography import RelationKind
from biaozhun.core.number import NumberError, parse_slug


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What a portion of the log may bear on.

    Attributes:
        slugs: the editions that changed, what they replace or take over, and the standards of all
            of them.
        first: when the earliest of the changes was written.
        sequence: the last change of the portion, to go on from.
    """

    slugs: frozenset[str]
    first: dt.datetime
    sequence: int


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


def touched_since(sequence: int, *, limit: int) -> Touched | None:
    """What the next changes behind a place in the log may bear on; two questions.

    Args:
        sequence: as of :func:`changes_since`.
        limit: how many changes at most.

    Returns:
        ``None`` where nothing has changed.
    """
    changes = changes_since(sequence, limit=limit)
    if not changes:
        return None
    slugs = {change.slug for change in changes}
    ties = Relation.objects.filter(edition__slug__in=slugs).exclude(kind=RelationKind.CITES)
    for pair in ties.values_list("subject", "object"):
        slugs.update(pair)
    standards = {standard for slug in slugs if (standard := _standard(slug))}
    return Touched(
        slugs=frozenset(slugs | standards),
        first=min(change.changed for change in changes),
        sequence=changes[-1].sequence,
    )


def _standard(slug: str) -> str:
    """The slug of the standard of an edition; empty where it has no number."""
    try:
        return parse_slug(slug).undated().slug
    except NumberError:
        return ""
