"""What may be handed on: bibliographic facts of all, texts by others where their source allows.

Invented records of a demonstration are handed on only to who asks for them by their own set.
"""

from collections import defaultdict
from collections.abc import Collection

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Source, SourceRecord
from biaozhun.core.bibliography import BibliographicRecord

decode_facts = msgspec.json.Decoder(BibliographicRecord).decode


class _Abstract(msgspec.Struct):
    """The one field that is read of a row; the rest of it is passed over."""

    summary: str = ""


_abstract = msgspec.json.Decoder(_Abstract).decode


def disclosed_summaries(editions: Collection[Edition]) -> dict[int, str]:
    """Edition id → the abstract of the strongest source that allows it to be handed on.

    Two questions. An edition whose abstracts may all not be handed on is not in it.
    """
    allowed = set(Source.objects.filter(redistributable=True).values_list("pk", flat=True))
    with_text = [edition.pk for edition in editions if edition.summary]
    if not allowed or not with_text:
        return {}
    rows = (
        SourceRecord.objects.filter(edition__in=with_text, source__in=allowed)
        .order_by("edition", "source__rank", "-last_seen", "source__slug", "position")
        .values_list("edition_id", "facts")
    )
    found: dict[int, str] = {}
    for pk, facts in rows.iterator():
        if pk not in found and (text := _abstract(facts).summary):
            found[pk] = text
    return found


class SeenBy(msgspec.Struct, frozen=True, kw_only=True):
    """A source that speaks of an edition, and on which days."""

    source: str
    title: str
    licence: str
    redistributable: bool
    first_seen: str
    last_seen: str


def sources_of(editions: Collection[Edition]) -> dict[int, list[SeenBy]]:
    """Edition id → its sources in the order of their precedence; one question."""
    rows = (
        SourceRecord.objects.filter(edition__in=[edition.pk for edition in editions])
        .order_by("edition", "source__rank", "source__slug")
        .values_list(
            "edition_id",
            "first_seen",
            "last_seen",
            "source__slug",
            "source__title",
            "source__licence",
            "source__redistributable",
        )
    )
    found: dict[int, dict[str, SeenBy]] = defaultdict(dict)
    for pk, first, last, slug, title, licence, allowed in rows:
        days = (first.isoformat(), last.isoformat())
        if known := found[pk].get(slug):
            days = (min(known.first_seen, days[0]), max(known.last_seen, days[1]))
        found[pk][slug] = SeenBy(
            source=slug,
            title=title,
            licence=licence,
            redistributable=allowed,
            first_seen=days[0],
            last_seen=days[1],
        )
    return {pk: list(sources.values()) for pk, sources in found.items()}
