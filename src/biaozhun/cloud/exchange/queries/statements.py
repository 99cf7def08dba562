"""The statements kept of editions, as they are handed to another installation."""

from collections import defaultdict
from collections.abc import Collection

import msgspec

from biaozhun.cloud.catalogue.models import Announcement, Edition, Source, SourceRecord
from biaozhun.cloud.exchange.models import ForeignSource
from biaozhun.cloud.exchange.queries.disclosing import decode_facts
from biaozhun.cloud.exchange.statements import AnnouncementTold, SourceTold, Statement
from biaozhun.core.bibliography import BibliographicRecord


def statements_of(editions: Collection[Edition], own: str) -> dict[int, list[Statement]]:
    """Edition id → its statements in the order of their rows; four questions.

    Invented rows go only with invented editions. An abstract goes only with a source that allows
    it.

    Args:
        editions: whose statements are wanted.
        own: the identifier of this installation.
    """
    told = sources_told(own)
    invented = {edition.pk for edition in editions if edition.invented}
    rows = (
        SourceRecord.objects.filter(edition__in=[edition.pk for edition in editions])
        .select_related("announcement")
        .defer("raw")
        .order_by("edition", "source", "position", "digest")
    )
    found: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        source = told[row.source_id]
        if source.invented and row.edition_id not in invented:
            continue
        found[row.edition_id].append(_statement(row, source))
    return dict(found)


def sources_told(own: str) -> dict[int, SourceTold]:
    """Id of a source → the source under the name it has where it is kept."""
    foreign = {row.slug: row for row in ForeignSource.objects.all()}
    return {source.pk: _told(source, foreign.get(source.slug), own) for source in _all_sources()}


def _all_sources() -> Collection[Source]:
    return list(Source.objects.order_by("pk"))


def _told(source: Source, foreign: ForeignSource | None, own: str) -> SourceTold:
    return SourceTold(
        installation=foreign.installation if foreign else own,
        slug=foreign.origin if foreign else source.slug,
        title=source.title,
        rank=source.rank,
        licence=source.licence,
        address=source.address,
        redistributable=source.redistributable,
        invented=source.invented,
    )


def _statement(row: SourceRecord, source: SourceTold) -> Statement:
    return Statement(
        source=source,
        facts=_handed_on(decode_facts(row.facts), source),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        position=row.position,
        announcement=_announced(row.announcement),
    )


def _handed_on(record: BibliographicRecord, source: SourceTold) -> BibliographicRecord:
    summary = record.summary if source.redistributable else ""
    return msgspec.structs.replace(record, seen=None, findings=(), summary=summary)


def _announced(announcement: Announcement | None) -> AnnouncementTold | None:
    if announcement is None:
        return None
    return AnnouncementTold(
        issuer=announcement.issuer,
        number=announcement.number,
        kind=announcement.kind,
        title=announcement.title,
        date=announcement.date,
        address=announcement.address,
    )
