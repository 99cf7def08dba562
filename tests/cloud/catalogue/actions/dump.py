"""The catalogue by natural keys, so that two of them can be compared."""

from django.db.models import Q

from biaozhun.cloud.catalogue.actions.editions import _MERGED_FIELDS
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Conflict,
    Document,
    Edition,
    Filing,
    Relation,
    Source,
    SourceRecord,
    Standard,
)

FIELDS = [name for name in _MERGED_FIELDS if name != "standard"]


def catalogue_dump() -> dict[str, list[tuple[object, ...]]]:
    """Every table that an import writes, in the order of natural keys and without ids."""
    editions = Edition.objects.order_by("slug").values_list("slug", "standard__slug", *FIELDS)
    rows = SourceRecord.objects.order_by("source__slug", "digest").values_list(
        "source__slug", "digest", "edition__slug", "raw", "facts", "last_seen"
    )
    relations = Relation.objects.order_by("edition__slug", "kind", "subject", "object").values_list(
        "edition__slug", "kind", "subject", "object", "extent", "degree", "date", "basis"
    )
    documents = Document.objects.order_by("edition__slug", "kind", "language", "address")
    conflicts = Conflict.objects.order_by("edition__slug", "field", "other_source", "other")
    return {
        "editions": list(editions),
        "rows": list(rows),
        "relations": list(relations),
        "documents": list(
            documents.values_list("edition__slug", "kind", "language", "reading", "address")
        ),
        "filings": list(
            Filing.objects.order_by("edition__slug", "number").values_list(
                "edition__slug", "number", "announcement__number", "date"
            )
        ),
        "conflicts": list(
            conflicts.values_list(
                "edition__slug", "field", "chosen", "chosen_source", "other", "other_source"
            )
        ),
    }


def whole_dump() -> dict[str, list[tuple[object, ...]]]:
    """Every table of the catalogue but runs, journal and log, without ids.

    A source that only runs which were taken back name is part of their history.
    """
    used = Q(records__isnull=False) | Q(runs__state__in=["running", "done"]) | Q(runs=None)
    sources = Source.objects.filter(used).distinct().order_by("slug")
    rows = SourceRecord.objects.order_by("source__slug", "edition__slug", "digest")
    return catalogue_dump() | {
        "sources": list(sources.values_list("slug", "title", "rank", "licence", "invented")),
        "standards": list(
            Standard.objects.order_by("slug").values_list(
                "slug", "number", "family", "code", "sort_key", "invented"
            )
        ),
        "announcements": list(
            Announcement.objects.order_by("slug").values_list(
                "slug", "issuer", "number", "date", "kind", "title"
            )
        ),
        "first days": list(Edition.objects.order_by("slug").values_list("slug", "first_recorded")),
        "all of the rows": list(
            rows.values_list(
                "edition__slug", "digest", "position", "first_seen", "announcement__slug"
            )
        ),
        "decided": list(
            Conflict.objects.order_by(
                "edition__slug", "field", "other_source", "other"
            ).values_list("edition__slug", "field", "decided")
        ),
    }
