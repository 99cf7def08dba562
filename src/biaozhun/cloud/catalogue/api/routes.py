"""What the programming interface answers under which address."""

import base64
import binascii
import datetime as dt
from http import HTTPStatus
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Router
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field, StringConstraints

from biaozhun import __version__
from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api import refusing
from biaozhun.cloud.catalogue.api.shapes import (
    AnnouncementOut,
    Asked,
    Counted,
    CoverageOut,
    EditionPageOut,
    FamilyOut,
    FoundHit,
    FoundNumber,
    Highlights,
    Holding,
    NumberFault,
    NumberOut,
    SearchAnswer,
    SourceOut,
    Text,
    Understood,
    Value,
)
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries import addresses
from biaozhun.cloud.catalogue.queries.announcements import announcement_at, listed_editions
from biaozhun.cloud.catalogue.queries.coverage import Held
from biaozhun.cloud.catalogue.queries.coverage import coverage as coverage_statement
from biaozhun.cloud.catalogue.queries.edition import edition_page, standard_page
from biaozhun.cloud.catalogue.queries.listing import Selection, listed
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.results import FoundEdition, Question, find
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.port import FACETS, SearchError
from biaozhun.cloud.ui.problems import MEDIA_TYPE, Problem, problem
from biaozhun.cloud.ui.reading import only_read
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import Family, NumberError, StandardNumber, parse, parse_slug


