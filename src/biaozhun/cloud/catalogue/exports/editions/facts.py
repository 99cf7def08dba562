"""The facts of editions and standards, put into the shapes programs are given."""

import datetime as dt
from collections.abc import Mapping

from biaozhun.cloud.catalogue.exports.editions.shapes import (
    Disagreement,
    EditionExport,
    EditionSummary,
    NatureDispute,
    NaturePeriod,
    NatureSaid,
    OfferedDocument,
    RelatedPublication,
    SeenIn,
    StandardExport,
)
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.edition import EditionPage, StandardPage
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.core.bibliography import Degree, NatureStatement
from biaozhun.core.succession import NatureContradiction, NatureSpan, Standing


def summary(edition: Edition, standing: Standing) -> EditionSummary:
    """One line of a list."""
    return EditionSummary(
        number=edition.number,
        slug=edition.slug,
        title_zh=edition.title_zh,
        title_en=edition.title_en,
        family=edition.family,
        nature=edition.nature,
        status=str(standing.status),
        status_certain=standing.certain,
        published=edition.published,
        in_force=edition.in_force,
        issuing_body=edition.issuing_body,
        ics=edition.ics,
        ccs=edition.ccs,
        invented=edition.invented,
    )


DATES = ("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed")
AS_KEPT = (
    *("number", "official_number", "slug", "family", "nature", "drafting_units", "drafters"),
    *("ics", "ccs", "industry", "summary", "keywords", "tags", "origins", "invented"),
)
BODIES = ("issuing_body", "sector_department", "proposing_body", "jurisdiction_body", "committee")


def export(page: EditionPage) -> EditionExport:
    """The whole edition."""
    edition, standing = page.edition, page.standing
    return EditionExport(
        **{name: getattr(edition, name) for name in AS_KEPT},
        standard=edition.standard.number,
        kind=Edition.Kind(edition.kind),
        nature_as_of=str((page.nature and page.nature.nature) or ""),
        nature_history=[_period(span) for span in page.line.natures.spans],
        nature_told=[_said(told) for told in page.line.natures.told],
        nature_disputes=[_dispute(clash) for clash in page.line.natures.contradictions],
        titles=_filled({"zh": edition.title_zh, "en": edition.title_en, "fr": edition.title_fr}),
        as_of=page.on,
        status=str(standing.status),
        status_since=standing.since,
        status_until=standing.until,
        status_by=list(standing.by),
        status_rule=str(standing.rule),
        status_certain=standing.certain,
        dates={name: getattr(edition, name) for name in DATES},
        bodies=_filled({name: getattr(edition, name) for name in BODIES}),
        relations={kind: [_related(link) for link in links] for kind, links in page.links.items()},
        documents=_documents(page),
        filings=[filing.number for filing in page.filings],
        sources=_sources(page),
        conflicts=_conflicts(page),
    )


def standard_export(standard: Standard, page: StandardPage, on: dt.date) -> StandardExport:
    """A standard and its editions."""
    return StandardExport(
        number=standard.number,
        slug=standard.slug,
        family=standard.family,
        code=standard.code,
        as_of=on,
        newest_in_force=page.newest.number if page.newest else None,
        editions=[summary(row.edition, row.standing) for row in page.rows],
        invented=standard.invented,
    )


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _related(link: Link) -> RelatedPublication:
    return RelatedPublication(
        number=link.number,
        slug=link.slug,
        title=link.title,
        held=link.held,
        degree=link.degree,
        is_adoption=Degree(link.degree).is_adoption if link.degree else None,
        extent=link.extent,
        date=link.date,
        basis=link.basis,
    )


def _period(span: NatureSpan) -> NaturePeriod:
    return NaturePeriod(
        nature=str(span.nature or ""),
        first_day=span.first,
        ends_before=span.after,
        number=span.number,
        rule=span.rule,
        basis=span.basis,
        certain=span.certain,
    )


def _said(told: NatureStatement) -> NatureSaid:
    return NatureSaid(nature=str(told.word), source=told.source, seen=told.seen)


def _dispute(found: NatureContradiction) -> NatureDispute:
    return NatureDispute(
        code=found.clash,
        meaning=found.clash.meaning,
        detail=found.detail,
        said=_said(found.said) if found.said else None,
    )


def _documents(page: EditionPage) -> list[OfferedDocument]:
    return [
        OfferedDocument(
            kind=document.kind,
            language=document.language,
            medium=document.medium,
            reading=document.reading,
            reason=document.reason,
            address=document.address,
        )
        for document in page.documents
    ]


def _sources(page: EditionPage) -> list[SeenIn]:
    return [
        SeenIn(
            source=row.record.source.slug,
            title=row.record.source.title,
            licence=row.record.source.licence,
            first_seen=row.record.first_seen,
            last_seen=row.record.last_seen,
        )
        for row in page.sources
    ]


def _conflicts(page: EditionPage) -> list[Disagreement]:
    return [
        Disagreement(
            field=conflict.field,
            chosen=conflict.chosen,
            chosen_source=conflict.chosen_source,
            other=conflict.other,
            other_source=conflict.other_source,
        )
        for conflict in page.conflicts
    ]
