"""The texts held here, for programs: lists, outlines, clauses."""

import datetime as dt
from collections.abc import Collection
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from biaozhun.cloud.catalogue.api import asking
from biaozhun.cloud.catalogue.api.asking import Cursor, Limit, Value, cursor_at, position_of
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID, edition_at, other_address
from biaozhun.cloud.texts.models import Clause, Text
from biaozhun.cloud.texts.queries import offered
from biaozhun.cloud.texts.queries.offered import Wanted
from biaozhun.cloud.texts.templatetags.texts import file_place, reading_place
from biaozhun.cloud.ui.problems import Problem, problem
from biaozhun.core.disclosure import resting_on
from biaozhun.core.number import NumberError, parse_slug
from biaozhun.core.structure import ClauseKind

router = Router(tags=["texts"])

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
_REPLACED: Final = {
    "responses": {302: {"description": "Replaced by a newer text, whose address is in `Location`"}}
}


class Listed(Schema):
    """Which texts a list holds; what is not given does not narrow.

    ``edition`` is the number of one in any spelling.
    """

    cursor: Cursor = ""
    limit: Limit = 100
    edition: asking.Text = ""
    kind: Text.Kind | None = None
    language: Value = ""
    right: Text.Right | None = None


class TextOut(Schema):
    """A text of an edition, who may read it and why.

    ``level`` is that of machine-readability (SMART, 0 to 3) which its reading proved. ``reason``
    says why a text is withheld, ``basis`` on what law or agreement the right rests; both as they
    were written, ``…_en`` in our own translation where a rule of the platform says it and empty
    where a person wrote it. ``read_at`` is where a withheld text may be read or bought. ``page`` is
    its page here, ``file`` the file it came in; empty where it may not be read.
    """

    id: int
    edition: str
    number: str
    kind: Text.Kind
    language: str
    title: str
    form: Text.Form
    media_type: str
    level: int
    clause_count: int
    pages: int | None
    right: Text.Right
    reason: str
    reason_en: str
    basis: str
    basis_en: str
    read_at: str
    licence: str
    origin: str
    translator: str
    page: str
    file: str
    added: dt.datetime
    changed: dt.datetime
    invented: bool


class TextPageOut(Schema):
    """Texts in the order in which they came; ``next`` is empty on the last page."""

    items: list[TextOut]
    next: str


class HeadingOut(Schema):
    """A clause as an outline names it; ``level`` 1 is a chapter, ``anchor`` its place for good."""

    anchor: str
    number: str
    title: str
    kind: ClauseKind
    level: int


class OutlineOut(Schema):
    """A text with its clauses in their order, page by page.

    There are none of a text that is held as a file, and none of one that may not be read.
    """

    text: TextOut
    clauses: list[HeadingOut]
    next: str


class ClauseOut(HeadingOut):
    """A clause with its words; lines are paragraphs, items and rows of tables."""

    text: str
    edition: str
    page: str


@router.get("/texts", response={200: TextPageOut, 422: Problem}, summary="List texts held here")
def texts(request: HttpRequest, asked: Query[Listed]) -> TextPageOut:  # noqa: ARG001  -- ninja's signature
    """The texts on the shelf, page by page: those of one edition, or all.

    A text that may not be read is listed too, with the reason and the basis.
    """
    wanted = Wanted(
        slug=_slug(clean(asked.edition)),
        kind=str(asked.kind or ""),
        language=clean(asked.language),
        right=str(asked.right or ""),
    )
    found = offered.offered(wanted, after=position_of(asked.cursor), limit=asked.limit)
    invented = offered.invented_among(found.texts)
    items = [_told(text, invented) for text in found.texts]
    return TextPageOut(items=items, next=cursor_at(found.last))