class CatalogueAPI(NinjaAPI):
    """The interface with its errors described as what they are."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:  # noqa: ANN401  -- ninja's signature
        """The schema, with the media type of problem details at every error."""
        schema = super().get_openapi_schema(**options)
        for path in schema.get("paths", {}).values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return schema


api = CatalogueAPI(
    title="标准云 · Biaozhun Cloud",
    version=__version__,
    description=(
        "Standards, their editions and how they stand on a day. Every date is a calendar date; "
        "records of the demonstration carry `invented: true`. Messages are in English whatever "
        "language is asked for; codes are stable, titles are as their sources write them."
    ),
    openapi_url="/openapi.json",
    docs_url="/v1/docs",
    docs_decorator=only_read,
    urls_namespace="api",
)
router = Router()


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    first = error.errors[0]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "parameter_invalid",
        refusing.sentence(first),
        hint="/api/v1/docs describes every parameter",
    )


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(HTTPStatus.NOT_FOUND, "not_found", str(error) or "nothing at this address")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(HTTPStatus(error.status_code), "request_refused", str(error))


@api.exception_handler(SearchError)
def _no_index(request: HttpRequest, error: SearchError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, error.code, error.message, hint=error.hint)


@api.exception_handler(NumberError)
def _no_number(request: HttpRequest, error: NumberError) -> HttpResponse:  # noqa: ARG001  -- ninja's signature
    return problem(
        HTTPStatus.NOT_FOUND,
        error.code,
        error.message,
        hint=error.hint,
        fragment=error.fragment,
        start=error.start,
        end=error.end,
    )


ERRORS = {422: Problem, 503: Problem}


@router.get("/search", response={200: SearchAnswer, **ERRORS}, summary="Search editions")
def search(request: HttpRequest, asked: Query[Asked]) -> SearchAnswer:  # noqa: ARG001  -- ninja's signature
    """One page of hits with exact counts; any text is a query."""
    on = asked.on or today()
    chosen = {name: [clean(value) for value in getattr(asked, name)] for name in FACETS}
    found = find(
        Question(
            text=clean(asked.q),
            on=on,
            filters={name: values for name, values in chosen.items() if values},
            sort=asked.sort,
            page=asked.page,
            size=asked.size,
        ),
        reader(),
    )
    result = found.result
    return SearchAnswer(
        total=result.total,
        loosened=result.loosened,
        page=result.page,
        pages=result.pages,
        as_of=on,
        hits=[_hit(hit) for hit in found.hits],
        facets={
            name: [Counted(value=count.value, count=count.count) for count in counts]
            for name, counts in result.facets.items()
        },
        numbers=[FoundNumber(text=number.text, match=number.match) for number in result.numbers],
        notes=[Understood.model_validate(note, from_attributes=True) for note in result.notes],
        coverage=[_holding(held) for held in found.coverage],
    )


def _hit(hit: FoundEdition) -> FoundHit:
    line = exports.summary(hit.row.edition, hit.row.standing)
    highlights = Highlights(title_zh=hit.title_zh, title_en=hit.title_en)
    return FoundHit(**line.model_dump(), highlights=highlights)


@router.get("/editions", response={200: EditionPageOut, 422: Problem}, summary="List editions")
def editions(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Annotated[str, StringConstraints(max_length=60)] = "",
    limit: Annotated[int, Field(ge=1, le=500)] = 100,
    family: Family | None = None,
    code: Value = "",
    recorded_since: dt.date | None = None,
) -> EditionPageOut | HttpResponse:
    """All editions, page by page; the cursor stays good while records come and go."""
    after = _position(cursor)
    if after is None:
        return problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "cursor_invalid",
            "the cursor is none that this interface gave out",
            hint="begin without a cursor",
        )
    wanted = Selection(family=str(family or ""), code=clean(code), recorded_since=recorded_since)
    page = listed(wanted, after=after, limit=limit, on=today())
    return EditionPageOut(
        items=[exports.summary(row.edition, row.standing) for row in page.rows],
        next="" if page.last is None else _cursor(page.last),
    )


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(str(position).encode()).decode().rstrip("=")


def _position(cursor: str) -> int | None:
    """The place a cursor names; 0 without one, ``None`` where it is not ours."""
    if not cursor:
        return 0
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return int(text) if text.isdigit() and len(text) < 19 else None


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
    day = on or today()
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


@router.get(
    "/announcements/{path:slug}",
    response={200: AnnouncementOut, 404: Problem, 422: Problem},
    summary="One announcement with what it lists",
)
def announcement(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    slug: Text,
) -> AnnouncementOut | HttpResponse:
    """An announcement by the last part of its address."""
    held = announcement_at(clean(slug))
    if held is None:
        return problem(HTTPStatus.NOT_FOUND, "not_held", "no announcement is held under this slug")
    on = today()
    return AnnouncementOut(
        slug=held.slug,
        issuer=held.issuer,
        number=held.number,
        date=held.date,
        kind=held.kind,
        title=held.title,
        address=held.address,
        as_of=on,
        editions=[exports.summary(row.edition, row.standing) for row in listed_editions(held, on)],
        invented=held.invented,
    )


@router.get("/coverage", response=CoverageOut, summary="What is held and what is lacking")
def coverage(request: HttpRequest) -> CoverageOut:  # noqa: ARG001  -- ninja's signature
    """The coverage statement."""
    said = coverage_statement(today())
    return CoverageOut(
        as_of=said.on,
        editions=said.editions,
        standards=said.standards,
        in_force=said.in_force,
        last_seen=said.last_seen,
        families=[
            FamilyOut(family=_holding(group.family), codes=[_holding(code) for code in group.codes])
            for group in said.families
        ],
        sources=[
            SourceOut(
                slug=entry.source.slug,
                title=entry.source.title,
                rank=entry.source.rank,
                licence=entry.source.licence,
                records=entry.records,
                last_run=entry.last_run,
                delay_days=entry.delay.days,
                delay_days_fresh=entry.delay.fresh_days,
                editions_fresh=entry.delay.fresh,
            )
            for entry in said.sources
        ],
    )


def _holding(held: Held) -> Holding:
    return Holding(
        scope=held.scope,
        editions=held.editions,
        in_force=held.in_force,
        last_seen=held.last_seen,
        published_total=held.total.total if held.total else None,
        published_total_as_of=held.total.as_of if held.total else None,
        published_total_source=held.total.source if held.total else "",
        share=held.share,
    )


@router.get("/numbers", response={200: NumberOut, 422: Problem}, summary="Read a standard number")
def numbers(request: HttpRequest, text: Text) -> NumberOut:  # noqa: ARG001  -- ninja's signature
    """The parts of a number in any spelling; nothing is looked up."""
    try:
        number = parse(text)
    except NumberError as error:
        return NumberOut(input=text, error=_fault(error))
    return _parts(text, number)


def _fault(error: BiaozhunError) -> NumberFault:
    return NumberFault(code=error.code, message=error.message, start=error.start, end=error.end)


def _parts(text: str, number: StandardNumber) -> NumberOut:
    return NumberOut(
        input=text,
        number=number.canonical,
        slug=number.slug,
        family=str(number.family),
        prefix=number.prefix,
        nature=str(number.nature or ""),
        serial=number.serial,
        part=number.part,
        year=number.year,
        amendment=number.amendment,
    )


api.add_router("/v1", router)
