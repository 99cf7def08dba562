"""Standards, their editions and the documents of these."""

import datetime as dt
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api.asking import (
    Cursor,
    Limit,
    Text,
    cursor_at,
    day_or_today,
    position_of,
)
from biaozhun.cloud.catalogue.api.shapes import (
    DocumentOut,
    DocumentPageOut,
    EditionPageOut,
    Selected,
    StandardPageOut,
    StandardSummary,
)
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries import addresses, listing
from biaozhun.cloud.catalogue.queries.edition import edition_page, standard_page
from biaozhun.cloud.ui.problems import Problem, problem
from biaozhun.core.number import Family, parse_slug

router = Router(tags=["standards"])


@router.get("/standards", response={200: StandardPageOut, 422: Problem}, summary="List standards")
def standards(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Cursor = "",
    limit: Limit = 100,
    family: Family | None = None,
    code: Text = "",
    on: dt.date | None = None,
) -> StandardPageOut:
    """All standards, page by page, each with the newest of its editions in force on the day."""
    day = day_or_today(on)
    page = listing.standards_listed(
        after=position_of(cursor), limit=limit, family=str(family or ""), code=clean(code), on=day
    )
    return StandardPageOut(
        as_of=day,
        items=[
            StandardSummary(
                number=row.standard.number,
                slug=row.standard.slug,
                family=row.standard.family,
                code=row.standard.code,
                editions=row.editions,
                newest_in_force=row.newest,
                invented=row.standard.invented,
            )
            for row in page.items
        ],
        next=cursor_at(page.last),
    )


@router.get("/editions", response={200: EditionPageOut, 422: Problem}, summary="List editions")
def editions(request: HttpRequest, asked: Query[Selected]) -> EditionPageOut:  # noqa: ARG001  -- ninja's signature
    """All editions, page by page; the cursor stays good while records come and go."""
    wanted = listing.Selection(
        family=str(asked.family or ""),
        code=clean(asked.code),
        nature=clean(asked.nature),
        region=clean(asked.region),
        year=asked.year,
        source=clean(asked.source),
        recorded_since=asked.recorded_since,
    )
    page = listing.listed(
        wanted,
        after=position_of(asked.cursor),
        limit=asked.limit,
        on=day_or_today(asked.on),
    )
    return EditionPageOut(
        items=[exports.summary(row.edition, row.standing) for row in page.rows],
        next=cursor_at(page.last),
    )


@router.get("/documents", response={200: DocumentPageOut, 422: Problem}, summary="List documents")
def documents(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Cursor = "",
    limit: Limit = 100,
    edition: Text = "",
    reading: Text = "",
) -> DocumentPageOut:
    """Texts of editions and whether they may be read, page by page.

    ``edition`` is the slug of one, ``reading`` is open, metadata, closed or unknown.
    """
    page = listing.documents_listed(
        after=position_of(cursor), limit=limit, edition=clean(edition), reading=clean(reading)
    )
    return DocumentPageOut(
        items=[
            DocumentOut(
                edition=one.edition.slug,
                number=one.edition.number,
                kind=one.kind,
                language=one.language,
                medium=one.medium,
                reading=one.reading,
                reason=one.reason,
                address=one.address,
            )
            for one in page.items
        ],
        next=cursor_at(page.last),
    )


@router.get(
    "/standards/{path:slug}",
    response={200: exports.EditionExport | exports.StandardExport, 404: Problem, 422: Problem},
    summary="One standard or edition by its number",
)
def standard(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    slug: Text,
    on: dt.date | None = None,
) -> exports.EditionExport | exports.StandardExport | HttpResponse:
    """A standard or an edition; any spelling of its number is read."""
    day = day_or_today(on)
    slug = clean(slug)
    if found := _held(slug, day):
        return found
    number = parse_slug(slug)
    if found := _held(number.slug, day):
        return found
    other = addresses.other_address(number)
    if other and (found := _held(other, day)):
        return found
    return problem(
        HTTPStatus.NOT_FOUND,
        "not_held",
        f"{number.canonical} is well formed and not held; that does not say that it does not exist",
        hint="/api/v1/coverage tells what is held",
    )


def _held(slug: str, on: dt.date) -> exports.EditionExport | exports.StandardExport | None:
    if edition := addresses.edition_at(slug):
        return exports.export(edition_page(edition, on))
    if standard := addresses.standard_at(slug):
        return exports.standard_export(standard, standard_page(standard.pk, on), on)
    return None