@router.get(
    "/texts/{id}",
    response={200: OutlineOut, 404: Problem, 422: Problem},
    summary="One text with its outline",
    url_name="text",
    openapi_extra=_REPLACED,
)
def text(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    id: Id,  # noqa: A002  -- the name in the address
    cursor: Cursor = "",
    limit: Limit = 500,
) -> OutlineOut | HttpResponse:
    """A text and the headings of its clauses, each with its anchor, page by page.

    An anchor is good for ever: when a newer file takes the place of a text, each that is gone leads
    to the clause that took its words.
    """
    held = offered.text_with(id)
    if held is None:
        return _no_text()
    if held.replaced_by_id:
        return redirect("api:text", id=held.replaced_by_id)
    part = offered.outline(held, after=position_of(cursor), limit=limit)
    return OutlineOut(
        text=_told(held, offered.invented_among([held])),
        clauses=[_heading(clause) for clause in part.clauses],
        next=cursor_at(part.last),
    )


@router.get(
    "/texts/{id}/clauses/{path:anchor}",
    response={200: ClauseOut, 403: Problem, 404: Problem, 422: Problem},
    summary="One clause of a text",
    url_name="clause",
    openapi_extra=_REPLACED,
)
def clause(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    id: Id,  # noqa: A002  -- the name in the address
    anchor: Value,
) -> ClauseOut | HttpResponse:
    """A clause with its words, if everybody may read the text; else why not (403).

    An anchor of an earlier text is answered with the clause to which it leads.
    """
    held = offered.text_with(id)
    if held is None:
        return _no_text()
    if held.replaced_by_id:
        return redirect("api:clause", id=held.replaced_by_id, anchor=anchor)
    if not held.is_read_by_all:
        return _withheld(held)
    found = offered.clause_at(held, clean(anchor))
    if found is None:
        return problem(
            HTTPStatus.NOT_FOUND,
            "no_such_clause",
            f"the text has no clause under this anchor; it has {held.clause_count} clauses",
            hint=f"{reverse('api:text', args=[held.pk])} has their anchors",
            fragment=anchor,
        )
    page = f"{reading_place(held)}#{quote(found.anchor)}"
    heading = _heading(found).model_dump()
    return ClauseOut(**heading, text=found.words, edition=held.slug, page=page)


def _slug(edition: str) -> str:
    """The slug of an edition in any spelling; what is no number names no edition held."""
    if not edition or edition_at(edition):
        return edition
    try:
        number = parse_slug(edition)
    except NumberError:
        return edition
    if edition_at(number.slug):
        return number.slug
    return other_address(number) or number.slug


def _told(text: Text, invented: Collection[str]) -> TextOut:
    is_read = text.is_read_by_all
    return TextOut(
        id=text.pk,
        edition=text.slug,
        number=text.number,
        kind=Text.Kind(text.kind),
        language=text.language,
        title=text.title,
        form=Text.Form(text.form),
        media_type=text.media_type,
        level=text.level,
        clause_count=text.clause_count,
        pages=text.pages,
        right=Text.Right(text.right),
        reason=text.reason,
        reason_en=_in_english(text.reason),
        basis=text.basis,
        basis_en=_in_english(text.basis),
        read_at=text.read_at,
        licence=text.licence,
        origin=text.origin,
        translator=text.translator,
        page=reading_place(text),
        file=file_place(text) if is_read else "",
        added=text.added,
        changed=text.changed,
        invented=text.slug in invented,
    )


def _in_english(basis: str) -> str:
    rule = resting_on(basis)
    return rule.basis_en if rule else ""


def _heading(clause: Clause) -> HeadingOut:
    return HeadingOut(
        anchor=clause.anchor,
        number=clause.number,
        title=clause.title,
        kind=ClauseKind(clause.kind),
        level=clause.level,
    )


def _no_text() -> HttpResponse:
    return problem(
        HTTPStatus.NOT_FOUND,
        "text_not_held",
        "no text is on the shelf under this id",
        hint="/api/v1/texts?edition=… lists those of an edition",
    )


def _withheld(text: Text) -> HttpResponse:
    """Why a text may not be read, and where it may."""
    elsewhere = f"; it may be read or bought at {text.read_at}" if text.read_at else ""
    return problem(
        HTTPStatus.FORBIDDEN,
        "text_withheld",
        f"the text may not be read here: {_in_english(text.reason) or text.reason}",
        hint=f"{reverse('api:text', args=[text.pk])} tells the right and its basis{elsewhere}",
    )
