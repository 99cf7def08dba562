"""An edition in other forms than a page: JSON for programs, citations for writers."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Literal

from django.http import HttpResponse
from ninja import Schema

from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.edition import EditionPage, StandardPage
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.core.bibliography import Degree, NatureStatement
from biaozhun.core.succession import (
    NatureClash,
    NatureContradiction,
    NatureRule,
    NatureSpan,
    Standing,
)


class StandardExport(Schema):
    """A standard with its editions, the newest first."""

    number: str
    slug: str
    kind: Literal["standard"] = "standard"
    family: str
    code: str
    as_of: dt.date
    newest_in_force: str | None
    editions: list["EditionSummary"]
    invented: bool


class EditionSummary(Schema):
    """An edition as lists and searches give it."""

    number: str
    slug: str
    title_zh: str
    title_en: str
    family: str
    nature: str
    status: str
    status_certain: bool
    published: dt.date | None
    in_force: dt.date | None
    issuing_body: str
    ics: list[str]
    ccs: list[str]
    invented: bool


class SeenIn(Schema):
    """A source's row of the edition."""

    source: str
    title: str
    licence: str
    first_seen: dt.date
    last_seen: dt.date


class Disagreement(Schema):
    """Two sources that disagree about a field.

    Without ``chosen_source`` the number itself says what is chosen.
    """

    field: str
    chosen: str
    chosen_source: str
    other: str
    other_source: str


class NatureSaid(Schema):
    """A word of a source on the nature and the day it was seen."""

    nature: str
    source: str
    seen: dt.date | None


class NaturePeriod(Schema):
    """The nature of the text from ``first_day`` on, before ``ends_before``; null is open.

    ``nature`` is mandatory, partly_mandatory, recommended, guidance, voluntary (not mandatory, no
    more is said), or empty where it is unknown or there was none; ``rule`` tells why. ``number`` is
    the one the text carried then, ``basis`` what gave it that number.
    """

    nature: str
    first_day: dt.date | None
    ends_before: dt.date | None
    number: str
    rule: NatureRule
    basis: str
    certain: bool


class NatureDispute(Schema):
    """Statements on the nature that cannot all be true; ``meaning`` says what was decided."""

    code: NatureClash
    meaning: str
    detail: str
    said: NatureSaid | None


class OfferedDocument(Schema):
    """A text of the edition and whether it may be read."""

    kind: str
    language: str
    medium: str
    reading: str
    reason: str
    address: str


class RelatedPublication(Schema):
    """The other end of a relation; ``held`` tells whether the library has it.

    ``is_adoption`` tells of a correspondence with a degree whether it is an adoption (GB/T 20000.2:
    NEQ is none); it is null for every other relation.
    """

    number: str
    slug: str
    title: str
    held: bool
    degree: str
    is_adoption: bool | None
    extent: str
    date: str
    basis: str


class EditionExport(Schema):
    """All that is known of an edition, with the source of each field.

    ``nature`` is what the mark of its number says, ``nature_as_of`` that of the text on the day
    asked for, under the number it bore then; ``nature_history`` covers every day from its
    publication on.
    """

    number: str
    official_number: str
    slug: str
    standard: str
    kind: Edition.Kind
    family: str
    nature: str
    nature_as_of: str
    nature_history: list[NaturePeriod]
    nature_told: list[NatureSaid]
    nature_disputes: list[NatureDispute]
    titles: dict[str, str]
    as_of: dt.date
    status: str
    status_since: dt.date | None
    status_until: dt.date | None
    status_by: list[str]
    status_rule: str
    status_certain: bool
    dates: dict[str, dt.date | None]
    bodies: dict[str, str]
    drafting_units: list[str]
    drafters: list[str]
    ics: list[str]
    ccs: list[str]
    industry: list[str]
    summary: str
    keywords: list[str]
    tags: list[str]
    relations: dict[str, list[RelatedPublication]]
    documents: list[OfferedDocument]
    filings: list[str]
    sources: list[SeenIn]
    origins: dict[str, str]
    conflicts: list[Disagreement]
    invented: bool


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


_NO_VALUE = re.compile(r"[{}\\]")
DATES = ("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed")
BODIES = ("issuing_body", "sector_department", "proposing_body", "jurisdiction_body", "committee")


def export(page: EditionPage) -> EditionExport:
    """The whole edition."""
    edition, standing = page.edition, page.standing
    return EditionExport(
        number=edition.number,
        official_number=edition.official_number,
        slug=edition.slug,
        standard=edition.standard.number,
        kind=Edition.Kind(edition.kind),
        family=edition.family,
        nature=edition.nature,
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
        drafting_units=edition.drafting_units,
        drafters=edition.drafters,
        ics=edition.ics,
        ccs=edition.ccs,
        industry=edition.industry,
        summary=edition.summary,
        keywords=edition.keywords,
        tags=edition.tags,
        relations={kind: [_related(link) for link in links] for kind, links in page.links.items()},
        documents=_documents(page),
        filings=[filing.number for filing in page.filings],
        sources=_sources(page),
        origins=edition.origins,
        conflicts=_conflicts(page),
        invented=edition.invented,
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


def _json(page: EditionPage) -> str:
    return export(page).model_dump_json(indent=2) + "\n"


def _bibtex(page: EditionPage) -> str:
    """A BibTeX entry; braces and backslashes cannot be part of a value."""
    edition = page.edition
    values = {
        "title": edition.title_zh or edition.title_en,
        "number": edition.number,
        "institution": edition.issuing_body,
        "year": str(edition.year or ""),
        "type": "标准" if edition.title_zh else "Standard",
        "note": "invented record of a demonstration" if edition.invented else "",
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", edition.slug).strip("-")
    lines = [f"  {name} = {{{_NO_VALUE.sub('', text)}}}," for name, text in values.items() if text]
    return "\n".join([f"@techreport{{{key},", *lines, "}"]) + "\n"


def _gbt7714(page: EditionPage) -> str:
    """The reference in the order GB/T 7714 gives for standards: body, title, number, year."""
    edition = page.edition
    body = f"{edition.issuing_body}. " if edition.issuing_body else ""
    title = edition.title_zh or edition.title_en
    mark = "（演示用虚构记录）" if edition.invented else ""
    return f"{body}{title}: {edition.official_number}[S]{mark}.\n"


Writer = Callable[[EditionPage], str]
_WRITERS: dict[str, tuple[str, Writer]] = {
    "json": ("application/json", _json),
    "bibtex": ("application/x-bibtex; charset=utf-8", _bibtex),
    "gbt7714": ("text/plain; charset=utf-8", _gbt7714),
}
FORMATS = (("json", "JSON"), ("bibtex", "BibTeX"), ("gbt7714", "GB/T 7714"))


def edition(page: EditionPage, wanted: str) -> HttpResponse:
    """The edition in a form of :data:`FORMATS`; another is refused with the list of them."""
    if wanted not in _WRITERS:
        return _refused(list(_WRITERS))
    content_type, write = _WRITERS[wanted]
    return HttpResponse(write(page), content_type=content_type)


def standard(held: Standard, page: StandardPage, on: dt.date, *, wanted: str) -> HttpResponse:
    """The standard as JSON, the one form it has."""
    if wanted != "json":
        return _refused(["json"])
    text = standard_export(held, page, on).model_dump_json(indent=2) + "\n"
    return HttpResponse(text, content_type="application/json")


def _refused(offered: list[str]) -> HttpResponse:
    return HttpResponse(
        f"?format= one of: {', '.join(offered)}\n",
        content_type="text/plain; charset=utf-8",
        status=HTTPStatus.BAD_REQUEST,
    )
