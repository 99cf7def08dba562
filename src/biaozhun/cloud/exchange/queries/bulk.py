"""Every public record, in portions of a constant number of questions."""

import datetime as dt
from collections.abc import Iterator

import msgspec
from django.db.models import Count, Q

from biaozhun.cloud.catalogue.exports.editions.relations_told import relations_told
from biaozhun.cloud.catalogue.models import Edition, Relation, Source
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.exchange.exports.rows import BulkRelation, BulkRow, BulkSource, day
from biaozhun.cloud.exchange.queries.disclosing import SeenBy, disclosed_summaries, sources_of

PORTION = 1_000

_AS_KEPT = (
    *("number", "slug", "kind", "family", "nature", "region", "year"),
    *("title_zh", "title_en", "title_fr", "issuing_body", "sector_department", "proposing_body"),
    *("jurisdiction_body", "committee", "drafting_units", "ics", "ccs", "industry", "stage"),
    *("doctype", "language", "keywords", "tags"),
)


def bulk_rows(on: dt.date) -> Iterator[list[BulkRow]]:
    """The rows in the order in which the editions were recorded; invented ones are left out."""
    public = Edition.objects.filter(invented=False).select_related("standard").order_by("pk")
    after = 0
    while portion := list(public.filter(pk__gt=after)[:PORTION]):
        after = portion[-1].pk
        yield _rows(portion, on)


def _rows(editions: list[Edition], on: dt.date) -> list[BulkRow]:
    summaries = disclosed_summaries(editions)
    sources = sources_of(editions)
    relations = relations_told(editions)
    return [
        _row(
            standing,
            on,
            summary=summaries.get(standing.edition.pk, ""),
            sources=sources.get(standing.edition.pk, []),
            relations=relations.get(standing.edition.pk, []),
        )
        for standing in with_standings(editions, on)
    ]


def _row(
    standing: Row,
    on: dt.date,
    *,
    summary: str,
    sources: list[SeenBy],
    relations: list[Relation],
) -> BulkRow:
    edition = standing.edition
    licences = dict.fromkeys(source.licence for source in sources if source.licence)
    return BulkRow(
        **{name: getattr(edition, name) for name in _AS_KEPT},
        standard=edition.standard.number,
        published=day(edition.published) or edition.published_text,
        in_force=day(edition.in_force),
        withdrawn=day(edition.withdrawn),
        reviewed=day(edition.reviewed),
        status=str(standing.standing.status),
        as_of=day(on),
        edition=edition.edition_label,
        relations=[_relation(edition, one) for one in relations],
        summary=summary,
        licence="; ".join(licences),
        sources=[
            BulkSource(
                source=source.source,
                licence=source.licence,
                first_seen=source.first_seen,
                last_seen=source.last_seen,
            )
            for source in sources
        ],
    )


def _relation(edition: Edition, relation: Relation) -> BulkRelation:
    return BulkRelation(
        kind=relation.kind,
        inverse=relation.subject != edition.slug,
        number=relation.other_number,
        extent=relation.extent,
        degree=relation.degree,
        date=day(relation.date),
        basis=relation.basis,
    )


class SourceLicence(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done with the rows of a source."""

    source: str
    title: str
    licence: str
    redistributable: bool
    address: str
    editions: int


def source_licences() -> list[SourceLicence]:
    """Every source of public records, in one question."""
    counted = Count("records__edition", distinct=True, filter=Q(records__edition__invented=False))
    found = Source.objects.filter(invented=False).annotate(editions=counted)
    return [
        SourceLicence(
            source=source.slug,
            title=source.title,
            licence=source.licence,
            redistributable=source.redistributable,
            address=source.address,
            editions=source.editions,
        )
        for source in found.order_by("slug")
        if source.editions
    ]
