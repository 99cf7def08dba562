"""The catalogue by natural keys, so that two of them can be compared."""

from biaozhun.cloud.catalogue.actions.editions import _MERGED_FIELDS
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Document,
    Edition,
    Filing,
    Relation,
    SourceRecord,
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
